import { number, say } from '../i18n/locale.svelte'
import type { Exercise, Submission } from '../api/types'
import { t } from './words'

/** What a student answered, and the right answer once it may be known; null where there is none. */
export interface Answer {
  given: string | null
  right: string | null
}

type Question = Exercise['questions'][number]

/** The answers to the questions of an exercise, by the question; empty where it asks none. */
export function answersOf({ questions }: Exercise, { files, right_answers }: Submission): Record<string, Answer> {
  const given = read(files['answers.json'])
  return Object.fromEntries(
    questions.map((question) => [question.id, { given: said(question, given[question.id]), right: said(question, right_answers?.[question.id]) }]),
  )
}

/** Answers come bare or below `answers`; a file that cannot be read has none. */
function read(text: string | undefined): Record<string, unknown> {
  try {
    const whole: unknown = JSON.parse(text ?? '{}')
    const inner = isRecord(whole) && isRecord(whole.answers) ? whole.answers : whole
    return isRecord(inner) ? inner : {}
  } catch {
    return {}
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function said(question: Question, answer: unknown): string | null {
  if (answer === undefined || answer === null || answer === '') return null
  if (Array.isArray(answer)) return answer.map((one) => said(question, one)).filter(Boolean).join(t('list.comma'))
  if (typeof answer === 'boolean') return t(answer ? 'answer.yes' : 'answer.no')
  if (typeof answer === 'number') return [number(answer), question.unit].filter(Boolean).join(' ')
  const option = question.options.find(({ id }) => id === answer)
  return option ? say(option.says) : String(answer)
}
