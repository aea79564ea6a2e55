/** What teachers say of what was handed in. */
import { at, request } from './client'
import type { CommentView, NewComment } from '../../types/service'

export type Comment = CommentView

export const listComments = (submission: string) => request<Comment[]>('GET', at('submissions', submission, 'comments'))
export const addComment = (submission: string, body: NewComment) => request<Comment>('POST', at('submissions', submission, 'comments'), { body })
export const editComment = (id: string, text: string) => request<Comment>('PATCH', at('comments', id), { body: { text } })
export const removeComment = (id: string) => request<void>('DELETE', at('comments', id))
export const restoreComment = (id: string) => request<Comment>('POST', at('comments', id, 'restore'))
