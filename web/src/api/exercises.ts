/** Exercises. */
import { at, request } from './client'
import type { Exercise, ExerciseSummary, OwnAssignment } from './types'

export const listExercises = () => request<ExerciseSummary[]>('GET', at('exercises'))
export const readExercise = (id: string) => request<Exercise>('GET', at('exercises', id))
export const listOwnAssignments = () => request<OwnAssignment[]>('GET', at('assignments'))
