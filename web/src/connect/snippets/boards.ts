import { authority, type Snippet } from './access'

export const microPython: Snippet = {
  id: 'micropython',
  name: 'ESP32 MicroPython',
  install: 'mpremote mip install umqtt.simple',
  code: ({ host, port, tls, user, token, base }) => `import network
import time
from umqtt.simple import MQTTClient

wifi = network.WLAN(network.STA_IF)
wifi.active(True)
wifi.connect("WIFI NAME", "WIFI PASSWORD")
while not wifi.isconnected():
    time.sleep(0.2)

def on_message(topic, payload):
    print(topic.decode(), payload.decode())

client = MQTTClient("esp32", "${host}", port=${port}, user="${user}", password="${token}"${tls ? ', ssl=True' : ''})
client.set_callback(on_message)
client.connect()
client.subscribe(b"${base}/zigbee2mqtt/+")
client.publish(b"${base}/note", b"hello from the board")
while True:
    client.wait_msg()`,
}

export const arduino: Snippet = {
  id: 'arduino',
  name: 'ESP32 Arduino',
  install: 'Library Manager → PubSubClient',
  code: ({ host, port, tls, user, token, base }) => `#include <WiFi.h>
${tls ? '#include <WiFiClientSecure.h>\n' : ''}#include <PubSubClient.h>

${tls ? `const char* authority = R"(paste ${authority} here)";\nWiFiClientSecure network;` : 'WiFiClient network;'}
PubSubClient client(network);

void onMessage(char* topic, byte* payload, unsigned int length) {
  Serial.printf("%s %.*s\\n", topic, (int)length, (char*)payload);
}

void setup() {
  Serial.begin(115200);
  WiFi.begin("WIFI NAME", "WIFI PASSWORD");
  while (WiFi.status() != WL_CONNECTED) delay(200);
${tls ? '  network.setCACert(authority);\n' : ''}  client.setServer("${host}", ${port});
  client.setBufferSize(2048);
  client.setCallback(onMessage);
}

void loop() {
  if (!client.connected()) {
    if (!client.connect("esp32", "${user}", "${token}")) return delay(2000);
    client.subscribe("${base}/zigbee2mqtt/+");
    client.publish("${base}/note", "hello from the board");
  }
  client.loop();
}`,
}
