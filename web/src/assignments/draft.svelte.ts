import { remember, remembered } from '../storage'
import { usualTerms, type Mode, type Terms } from './terms'

interface Kept {
  chosen: string[]
  mode: Mode
  terms: Terms
}

/** An assignment that is being put together; this browser keeps it until it is given. */
export class AssignmentDraft {
  chosen = $state<string[]>([])
  mode = $state<Mode>('practice')
  terms = $state<Terms>(usualTerms('practice'))
  readonly #name: string

  constructor(classId: string, known: ReadonlySet<string>) {
    this.#name = `assignment.${classId}`
    const kept = JSON.parse(remembered(this.#name) ?? 'null') as Kept | null
    if (!kept) return
    this.chosen = kept.chosen.filter((exercise) => known.has(exercise))
    this.mode = kept.mode
    this.terms = kept.terms
  }

  /** The usual terms of the other kind are others, so what was decided on is put aside. */
  become(mode: Mode): void {
    this.mode = mode
    this.terms = usualTerms(mode)
  }

  keep(): void {
    const kept: Kept = { chosen: this.chosen, mode: this.mode, terms: this.terms }
    remember(this.#name, JSON.stringify(kept))
  }

  forget(): void {
    remember(this.#name, null)
  }
}
