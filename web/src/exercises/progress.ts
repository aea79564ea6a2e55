import type { ExerciseSummary } from '../api/types'

/** Points of 100 from which an exercise counts as passed. */
export const passMark = 60

export type State = 'new' | 'begun' | 'passed' | 'perfect'

/** How far the student has come with an exercise. */
export function stateOf({ best_score, attempts }: Pick<ExerciseSummary, 'best_score' | 'attempts'>): State {
  if (attempts === 0) return 'new'
  if (best_score === 100) return 'perfect'
  return (best_score ?? 0) >= passMark ? 'passed' : 'begun'
}

const units = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8'] as const

/** Whether it is a unit of the curriculum, whose name the page knows. */
export function isUnit(unit: string): unit is (typeof units)[number] {
  return (units as readonly string[]).includes(unit)
}
