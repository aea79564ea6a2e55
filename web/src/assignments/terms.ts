import type { Assignment, Change } from '../api/assignments'
import { momentInIran, wallTimeInIran } from '../i18n/jalali'

const names = ['opens_at', 'due_at', 'closes_at', 'attempts', 'checks', 'counts', 'weight', 'grace_minutes', 'penalty_percent', 'hints', 'parameters_in_text'] as const

/** What a teacher decides on. */
export type Terms = Pick<Assignment, (typeof names)[number]>
export type Mode = Assignment['mode']

const usual: Terms = {
  opens_at: null,
  due_at: null,
  closes_at: null,
  attempts: null,
  checks: null,
  counts: 'best',
  weight: 1,
  grace_minutes: 0,
  penalty_percent: 0,
  hints: true,
  parameters_in_text: false,
}

/** Practice is due at the end of the day a week from now; an exam waits for its start and gives little help. */
export function usualTerms(mode: Mode): Terms {
  if (mode === 'exam') return { ...usual, attempts: 2, checks: 3, hints: false, parameters_in_text: true }
  const due = momentInIran({ day: wallTimeInIran(new Date()).day + 7, minutes: 24 * 60 - 1 })
  return { ...usual, due_at: due.toISOString() }
}

export function termsOf(assignment: Assignment): Terms {
  return Object.fromEntries(names.map((name) => [name, assignment[name]])) as unknown as Terms
}

/** The terms of a new assignment; when an exam closes is left to the service unless it was decided. */
export function toSend(mode: Mode, terms: Terms): Change {
  const { closes_at, ...others } = terms
  return mode === 'exam' && closes_at === null ? others : { ...others, closes_at }
}

/** What is to be sent so that one becomes the other. */
export function difference(before: Terms, after: Terms): Change {
  return Object.fromEntries(names.filter((name) => !isSame(before[name], after[name])).map((name) => [name, after[name]]))
}

/** Moments may be written in several ways. */
function isSame(one: Terms[keyof Terms], other: Terms[keyof Terms]): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one === other || Date.parse(one) === Date.parse(other)
  return one === other
}
