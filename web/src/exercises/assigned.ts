import type { ExerciseSummary, OwnAssignment } from '../api/types'
import { stateOf } from './progress'

/** An exercise with the assignment of it that matters most now. */
export interface Entry {
  exercise: ExerciseSummary
  assignment: OwnAssignment | undefined
}

const order = { open: 0, late: 1, upcoming: 2, closed: 3 }

/** What is open comes first, then what is due first. */
function firstOf(one: OwnAssignment, other: OwnAssignment): number {
  return order[one.phase] - order[other.phase] || momentOf(one) - momentOf(other)
}

/** The next moment that matters: the due time, or after it the end. */
export function deadlineOf({ phase, opens_at, due_at, closes_at }: OwnAssignment): string | null {
  if (phase === 'upcoming') return opens_at
  return phase === 'open' ? (due_at ?? closes_at) : closes_at
}

const momentOf = (assignment: OwnAssignment): number => {
  const deadline = deadlineOf(assignment)
  return deadline === null ? Infinity : Date.parse(deadline)
}

export function entriesOf(exercises: readonly ExerciseSummary[], assignments: readonly OwnAssignment[]): Entry[] {
  return exercises.map((exercise) => ({
    exercise,
    assignment: assignments.filter((one) => one.exercise === exercise.id).sort(firstOf)[0],
  }))
}

/** What is assigned, can still be handed in and is not passed yet. */
export function isToDo({ exercise, assignment }: Entry): boolean {
  const open = assignment?.phase === 'open' || assignment?.phase === 'late'
  return open && assignment.attempts_left !== 0 && !['passed', 'perfect'].includes(stateOf(exercise))
}

/** Where the deadline comes first among what is to do. */
export function nearestDeadline(entries: readonly Entry[]): Entry | undefined {
  return entries
    .filter((entry) => isToDo(entry) && deadlineOf(entry.assignment!) !== null)
    .sort((one, other) => momentOf(one.assignment!) - momentOf(other.assignment!))[0]
}
