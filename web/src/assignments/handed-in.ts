import type { Gradebook } from '../api/grades'

/** How many students have handed something in, by the assignments' ids. */
export function handedInBy({ assignments, students }: Gradebook): Map<string, number> {
  return new Map(assignments.map(({ id }) => [id, students.filter(({ grades }) => grades[id]?.handed_in_at).length]))
}
