import { say } from '../i18n/locale.svelte'
import type { Assignment } from '../api/assignments'

/** The exercise's title; its id, where the exercise itself is gone. */
export const titleOf = ({ title, exercise }: Pick<Assignment, 'title' | 'exercise'>): string => (title ? say(title) : exercise)
