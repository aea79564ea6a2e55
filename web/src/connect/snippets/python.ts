import { authority, type Snippet } from './access'

export const paho: Snippet = {
  id: 'paho',
  name: 'paho-mqtt',
  install: 'pip install "paho-mqtt>=2"',
  code: ({ host, port, tls, user, token, base }) => `import paho.mqtt.client as mqtt

def on_connect(client, userdata, flags, reason_code, properties):
    client.subscribe("${base}/#")

def on_message(client, userdata, message):
    print(message.topic, message.payload.decode())

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.username_pw_set("${user}", "${token}")
${tls ? `client.tls_set("${authority}")\n` : ''}client.on_connect = on_connect
client.on_message = on_message
client.connect("${host}", ${port})
client.loop_forever()`,
}

export const aiomqtt: Snippet = {
  id: 'aiomqtt',
  name: 'aiomqtt',
  install: 'pip install aiomqtt',
  code: ({ host, port, tls, user, token, base }) => `import asyncio
import sys

import aiomqtt

async def main():
    async with aiomqtt.Client(
        "${host}",
        port=${port},
        username="${user}",
        password="${token}",${tls ? `\n        tls_params=aiomqtt.TLSParameters(ca_certs="${authority}"),` : ''}
    ) as client:
        await client.subscribe("${base}/#")
        async for message in client.messages:
            print(message.topic, message.payload.decode())

if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
asyncio.run(main())`,
}
