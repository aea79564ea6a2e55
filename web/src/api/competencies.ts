/** What students can do by now. */
import { at, request } from './client'
import type { ClassCompetencies, CompetencyList, StudentCompetencies } from '../../types/service'

export type { Achievement, ClassCompetencies, CompetencyList, CompetencyView as Competency, Shown, StudentCompetencies, StudentLine } from '../../types/service'

export const listCompetencies = () => request<CompetencyList>('GET', at('competencies'))
export const readCompetencies = (classId: string) => request<ClassCompetencies>('GET', at('classes', classId, 'competencies'))
export const readCompetenciesOf = (classId: string, student: string) => request<StudentCompetencies>('GET', at('classes', classId, 'competencies', student))
