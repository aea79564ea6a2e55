/** Classes. */
import type { ClassChange, NewClass } from '../../types/service'
import { at, request } from './client'
import type { SchoolClass } from './types'

export const listClasses = (archived = false) => request<SchoolClass[]>('GET', at('classes'), { query: { archived } })
export const createClass = (one: NewClass) => request<SchoolClass>('POST', at('classes'), { body: one })
export const readClass = (id: string) => request<SchoolClass>('GET', at('classes', id))
export const changeClass = (id: string, change: Partial<ClassChange>) => request<SchoolClass>('PATCH', at('classes', id), { body: change })
export const renewCode = (id: string, expiresAt: string | null) =>
  request<SchoolClass>('POST', at('classes', id, 'code'), { body: { expires_at: expiresAt } })
export const archiveClass = (id: string) => request<SchoolClass>('POST', at('classes', id, 'archive'))
export const restoreClass = (id: string) => request<SchoolClass>('POST', at('classes', id, 'restore'))
