import type { Column, Grade, Row } from '../api/grades'
import { counted as countedCommon, number, say, t as common } from '../i18n/locale.svelte'
import { dateTime } from '../i18n/time'
import type { IconName } from '../controls/icons'
import { counted, t } from './words'

/** What is to be said of a grade beside its score. */
export const marks = ['override', 'late', 'waiting', 'missing'] as const
export type Mark = (typeof marks)[number]

export const markIcons: Record<Mark, IconName> = { override: 'edit', late: 'clock', waiting: 'more', missing: 'close' }

const holds: Record<Mark, (grade: Grade) => boolean> = {
  override: (grade) => grade.override !== null,
  late: (grade) => grade.days_late > 0,
  waiting: (grade) => grade.waiting > 0,
  missing: (grade) => grade.missing,
}

export const marksOf = (grade: Grade): Mark[] => marks.filter((mark) => holds[mark](grade))

/** An assignment's title; an exam says that it is one. */
export const titleOf = ({ title, mode }: Column): string => (mode === 'exam' ? t('table.exam', { title: say(title) }) : say(title))

/** A score without needless places: 72 or 72.5. */
export const score = (value: number | null): string => (value === null ? '' : number(value, { maximumFractionDigits: 1 }))

/** A grade as a sentence: whose it is, for what, what it is and why. */
export function gradeInWords(student: Row, column: Column, grade: Grade): string {
  const due = column.due_at ? t('cell.due', { moment: dateTime(column.due_at) }) : ''
  const said = [
    grade.score === null ? t('cell.none') : t('cell.score', { score: score(grade.score) }),
    ...marksOf(grade).map((mark) => (mark === 'late' ? counted('mark.late', grade.days_late) : t(`mark.${mark}`))),
    grade.attempts ? countedCommon('attempts', grade.attempts) : '',
  ]
  return `${student.name}${common('list.comma')}${titleOf(column)}${due ? ` ${due}` : ''}: ${said.filter(Boolean).join(common('list.comma'))}`
}
