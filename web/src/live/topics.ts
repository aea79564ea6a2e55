/** Which device a topic is about, and who speaks there, by the conventions that houses speak (docs/conventions.md). */

const notDevices = new Set(['clock', 'room', 'outdoor', 'house', 'people', 'mqtt'])
const tasmota = new Set(['tele', 'stat', 'cmnd'])
const telemetry = new Set(['telemetry', 'commands', 'status', 'errors'])

/** The name of the device whose topic this is. */
export function deviceOf(topic: string, base: string): string | undefined {
  const [first, second, third] = below(topic, base)
  if (first === 'zigbee2mqtt') return second === 'bridge' ? undefined : second
  if (first === '_lab') return second && third && !notDevices.has(second) ? second : undefined
  if (first !== undefined && tasmota.has(first)) return second
  return second !== undefined && telemetry.has(second) ? first : undefined
}

/** Whether it is the house that speaks on this topic, as far as a topic can tell: commands are for the house to hear. */
export function isFromHouse(topic: string, base: string): boolean {
  const [first, second, third] = below(topic, base)
  if (first === 'zigbee2mqtt') return second === 'bridge' ? third !== 'request' : third !== 'set' && third !== 'get'
  if (first === 'homeassistant') return second !== 'status'
  if (first === '_lab' || first === 'tele' || first === 'stat' || first === 'tasmota') return true
  return second !== undefined && telemetry.has(second) && second !== 'commands'
}

function below(topic: string, base: string): (string | undefined)[] {
  return topic.startsWith(`${base}/`) ? topic.slice(base.length + 1).split('/') : []
}
