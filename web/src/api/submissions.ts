/** What is handed in, and what grading says of it. */
import { at, request, requestText, withQuery } from './client'
import type { Attempt, Files, Receipt, Submission } from './types'

export const submit = (exercise: string, files: Files, idempotencyKey: string) =>
  request<Receipt>('POST', at('exercises', exercise, 'submissions'), { body: { files }, idempotencyKey })
export const listAttempts = (exercise: string) =>
  request<Attempt[]>('GET', `${at('submissions')}?exercise=${encodeURIComponent(exercise)}`)
export const readSubmission = (id: string) => request<Submission>('GET', at('submissions', id))
export const submissionEvents = (id: string) => at('submissions', id, 'events')
/** Everything that happened in one run, a JSON object a line. */
export const readTrace = (id: string, run: number) => requestText(withQuery(at('submissions', id, 'trace'), { run }))
/** The address of a page to print. */
export const reportAddress = (id: string, language: string) => withQuery(at('submissions', id, 'report'), { language })
export const listLatestSubmissions = (limit: number) => request<Attempt[]>('GET', at('submissions'), { query: { limit } })
