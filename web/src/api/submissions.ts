/** What is handed in, and what grading says of it. */
import { at, request } from './client'
import type { Attempt, Files, Receipt, Submission } from './types'

export const submit = (exercise: string, files: Files, idempotencyKey: string) =>
  request<Receipt>('POST', at('exercises', exercise, 'submissions'), { body: { files }, idempotencyKey })
export const listAttempts = (exercise: string) =>
  request<Attempt[]>('GET', `${at('submissions')}?exercise=${encodeURIComponent(exercise)}`)
export const readSubmission = (id: string) => request<Submission>('GET', at('submissions', id))
export const submissionEvents = (id: string) => at('submissions', id, 'events')
