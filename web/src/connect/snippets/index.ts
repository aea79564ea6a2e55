import type { Snippet } from './access'
import { arduino, microPython } from './boards'
import { aiomqtt, paho } from './python'
import { homeAssistant, mosquitto, mqttx, nodeRed } from './tools'

/** In the order in which a class meets them. */
export const snippets: readonly Snippet[] = [paho, aiomqtt, mqttx, mosquitto, nodeRed, homeAssistant, microPython, arduino]
