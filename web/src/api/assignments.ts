/** What classes are given, and more time for it. */
import { at, request } from './client'
import type { AssignmentChange, AssignmentView, ExtensionView, NewAssignment, NewExtension } from '../../types/service'

export type Assignment = AssignmentView
export type Extension = ExtensionView
/** What is left out of a request stays as it is, or as is usual. */
export type Change = Partial<AssignmentChange>
export type Given = Change & Pick<NewAssignment, 'exercise' | 'mode'>
export type Extra = Partial<NewExtension>

export const listAssignments = (classId: string) => request<Assignment[]>('GET', at('classes', classId, 'assignments'), { query: { removed: true } })
export const giveAssignment = (classId: string, body: Given) => request<Assignment>('POST', at('classes', classId, 'assignments'), { body })
export const readAssignment = (id: string) => request<Assignment>('GET', at('assignments', id))
export const changeAssignment = (id: string, body: Change) => request<Assignment>('PATCH', at('assignments', id), { body })
export const removeAssignment = (id: string) => request<void>('DELETE', at('assignments', id))
export const restoreAssignment = (id: string) => request<Assignment>('POST', at('assignments', id, 'restore'))
export const startExam = (id: string, minutes: number) => request<Assignment>('POST', at('assignments', id, 'start'), { body: { minutes } })
export const listExtensions = (id: string) => request<Extension[]>('GET', at('assignments', id, 'extensions'))
export const extend = (id: string, body: Extra) => request<Extension>('POST', at('assignments', id, 'extensions'), { body })
export const takeExtensionBack = (id: string, number: number) => request<void>('DELETE', at('assignments', id, 'extensions', String(number)))
export const restoreExtension = (id: string, number: number) => request<Extension>('POST', at('assignments', id, 'extensions', String(number), 'restore'))
