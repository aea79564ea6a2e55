import { keepDraft, readDraft } from '../api/exercises'
import { Problem, Unreachable } from '../api/problem'
import type { DraftView } from '../../types/service'
import type { Draft } from './draft.svelte'
import { sameFiles } from './files'

const pauseMilliseconds = 1500
const retryMilliseconds = 5000

/** Keeps the draft on the server, too: on from another computer, and safe from a browser that forgets. */
export class DraftSync {
  /** False while the lab does not answer. */
  reached = $state(true)
  /** Why the server refuses the draft as it is. */
  failure = $state<unknown>()
  /** What was written at another place in the meantime, until the student has said which one goes on. */
  theirs = $state.raw<DraftView>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving = false

  constructor(
    readonly exercise: string,
    readonly draft: Draft,
  ) {}

  /** Compare with the server, and keep up with it from now on; returns how to stop. */
  begin(): () => void {
    this.draft.onChange = () => this.#saveIn(pauseMilliseconds)
    this.draft.onChangeElsewhere = () => {
      if (this.theirs && this.draft.revision >= this.theirs.revision) this.theirs = undefined
      if (!this.draft.synced) this.#saveIn(retryMilliseconds)
    }
    const stopFollowing = this.draft.followOtherTabs()
    const look = () => void (document.hidden ? this.#save() : this.#compare())
    document.addEventListener('visibilitychange', look)
    void this.#compare()
    return () => {
      clearTimeout(this.#timer)
      stopFollowing()
      document.removeEventListener('visibilitychange', look)
      void this.#save()
    }
  }

  takeTheirs(): void {
    if (!this.theirs) return
    const { files, revision } = this.theirs
    this.theirs = undefined
    this.draft.replace(files, 'conflict')
    this.draft.noteRevision(revision, true)
  }

  keepMine(): void {
    if (!this.theirs) return
    const { files, revision } = this.theirs
    this.theirs = undefined
    this.draft.aside = { files, why: 'conflict' }
    this.draft.noteRevision(revision, false)
    void this.#save()
  }

  async #compare(): Promise<void> {
    await this.#ask(async () => this.#settle(await readDraft(this.exercise)))
  }

  #settle(server: DraftView): void {
    const { draft } = this
    if (draft.typedAt && sameFiles(server.files, draft.files)) draft.noteRevision(server.revision, true)
    else if (server.revision > draft.revision && (draft.synced || !draft.typedAt)) draft.take(server.files, server.revision, server.saved_at)
    else if (server.revision > draft.revision) this.theirs = server
    else if (draft.typedAt) {
      draft.noteRevision(server.revision, false)
      void this.#save()
    }
  }

  async #save(): Promise<void> {
    const { draft } = this
    if (draft.synced || !draft.typedAt || this.theirs || this.#saving) return
    clearTimeout(this.#timer)
    this.#saving = true
    const { files } = draft
    await this.#ask(async () => {
      const { revision } = await keepDraft(this.exercise, files, draft.revision)
      draft.noteRevision(revision, draft.files === files)
    })
    this.#saving = false
    if (this.reached && !this.failure && !draft.synced) this.#saveIn(pauseMilliseconds)
  }

  async #ask(action: () => Promise<void>): Promise<void> {
    try {
      await action()
      this.reached = true
      this.failure = undefined
    } catch (error) {
      this.reached = !(error instanceof Unreachable)
      if (!this.reached) this.#saveIn(retryMilliseconds)
      else if (error instanceof Problem && error.code === 'draft_changed') this.#settle(await readDraft(this.exercise))
      else if (!(error instanceof Problem && error.status === 401)) this.failure = error
    }
  }

  #saveIn(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void (this.draft.typedAt ? this.#save() : this.#compare()), milliseconds)
  }
}
