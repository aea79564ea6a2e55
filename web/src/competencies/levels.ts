import type { Achievement } from '../api/competencies'

/** From this score on a person can do it, and from the second one surely. */
const reached = 60
const mastered = 85

export const levels = ['unassigned', 'waiting', 'begun', 'reached', 'mastered'] as const
export type Level = (typeof levels)[number]

/** What a score comes to, in the words of a report. */
export function levelOf({ score, graded, of }: Achievement): Level {
  if (of === 0) return 'unassigned'
  if (graded === 0 || score === null) return 'waiting'
  if (score < reached) return 'begun'
  return score < mastered ? 'reached' : 'mastered'
}
