import type { Plan, Readings, Value } from '../house/plan'

/** A room at one moment: who is in it and what its devices say. */
export interface Room {
  id: string
  title: string
  temperature: number | null
  people: string[]
  devices: { id: string; title: string; says: string | null; on: boolean }[]
}

/** What is most worth knowing of a device, the first that it has. */
const telling =
  'state occupancy presence contact water_leak smoke gas carbon_monoxide alarm lock_state position running_state temperature illuminance power'.split(' ')

/** How a house stands, room by room. */
export function standing(plan: Plan, readings: Readings): Room[] {
  return plan.rooms.map(({ id, title }) => ({
    id,
    title,
    temperature: asNumber(readings[`room/${id}/temperature`]),
    people: plan.people.filter((person) => readings[`people/${person.id}/room`] === id).map((person) => person.title),
    devices: plan.devices.filter((device) => device.room === id).map((device) => ({ id: device.id, title: device.title, ...saying(device.id, readings) })),
  }))
}

function saying(device: string, readings: Readings): { says: string | null; on: boolean } {
  const property = telling.find((one) => readings[`${device}/${one}`] !== undefined)
  const value = property === undefined ? undefined : readings[`${device}/${property}`]!
  return { says: value === undefined ? null : `${property}: ${String(value)}`, on: value === true || value === 'ON' }
}

const asNumber = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)
