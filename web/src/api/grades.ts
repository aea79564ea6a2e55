/** Grades of a class, and the single ones that teachers give. */
import { at, request, withQuery } from './client'
import type { Gradebook, GradeHistory } from '../../types/service'

export type { Attempt as GradedAttempt, Column, Grade, Gradebook, GradeHistory, Override, Row } from '../../types/service'

/** How the file for a spreadsheet is written. */
export interface SheetChoice {
  calendar: 'jalali' | 'gregorian'
  language: 'en' | 'fa'
  details: boolean
}

export const readGradebook = (classId: string) => request<Gradebook>('GET', at('classes', classId, 'gradebook'))
export const gradebookFile = (classId: string, choice: SheetChoice) => withQuery(at('classes', classId, 'gradebook.csv'), { ...choice })
export const readGrade = (assignment: string, student: string) => request<GradeHistory>('GET', at('assignments', assignment, 'grades', student))
export const giveGrade = (assignment: string, student: string, score: number, reason: string) =>
  request<GradeHistory>('PUT', at('assignments', assignment, 'grades', student), { body: { score, reason } })
export const takeGradeBack = (assignment: string, student: string) => request<GradeHistory>('DELETE', at('assignments', assignment, 'grades', student))
