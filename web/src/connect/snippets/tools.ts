import { authority, type Snippet } from './access'

export const mosquitto: Snippet = {
  id: 'mosquitto',
  name: 'mosquitto',
  install: 'sudo apt install mosquitto-clients',
  code: ({ host, port, tls, user, token, base }) => {
    const where = `-h ${host} -p ${port} -u ${user} -P '${token}'${tls ? ` --cafile ${authority}` : ''}`
    return `mosquitto_sub ${where} -v -t '${base}/#'

mosquitto_pub ${where} -q 1 -t '${base}/note' -m 'hello'`
  },
}

export const mqttx: Snippet = {
  id: 'mqttx',
  name: 'MQTTX',
  code: ({ host, port, tls, user, token, base }) => `+ New Connection
  Host           ${tls ? 'mqtts' : 'mqtt'}://${host}
  Port           ${port}
  Username       ${user}
  Password       ${token}
  SSL/TLS        ${tls ? `on, CA or Self signed: ${authority}` : 'off'}
  MQTT Version   5.0
+ New Subscription
  Topic          ${base}/#`,
}

export const nodeRed: Snippet = {
  id: 'node-red',
  name: 'Node-RED',
  code: ({ host, port, tls, user, token, base }) => `mqtt in → Server → Edit
  Connection   Server     ${host}
               Port       ${port}
               Use TLS    ${tls ? `on, CA Certificate: ${authority}` : 'off'}
               Protocol   MQTT V5
  Security     Username   ${user}
               Password   ${token}
mqtt in →      Topic      ${base}/#
mqtt out →     Topic      ${base}/note`,
}

/** Discovery and Home Assistant's own birth and will stand below the lab's base, outside which nobody is heard (docs/conventions.md). */
export const homeAssistant: Snippet = {
  id: 'home-assistant',
  name: 'Home Assistant',
  code: ({ host, port, tls, user, token, base }) => `Settings → Devices & services → Add integration → MQTT
  Broker                 ${host}
  Port                   ${port}
  Username               ${user}
  Password               ${token}
  Certificate            ${tls ? `Custom: ${authority}` : 'Off'}
MQTT → Configure → MQTT options
  Enable discovery       on
  Discovery prefix       ${base}/homeassistant
  Birth message topic    ${base}/homeassistant/status
  Will message topic     ${base}/homeassistant/status`,
}
