import type { StudentSummary } from '../api/students'

export const columns = ['name', 'number', 'place', 'joined'] as const
export type Column = (typeof columns)[number]

const texts = new Intl.Collator('fa', { numeric: true })

const value: Record<Column, (student: StudentSummary) => string> = {
  name: ({ name }) => name,
  number: ({ number }) => number ?? '',
  place: ({ place }) => place,
  joined: ({ joined_at }) => joined_at ?? '',
}

/** By a column, and within it by name. */
export function sorted(students: StudentSummary[], column: Column, backwards: boolean): StudentSummary[] {
  const direction = backwards ? -1 : 1
  return [...students].sort(
    (one, other) => direction * texts.compare(value[column](one), value[column](other)) || texts.compare(one.name, other.name),
  )
}
