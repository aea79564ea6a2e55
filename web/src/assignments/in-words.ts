import { t as common } from '../i18n/locale.svelte'
import { dayAndTime } from '../i18n/time'
import type { Mode, Terms } from './terms'
import { counted, t } from './words'

/** What will hold, as a person would say it: until when, how often, which score counts. */
export function termsInWords(terms: Terms, mode: Mode, now: Date): string {
  return [main(terms, mode, now), late(terms, now), others(terms, mode)].filter(Boolean).join(' ')
}

function main({ opens_at, due_at, attempts, counts }: Terms, mode: Mode, now: Date): string {
  const opens = opens_at !== null && new Date(opens_at) > now ? t('words.from', { moment: dayAndTime(opens_at, now) }) : ''
  const due = due_at === null ? t('words.no-due') : t('words.until', { moment: dayAndTime(due_at, now) })
  const times = mode === 'exam' && opens_at === null ? [t('words.by-hand')] : [opens, due]
  const often = attempts === null ? t('words.any-attempts') : counted('words.attempts', attempts)
  return sentence([...times, often, attempts === 1 ? '' : t(`words.counts.${counts}`)])
}

function late({ due_at, closes_at, grace_minutes, penalty_percent }: Terms, now: Date): string {
  if (due_at === null) return closes_at === null ? '' : sentence([t('words.closes', { moment: dayAndTime(closes_at, now) })])
  if (closes_at !== null && Date.parse(closes_at) <= Date.parse(due_at)) return sentence([t('words.never-late')])
  const until = closes_at === null ? t('words.late') : t('words.late-until', { moment: dayAndTime(closes_at, now) })
  const cost = penalty_percent ? t('words.penalty', { percent: penalty_percent }) : t('words.no-penalty')
  return sentence([until, cost, grace_minutes && penalty_percent ? counted('words.grace', grace_minutes) : ''])
}

function others({ checks, weight, hints, parameters_in_text }: Terms, mode: Mode): string {
  return sentence([
    checks === null ? '' : checks === 0 ? t('words.no-checks') : counted('words.checks', checks),
    hints || mode === 'exam' ? '' : t('words.no-hints'),
    parameters_in_text ? t('words.own-numbers') : '',
    weight === 1 ? '' : t('words.weight', { weight }),
  ])
}

function sentence(parts: string[]): string {
  const said = parts.filter(Boolean)
  if (!said.length) return ''
  const text = said.join(common('list.comma'))
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}
