import type { Plan, PlanPerson, Point, Readings } from './plan'

/** Who is in the house, and where in their room each stands; who is outside stands nowhere. */
export function peopleAtPlaces(plan: Plan, readings: Readings): { person: PlanPerson; place: Point }[] {
  const taken = new Map<string, number>()
  return plan.people.flatMap((person) => {
    const room = plan.rooms.find(({ id }) => id === readings[`people/${person.id}/room`])
    if (!room) return []
    const before = taken.get(room.id) ?? 0
    taken.set(room.id, before + 1)
    const place = room.places[Math.min(before, room.places.length - 1)] ?? ([room.x + room.width / 2, room.y + room.height / 2] as const)
    return [{ person, place }]
  })
}
