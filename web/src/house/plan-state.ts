import { alarmsOf, isLamp } from './device-state'
import type { Opening, Plan, PlanRoom, Readings } from './plan'
import { isUrgent, urgent, type PlanState } from './states'

const brightestIrradiance = 800
const dimmest = 0.35
const brightestLevel = 254
/** A door stands open from here on, and a gap short of it is no more than a crack. */
const crack = 0.05

/** The air of a room that a person would notice: quantity, from where on, and what it is. */
const airs: readonly (readonly [quantity: string, least: number, state: PlanState])[] = [
  ['gas', 5, 'gas'],
  ['co', 30, 'carbon_monoxide'],
  ['co2', 1500, 'stuffy'],
  ['pm25', 150, 'dusty'],
  ['humidity', 75, 'humid'],
]

export function openingStates({ id, kind }: Opening, readings: Readings): PlanState[] {
  const share = openShare(id, readings)
  const states: PlanState[] = [share > crack ? (share < 1 && kind === 'window' ? 'ajar' : 'open') : 'closed']
  if (readings[`house/${id}/locked`] === true) states.push('locked')
  if (shadeShare(id, readings) > crack) states.push('shaded')
  return states
}

/** What a pipe or a circuit gives nothing for: it is shut, or its breaker is off. */
export function supplyState(id: string, readings: Readings): PlanState | undefined {
  if (readings[`house/${id}_breaker`] === 'off') return 'tripped'
  return readings[`house/${id}/open_share`] === 0 ? 'shut' : undefined
}

/** The alarms that devices in a room raise, and what its air is like where one would notice. */
export function roomStates(room: PlanRoom, plan: Plan, readings: Readings): PlanState[] {
  const told = plan.devices.filter((device) => device.room === room.id).flatMap((device) => alarmsOf(device, readings))
  const air = airs.filter(([quantity, least]) => numberAt(readings, `room/${room.id}/${quantity}`) >= least).map(([, , state]) => state)
  return [...urgent.filter((state) => told.includes(state) || air.includes(state)), ...air.filter((state) => !isUrgent(state))]
}

/** 0 to 1: how far a door or window stands open. */
export function openShare(id: string, readings: Readings): number {
  return numberAt(readings, `house/${id}/open_share`)
}

/** 0 to 1: how much of a window is shaded. */
export function shadeShare(window: string, readings: Readings): number {
  return numberAt(readings, `house/${window}/shade_share`)
}

/** 0 to 1: how bright the lamps of a room are together, the brightest counting. */
export function lampLight(room: PlanRoom, plan: Plan, readings: Readings): number {
  const lit = plan.devices.filter((device) => device.room === room.id && isLamp(device) && readings[`${device.id}/state`] === 'ON')
  return Math.max(0, ...lit.map(({ id }) => dimmest + (1 - dimmest) * (numberAt(readings, `${id}/brightness`, brightestLevel) / brightestLevel)))
}

/** 0 to 1: how bright the day is behind a room's windows. */
export function sunlight(room: PlanRoom, plan: Plan, readings: Readings): number {
  const windows = plan.openings.filter(({ kind, rooms }) => kind === 'window' && rooms.includes(room.id))
  const clear = Math.max(0, ...windows.map(({ id }) => 1 - shadeShare(id, readings)))
  return clear * Math.min(1, numberAt(readings, 'outdoor/irradiance') / brightestIrradiance)
}

function numberAt(readings: Readings, path: string, otherwise = 0): number {
  const value = readings[path]
  return typeof value === 'number' ? value : otherwise
}
