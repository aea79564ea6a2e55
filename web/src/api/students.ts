/** The students of a class and its roster. */
import type { OneTimePin, RosterView, StudentChange, StudentSummary } from '../../types/service'
import { at, request } from './client'

export type { RosterView, StudentSummary }
export type NewStudent = { name: string; number: string | null }

const students = (id: string, ...parts: string[]) => at('classes', id, 'students', ...parts)

export const listStudents = (id: string, removed = false) => request<StudentSummary[]>('GET', students(id), { query: { removed } })
export const addStudent = (id: string, student: NewStudent) => request<StudentSummary>('POST', students(id), { body: student })
export const changeStudent = (id: string, student: string, change: Partial<StudentChange>) =>
  request<StudentSummary>('PATCH', students(id, student), { body: change })
export const admitStudent = (id: string, student: string) => request<StudentSummary>('POST', students(id, student, 'admit'))
export const removeStudent = (id: string, student: string) => request<void>('DELETE', students(id, student))
export const restoreStudent = (id: string, student: string) => request<StudentSummary>('POST', students(id, student, 'restore'))
export const giveOneTimePin = (id: string, student: string) => request<OneTimePin>('POST', students(id, student, 'pin'))
export const previewRoster = (id: string, file: Blob) => sendRoster(at('classes', id, 'roster', 'preview'), file)
export const importRoster = (id: string, file: Blob) => sendRoster(at('classes', id, 'roster'), file)

function sendRoster(path: string, file: Blob): Promise<RosterView> {
  const body = new FormData()
  body.append('roster', file, 'roster.csv')
  return request<RosterView>('POST', path, { body })
}
