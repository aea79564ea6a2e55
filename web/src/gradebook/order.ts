import type { Row } from '../api/grades'
import { latinDigits } from '../i18n/digits'

export type SortBy = 'name' | 'number' | 'total'
export type Show = 'all' | 'missing' | 'waiting' | 'late'

export interface Order {
  by: SortBy
  descending: boolean
}

/** The students that are looked for, in the order that is asked for; who has no number or no total comes last. */
export function arranged(students: Row[], order: Order, search: string, show: Show): Row[] {
  const words = latinDigits(search).trim().toLowerCase()
  const found = students.filter((student) => isShown(student, show) && `${student.name} ${student.number ?? ''}`.toLowerCase().includes(words))
  const names = new Intl.Collator('fa')
  const turn = order.descending ? -1 : 1
  return found.sort((a, b) => {
    const [one, other] = [a[order.by], b[order.by]]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    if (typeof one === 'number' && typeof other === 'number') return turn * (one - other)
    return turn * names.compare(String(one), String(other))
  })
}

function isShown({ grades }: Row, show: Show): boolean {
  const all = Object.values(grades)
  if (show === 'missing') return all.some(({ missing }) => missing)
  if (show === 'waiting') return all.some(({ waiting }) => waiting > 0)
  return show === 'all' || all.some(({ days_late }) => days_late > 0)
}
