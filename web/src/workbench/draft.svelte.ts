import { remember, remembered } from '../storage'

interface Kept {
  text: string
  savedAt: string
}

/** The student's program, kept in this browser at every change: a reload or a sign-out loses nothing. */
export class Draft {
  readonly file = 'main.py'
  text = $state('')
  savedAt = $state<Date>()
  /** False when the browser keeps nothing, as in some private windows. */
  kept = $state(true)
  /** What was replaced by the starter or a file, until the next edit. */
  replaced = $state<string>()
  readonly #name: string
  readonly #starter: string

  constructor(place: string, starter: string) {
    this.#name = `draft.${place}`
    this.#starter = starter
    const kept = read(this.#name)
    this.text = kept?.text ?? starter
    this.savedAt = kept ? new Date(kept.savedAt) : undefined
  }

  edit(text: string): void {
    if (text === this.text) return
    this.replaced = undefined
    this.#keep(text)
  }

  /** Put another program in place of this one; `undo` brings it back. */
  replace(text: string): void {
    const before = this.text
    this.#keep(text)
    this.replaced = before
  }

  reset(): void {
    this.replace(this.#starter)
  }

  undo(): void {
    if (this.replaced !== undefined) this.edit(this.replaced)
  }

  #keep(text: string): void {
    this.text = text
    this.savedAt = new Date()
    const kept: Kept = { text, savedAt: this.savedAt.toISOString() }
    this.kept = remember(this.#name, JSON.stringify(kept))
  }
}

function read(name: string): Kept | null {
  const kept = remembered(name)
  return kept === null ? null : (JSON.parse(kept) as Kept)
}
