/** What one student of a class has done, for the teacher. */
import type { OwnedLabView, Reviewed } from '../../types/service'
import { at, request } from './client'

export type { Reviewed }

export const listWork = (classId: string, student: string, limit: number) =>
  request<Reviewed[]>('GET', at('classes', classId, 'submissions'), { query: { student, limit } })
export const listHouses = (classId: string) => request<OwnedLabView[]>('GET', at('labs'), { query: { class_id: classId, limit: 500 } })
