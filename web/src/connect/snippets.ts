import type { Lab } from '../api/types'

export interface Snippet {
  id: 'paho' | 'mosquitto' | 'mqttx' | 'node-red'
  name: string
  code: string
}

/** Ready pieces for the usual clients; code and fields, so Latin in every language. */
export function snippetsFor(lab: Lab, token: string): Snippet[] {
  return [
    { id: 'paho', name: 'paho-mqtt', code: paho(lab, token) },
    { id: 'mosquitto', name: 'mosquitto_sub', code: mosquitto(lab, token) },
    { id: 'mqttx', name: 'MQTTX', code: mqttx(lab, token) },
    { id: 'node-red', name: 'Node-RED', code: nodeRed(lab, token) },
  ]
}

const paho = ({ base, mqtt }: Lab, token: string) => `import paho.mqtt.client as mqtt

def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe("${base}/#")

def on_message(client, userdata, message):
    print(message.topic, message.payload.decode())

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set("${mqtt.username}", "${token}")
client.on_connect = on_connect
client.on_message = on_message
client.connect("${mqtt.host}", ${mqtt.port})
client.loop_forever()`

const mosquitto = ({ base, mqtt }: Lab, token: string) =>
  `mosquitto_sub -h ${mqtt.host} -p ${mqtt.port} -u ${mqtt.username} -P ${token} -v -t '${base}/#'`

const mqttx = ({ base, mqtt }: Lab, token: string) => `Host       mqtt://${mqtt.host}
Port       ${mqtt.port}
Username   ${mqtt.username}
Password   ${token}
Version    3.1.1
Topic      ${base}/#`

const nodeRed = ({ base, mqtt }: Lab, token: string) => `mqtt in → Server → Edit
  Connection  Server    ${mqtt.host}
              Port      ${mqtt.port}
              Protocol  MQTT V3.1.1
  Security    Username  ${mqtt.username}
              Password  ${token}
mqtt in → Topic         ${base}/#`
