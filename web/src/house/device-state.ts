import type { PlanDevice, Readings, Value } from './plan'
import { isUrgent, type PlanState } from './states'

/** What a value of a property says, by the names that devices have for it; the most urgent first. */
const meanings: readonly (readonly [property: string, value: Value, state: PlanState])[] = [
  ['smoke', true, 'smoke'],
  ['gas', true, 'gas'],
  ['carbon_monoxide', true, 'carbon_monoxide'],
  ['water_leak', true, 'leak'],
  ['alarm', true, 'sounding'],
  ['alarm', 'ON', 'sounding'],
  ['door_alarm', true, 'alarm'],
  ['temperature_alarm', true, 'alarm'],
  ['high_alarm', true, 'alarm'],
  ['water_alarm', true, 'alarm'],
  ['pump_alarm', 'dry_running', 'alarm'],
  ['lamp', 'red_stop', 'alarm'],
  ['online', false, 'offline'],
  ['occupancy', true, 'motion'],
  ['presence', true, 'motion'],
  ['state', 'LOCK', 'locked'],
  ['contact', false, 'open'],
  ['contact', true, 'closed'],
  ['garage_door_contact', false, 'open'],
  ['garage_door_contact', true, 'closed'],
  ['door', true, 'open'],
  ['running_state', 'heat', 'heating'],
  ['running_state', 'cool', 'cooling'],
  ['heating', true, 'heating'],
  ['compressor', true, 'cooling'],
  ['activity', 'cooling', 'cooling'],
  ['operation_state', 'run', 'running'],
  ['status', 'running', 'running'],
  ['charger_state', 'charging', 'charging'],
  ['battery_state', 'charging', 'charging'],
  ['liquid_state', 'low', 'low'],
  ['liquid_state', 'high', 'high'],
  ['battery_low', true, 'battery_low'],
]
/** `ON` lets water or gas through. */
const valves = new Set(['valve', 'sprinkler'])
const switched = { ON: 'on', OFF: 'off', OPEN: 'open', CLOSE: 'closed' } as const

/** The meanings of what a device has, with the paths of its readings. */
const meaningsOfDevices = new WeakMap<PlanDevice, Meaning[]>()

interface Meaning {
  path: string
  value: Value
  state: PlanState
}

function meaningsOf(device: PlanDevice): Meaning[] {
  const kept = meaningsOfDevices.get(device)
  if (kept) return kept
  const has = new Set(['online', ...device.exposes.map(({ property }) => property)])
  const own = meanings.filter(([property]) => has.has(property)).map(([property, value, state]) => ({ path: `${device.id}/${property}`, value, state }))
  meaningsOfDevices.set(device, own)
  return own
}

/** What is worth saying of a device. */
export function deviceStates(device: PlanDevice, readings: Readings): PlanState[] {
  const { id, icon } = device
  const states = meaningsOf(device).filter(({ path, value }) => readings[path] === value).map(({ state }) => state)
  if (typeof readings[`${id}/fault`] === 'string') states.push('faulty')
  const word = switched[(readings[`${id}/state`] ?? readings[`${id}/fan_state`]) as keyof typeof switched]
  if (word) states.push(valves.has(icon) ? (word === 'on' ? 'open' : 'closed') : word)
  return [...new Set(states)]
}

/** The alarms that a device raises. */
export function alarmsOf(device: PlanDevice, readings: Readings): PlanState[] {
  return meaningsOf(device)
    .filter(({ path, value, state }) => isUrgent(state) && readings[path] === value)
    .map(({ state }) => state)
}

export function isLamp({ icon }: PlanDevice): boolean {
  return icon === 'lamp' || icon === 'light_strip'
}
