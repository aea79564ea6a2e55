import { session } from '../session.svelte'
import { remember, remembered } from '../storage'

const nameOf = () => `exercise.${session.user?.id}`

/** The exercise that this person opened last in this browser. */
export const lastWorkedOn = (): string | null => remembered(nameOf())

export function rememberExercise(id: string): void {
  remember(nameOf(), id)
}
