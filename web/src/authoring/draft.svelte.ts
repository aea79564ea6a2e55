import { readFiles, saveFiles } from '../api/authoring'
import type { FilesView } from '../api/authoring'
import { Problem } from '../api/problem'
import type { Files } from '../api/types'
import { remember, remembered } from '../storage'

type Changes = Record<string, string | null>

interface Kept {
  revision: number
  changes: Changes
}

/**
 * The files of an exercise while somebody writes on them: every change is kept in this browser at once, and becomes a
 * revision of the service when it is saved.
 */
export class PackDraft {
  /** As they stand in the editor. */
  files = $state.raw<Files>({})
  /** As they were when this draft parted from the service's. */
  base = $state.raw<FilesView>({ revision: 0, files: {}, other: [] })
  /** What somebody else saved meanwhile, where both changed the same file. */
  theirs = $state.raw<FilesView>()
  savedAt = $state<Date>()
  saving = $state(false)
  /** False when the browser keeps nothing, as in some private windows. */
  kept = $state(true)
  readonly changes: Changes = $derived(changesBetween(this.base.files, this.files))
  readonly isChanged = $derived(Object.keys(this.changes).length > 0)
  /** The files that both changed, each otherwise. */
  readonly conflicts = $derived(this.theirs ? bothChanged(this.base.files, this.theirs.files, this.changes) : [])

  constructor(readonly exercise: string) {}

  /** The draft as it was left in this browser, on top of what the service has now. */
  static async open(exercise: string): Promise<PackDraft> {
    const draft = new PackDraft(exercise)
    const now = await readFiles(exercise)
    const kept = read(draft.#name)
    const base = kept && kept.revision !== now.revision ? await readFiles(exercise, kept.revision) : now
    draft.#begin(base, kept?.changes ?? {})
    if (base !== now) draft.#meet(now)
    return draft
  }

  write(changes: Changes): void {
    this.files = applied(this.files, changes)
    this.#keep()
  }

  /** Give a file another name; its text goes along. */
  rename(name: string, next: string): void {
    this.write({ [name]: null, [next]: this.files[name]! })
  }

  /** Save what was changed as the next revision. Does nothing where nothing was, or while a conflict waits. */
  async save(): Promise<void> {
    if (!this.isChanged || this.theirs || this.saving) return
    this.saving = true
    try {
      await this.#send()
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'draft_changed') throw error
      this.#meet(await readFiles(this.exercise))
      if (!this.theirs) await this.#send()
    } finally {
      this.saving = false
    }
  }

  /** In files that both changed, take theirs; returns the way back to mine. */
  takeTheirs(): () => Promise<void> {
    const theirs = this.theirs!
    const mine = this.changes
    const conflicts = this.conflicts
    this.#begin(theirs, Object.fromEntries(Object.entries(mine).filter(([name]) => !conflicts.includes(name))))
    return async () => this.#begin(theirs, mine)
  }

  /** Go on with mine, on top of theirs, which stay in the history. */
  async keepMine(): Promise<void> {
    this.#begin(this.theirs!, this.changes)
    await this.save()
  }

  /** Show what the service has now, as after a file was carried in. */
  async reload(): Promise<void> {
    this.#begin(await readFiles(this.exercise), {})
  }

  async #send(): Promise<void> {
    const sent = this.files
    const { revision } = await saveFiles(this.exercise, this.base.revision, this.changes)
    this.base = { ...this.base, revision, files: sent }
    this.savedAt = new Date()
    this.#keep()
  }

  /** Join what the service has now with what was changed here; what both changed waits for a decision. */
  #meet(now: FilesView): void {
    if (bothChanged(this.base.files, now.files, this.changes).length) this.theirs = now
    else this.#begin(now, this.changes)
  }

  #begin(base: FilesView, changes: Changes): void {
    this.theirs = undefined
    this.base = base
    this.files = applied(base.files, changes)
    this.#keep()
  }

  #keep(): void {
    const kept: Kept = { revision: this.base.revision, changes: this.changes }
    this.kept = remember(this.#name, this.isChanged ? JSON.stringify(kept) : null)
  }

  get #name(): string {
    return `pack.${this.exercise}`
  }
}

function read(name: string): Kept | null {
  const kept = remembered(name)
  return kept === null ? null : (JSON.parse(kept) as Kept)
}

function applied(files: Files, changes: Changes): Files {
  const kept = Object.entries({ ...files, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(kept)
}

function changesBetween(before: Files, after: Files): Changes {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries([...names].filter((name) => before[name] !== after[name]).map((name) => [name, after[name] ?? null]))
}

function bothChanged(base: Files, theirs: Files, mine: Changes): string[] {
  return Object.keys(mine).filter((name) => (theirs[name] ?? null) !== (base[name] ?? null) && (theirs[name] ?? null) !== mine[name])
}
