/** Exercises. */
import type { DraftView } from '../../types/service'
import { at, request } from './client'
import type { Exercise, ExerciseSummary, Files, OwnAssignment } from './types'

export const listExercises = () => request<ExerciseSummary[]>('GET', at('exercises'))
export const readExercise = (id: string) => request<Exercise>('GET', at('exercises', id))
/** The signed-in student's own assignments, closed ones too. */
export const listOwnAssignments = () => request<OwnAssignment[]>('GET', at('assignments'))
export const readDraft = (id: string) => request<DraftView>('GET', at('exercises', id, 'draft'))
/** Saves over the revision that was read; `draft_changed` when another has been saved since. */
export const keepDraft = (id: string, files: Files, revision: number) =>
  request<DraftView>('PUT', at('exercises', id, 'draft'), { body: { files, revision } })
