/** What is handed in, and what grading says of it. */
import { at, request, requestText, withQuery } from './client'
import type { Attempt, Files, Receipt, Submission } from './types'

/** What it is handed in as: for which assignment, where several could be meant, and whether it counts. */
export interface Terms {
  purpose: Attempt['purpose']
  assignment: string | undefined
}

export const submit = (exercise: string, files: Files, terms: Terms, idempotencyKey: string) =>
  request<Receipt>('POST', at('exercises', exercise, 'submissions'), { body: { files }, query: { ...terms }, idempotencyKey })
/** Hand in a live house as it is now, where the exercise is done by hand. */
export const submitHouse = (lab: string, terms: Terms, idempotencyKey: string) =>
  request<Receipt>('POST', at('labs', lab, 'submissions'), { query: { ...terms }, idempotencyKey })
export const listAttempts = (exercise: string) =>
  request<Attempt[]>('GET', `${at('submissions')}?exercise=${encodeURIComponent(exercise)}`)
export const readSubmission = (id: string) => request<Submission>('GET', at('submissions', id))
export const submissionEvents = (id: string) => at('submissions', id, 'events')
/** Everything that happened in one run, a JSON object a line. */
export const readTrace = (id: string, run: number) => requestText(withQuery(at('submissions', id, 'trace'), { run }))
/** The address of a page to print. */
export const reportAddress = (id: string, language: string) => withQuery(at('submissions', id, 'report'), { language })
export const listLatestSubmissions = (limit: number) => request<Attempt[]>('GET', at('submissions'), { query: { limit } })
