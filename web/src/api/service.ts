/** Every request of the page, one line each. */
import { request } from './client'
import type {
  Attempt, Credentials, Exercise, ExerciseSummary, Files, Lab, PageToken, Receipt, SchoolClass, Submission, User,
} from './types'
import type { Run } from '../run/types'

const at = (...parts: string[]): string => `/api/${parts.map(encodeURIComponent).join('/')}`

export const signIn = (credentials: Credentials) =>
  request<{ token: string; user: User }>('POST', at('session'), { body: credentials })
export const whoAmI = () => request<{ user: User }>('GET', at('session'))
export const signOut = () => request<void>('DELETE', at('session'))
export const choosePassword = (username: string, password: string) =>
  request<void>('PUT', at('me', 'password'), { body: { username, password } })

export const listClasses = () => request<SchoolClass[]>('GET', at('classes'))
export const createClass = (name: string) => request<SchoolClass>('POST', at('classes'), { body: { name } })

export const listExercises = () => request<ExerciseSummary[]>('GET', at('exercises'))
export const readExercise = (id: string) => request<Exercise>('GET', at('exercises', id))

export const submit = (exercise: string, files: Files, idempotencyKey: string) =>
  request<Receipt>('POST', at('exercises', exercise, 'submissions'), { body: { files }, idempotencyKey })
export const listAttempts = (exercise: string) =>
  request<Attempt[]>('GET', `${at('submissions')}?exercise=${encodeURIComponent(exercise)}`)
export const readSubmission = (id: string) => request<Submission>('GET', at('submissions', id))
export const submissionEvents = (id: string) => at('submissions', id, 'events')

export const startLab = (exercise: string) => request<Lab>('POST', at('labs'), { body: { exercise } })
export const readLab = (id: string) => request<Lab>('GET', at('labs', id))
export const changeLab = (id: string, change: { speed?: number; paused?: boolean }) =>
  request<Lab>('PATCH', at('labs', id), { body: change })
export const stopLab = (id: string) => request<void>('DELETE', at('labs', id))
export const renewLabToken = (id: string) => request<Lab>('POST', at('labs', id, 'token'))
export const startRun = (lab: string, files: Files, idempotencyKey: string, replace: boolean) =>
  request<{ id: string }>('POST', `${at('labs', lab, 'run')}?replace=${replace}`, { body: { files }, idempotencyKey })
export const readLastRun = (lab: string) => request<Run | null>('GET', at('labs', lab, 'run'))
export const stopRun = (lab: string, run: string) => request<void>('DELETE', at('labs', lab, 'run', run))
export const runEvents = (lab: string, run: string) => at('labs', lab, 'run', run, 'events')
export const makePageToken = (id: string) => request<PageToken>('POST', at('labs', id, 'page-token'))
