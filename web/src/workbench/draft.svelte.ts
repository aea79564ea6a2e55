import type { Files } from '../api/types'
import { onRememberedElsewhere, remember, remembered } from '../storage'

/** Files that were put aside for others, and for which. */
export interface Aside {
  files: Files
  why: 'starter' | 'file' | 'conflict'
}

interface Kept {
  files: Files
  /** When it was typed. */
  at: string
  /** Of the draft on the server that these files were made from. */
  revision: number
  /** Whether the server has them as they are here. */
  synced: boolean
  aside: Aside | null
}

/** What the student writes, kept in this browser at every change: a reload or a sign-out loses nothing. */
export class Draft {
  files = $state.raw<Files>({})
  /** The file before one's eyes. */
  open = $state('')
  /** Nothing yet where the starter is untouched. */
  typedAt = $state.raw<Date>()
  revision = $state(0)
  synced = $state(false)
  aside = $state.raw<Aside | null>(null)
  /** False when the browser keeps nothing, as in some private windows. */
  kept = $state(true)
  /** Told after every change that was made here. */
  onChange: () => void = () => {}
  /** Told when another tab of this browser has changed the draft. */
  onChangeElsewhere: () => void = () => {}
  readonly text = $derived(this.files[this.open] ?? '')
  readonly names = $derived.by(() => [this.main, ...Object.keys(this.files).filter((name) => name !== this.main)])
  readonly #name: string

  constructor(
    place: string,
    readonly main: string,
    readonly starter: string,
  ) {
    this.#name = `draft.${place}`
    this.files = { [main]: starter }
    this.open = main
    this.#adopt(remembered(this.#name))
  }

  /** Go along with other tabs of this browser; returns how to stop. */
  followOtherTabs(): () => void {
    return onRememberedElsewhere(this.#name, (value) => {
      this.#adopt(value)
      this.onChangeElsewhere()
    })
  }

  edit(text: string): void {
    if (text !== this.text) this.#change({ ...this.files, [this.open]: text })
  }

  add(name: string, text = ''): void {
    this.#change({ ...this.files, [name]: text })
    this.open = name
  }

  rename(name: string, to: string): void {
    const entries = Object.entries(this.files).map(([each, text]) => [each === name ? to : each, text] as const)
    this.#change(Object.fromEntries(entries))
    this.open = to
  }

  remove(name: string): void {
    const { [name]: _, ...rest } = this.files
    this.#change(rest)
    if (this.open === name) this.open = this.main
  }

  /** Put other files in place of these, which are put aside. */
  replace(files: Files, why: Aside['why']): void {
    this.aside = { files: this.files, why }
    this.#change(files)
    if (!(this.open in files)) this.open = this.main
  }

  /** Bring back what was put aside; of two that were written at different places the other one stays. */
  bringBack(): void {
    if (!this.aside) return
    const { files, why } = this.aside
    this.replace(files, why)
    if (why !== 'conflict') this.forgetAside()
  }

  forgetAside(): void {
    this.aside = null
    this.#keep()
  }

  /** Take what the server has: everything of this browser was there already. */
  take(files: Files, revision: number, savedAt: string | null): void {
    this.files = files
    this.revision = revision
    this.synced = true
    this.typedAt = savedAt ? new Date(savedAt) : undefined
    if (!(this.open in files)) this.open = this.main
    this.#keep()
  }

  /** The server has that revision; whether it is what is here now. */
  noteRevision(revision: number, synced: boolean): void {
    this.revision = revision
    this.synced = synced
    this.#keep()
  }

  #change(files: Files): void {
    this.files = files
    this.typedAt = new Date()
    this.synced = false
    this.#keep()
    this.onChange()
  }

  #keep(): void {
    if (!this.typedAt) return
    const kept: Kept = { files: this.files, at: this.typedAt.toISOString(), revision: this.revision, synced: this.synced, aside: this.aside }
    this.kept = remember(this.#name, JSON.stringify(kept))
  }

  #adopt(value: string | null): void {
    if (value === null) return
    const { files, at, revision, synced, aside } = JSON.parse(value) as Kept
    Object.assign(this, { files, revision, synced, aside, typedAt: new Date(at) })
    if (!(this.open in files)) this.open = this.main
  }
}
