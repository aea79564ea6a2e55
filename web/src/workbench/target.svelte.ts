import { listOwnAssignments, readExercise } from '../api/exercises'
import type { Exercise, OwnAssignment } from '../api/types'
import { session } from '../session.svelte'
import { remember, remembered } from '../storage'

/** The exercise as the student meets it now, and the assignment that what is handed in counts for. */
export class Target {
  exercise = $state.raw() as Exercise
  /** Of several open ones, that which the student has chosen. */
  chosen = $state<string>()
  /** Somebody wants to hand in and has not said yet for which assignment. */
  asked = $state(false)
  /** Assignments with this exercise for which nothing is accepted any more. */
  closed = $state.raw<OwnAssignment[]>([])
  readonly assignments = $derived(this.exercise.assignments)
  readonly assignment = $derived(this.assignments.length === 1 ? this.assignments[0] : this.assignments.find(({ id }) => id === this.chosen))
  readonly exam = $derived(this.assignments.some(({ mode }) => mode === 'exam'))
  readonly #name: string

  constructor(exercise: Exercise, place: string) {
    this.exercise = exercise
    this.#name = `assignment.${place}`
    this.chosen = remembered(this.#name) ?? undefined
  }

  /** Whether it is clear what is meant; asks otherwise. */
  isClear(): boolean {
    this.asked = this.assignments.length > 1 && !this.assignment
    return !this.asked
  }

  choose(id: string): void {
    this.chosen = id
    this.asked = false
    remember(this.#name, id)
  }

  /** See what is left, open and closed now; what cannot be seen stays as it was. */
  look = async (): Promise<void> => {
    try {
      this.exercise = await readExercise(this.exercise.id)
    } catch {
      return
    }
    await this.lookForClosed()
  }

  /** Where nothing is open, see what was. */
  async lookForClosed(): Promise<void> {
    if (session.teaches || this.assignments.length) return
    const own = await listOwnAssignments().catch(() => [])
    this.closed = own.filter(({ exercise, phase }) => exercise === this.exercise.id && phase === 'closed')
  }
}
