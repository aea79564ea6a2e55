import type { Exercise, Submission } from '../api/types'
import type { Comments } from '../comments/comments.svelte'
import type { Try } from '../history/tries'

/** A submission with what belongs to it. */
export interface Reading {
  submission: Submission
  exercise: Exercise
  tries: Try[]
  comments: Comments
}
