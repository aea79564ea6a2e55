import type { Opening, Plan, PlanDevice, PlanRoom, Readings } from './plan'

/** What the picture says of a thing; each has a word of its own. */
export const allStates = [
  'on', 'off', 'open', 'ajar', 'closed', 'locked', 'shaded', 'motion', 'heating', 'cooling',
  'leak', 'smoke', 'gas', 'carbon_monoxide', 'sounding', 'battery_low', 'offline', 'faulty',
] as const

export type PlanState = (typeof allStates)[number]

const alarms = ['water_leak', 'smoke', 'gas', 'carbon_monoxide'] as const
const alarmStates = { water_leak: 'leak', smoke: 'smoke', gas: 'gas', carbon_monoxide: 'carbon_monoxide' } as const
const urgent: readonly PlanState[] = ['leak', 'smoke', 'gas', 'carbon_monoxide', 'sounding']
const brightestIrradiance = 800
const dimmest = 0.35
const brightestLevel = 254
/** A door stands open from here on, and a gap short of it is no more than a crack. */
const crack = 0.05

/** What is worth saying of a device, the most urgent first. */
export function deviceStates({ id }: PlanDevice, readings: Readings): PlanState[] {
  const of = (property: string) => readings[`${id}/${property}`]
  const states: PlanState[] = alarms.filter((alarm) => of(alarm) === true).map((alarm) => alarmStates[alarm])
  if (of('alarm') === true || of('alarm') === 'ON') states.push('sounding')
  if (of('online') === false) states.push('offline')
  if (typeof of('fault') === 'string') states.push('faulty')
  if (of('occupancy') === true || of('presence') === true) states.push('motion')
  if (of('state') === 'ON') states.push('on')
  else if (of('state') === 'OFF') states.push('off')
  else if (of('state') === 'LOCK') states.push('locked')
  if (of('contact') === false) states.push('open')
  else if (of('contact') === true) states.push('closed')
  if (of('running_state') === 'heat') states.push('heating')
  else if (of('running_state') === 'cool') states.push('cooling')
  if (of('battery_low') === true) states.push('battery_low')
  return states
}

export function openingStates({ id, kind }: Opening, readings: Readings): PlanState[] {
  const share = openShare(id, readings)
  const states: PlanState[] = [share > crack ? (share < 1 && kind === 'window' ? 'ajar' : 'open') : 'closed']
  if (readings[`house/${id}/locked`] === true) states.push('locked')
  if (numberAt(readings, `house/${id}/shade_share`) > crack) states.push('shaded')
  return states
}

/** 0 to 1: how far a door or window stands open. */
export function openShare(id: string, readings: Readings): number {
  return numberAt(readings, `house/${id}/open_share`)
}

/** 0 to 1: how bright the lamps of a room are together, the brightest counting. */
export function lampLight(room: PlanRoom, plan: Plan, readings: Readings): number {
  const lit = plan.devices.filter(({ id, icon, room: at }) => at === room.id && isLamp(icon) && readings[`${id}/state`] === 'ON')
  return Math.max(0, ...lit.map(({ id }) => dimmest + (1 - dimmest) * (numberAt(readings, `${id}/brightness`, brightestLevel) / brightestLevel)))
}

/** 0 to 1: how bright the day is outside. */
export function daylight(readings: Readings): number {
  return Math.min(1, numberAt(readings, 'outdoor/irradiance') / brightestIrradiance)
}

/** The alarms that devices in a room raise. */
export function roomAlarms(room: PlanRoom, plan: Plan, readings: Readings): PlanState[] {
  const states = plan.devices.filter((device) => device.room === room.id).flatMap((device) => deviceStates(device, readings))
  return urgent.filter((state) => states.includes(state))
}

export function isUrgent(state: PlanState): boolean {
  return urgent.includes(state)
}

function isLamp(icon: string): boolean {
  return icon === 'lamp' || icon === 'light_strip'
}

function numberAt(readings: Readings, path: string, otherwise = 0): number {
  const value = readings[path]
  return typeof value === 'number' ? value : otherwise
}
