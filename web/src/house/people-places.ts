import type { Plan, PlanPerson, PlanRoom, Point, Readings } from './plan'

/** Somebody at a place of a room, or all those together for whom it has no place of their own. */
export interface Standing {
  id: string
  room: PlanRoom
  place: Point
  people: readonly PlanPerson[]
}

/** Who is in the house, and where in their room each stands; who is outside stands nowhere. */
export function peopleAtPlaces(plan: Plan, readings: Readings): Standing[] {
  const rooms = new Map(plan.people.map(({ id }) => [id, readings[`people/${id}/room`]]))
  return plan.rooms.flatMap((room) => standingIn(room, plan.people.filter(({ id }) => rooms.get(id) === room.id)))
}

function standingIn(room: PlanRoom, people: readonly PlanPerson[]): Standing[] {
  const last = room.places.length - 1
  const alone = people.length > room.places.length ? last : people.length
  const singly = people.slice(0, alone).map((person, index) => ({ id: person.id, room, place: room.places[index]!, people: [person] }))
  const rest = people.slice(alone)
  return rest.length ? [...singly, { id: `in ${room.id}`, room, place: room.places[last] ?? [room.x + room.width / 2, room.y + room.height / 2], people: rest }] : singly
}
