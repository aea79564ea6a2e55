import { freshKey } from '../api/client'
import { follow } from '../api/follow'
import { listAttempts, readSubmission, submit, submitHouse, type Terms } from '../api/submissions'
import type { Attempt, Files, Progress, Receipt } from '../api/types'
import { remember, remembered } from '../storage'
import { judged, type Judged } from './results'

export type Stage = 'idle' | 'sending' | 'following' | 'done' | 'failed'

/** What is handed in: files, or a live house as it is. */
export type Work = { files: Files } | { lab: string }

interface Sent {
  work: Work
  terms: Terms
}

/** The submissions and Checks of one exercise: those that are graded, and the one that is on its way. */
export class Grading {
  stage = $state<Stage>('idle')
  purpose = $state<Terms['purpose']>('submit')
  progress = $state<Progress>()
  failure = $state<unknown>()
  /** What the latest verdict says. */
  latest = $state.raw<Judged>()
  attempts = $state.raw<Attempt[]>([])
  checks = $state.raw<Attempt[]>([])
  /** Told when something has been handed in: what is left of the assignment is another number now. */
  onReceived: () => void = () => {}
  readonly busy = $derived(this.stage === 'sending' || this.stage === 'following')
  /** Under this name the browser keeps which submission is on its way, until its outcome has been shown. */
  readonly #onItsWay: string
  #stop: () => void = () => {}
  /** Kept while sending fails, so that trying again cannot submit twice. */
  #pending: { sent: string; key: string } | undefined

  constructor(
    readonly exercise: string,
    place: string,
  ) {
    this.#onItsWay = `on-its-way.${place}`
  }

  /** Read what was submitted before, follow on what is not graded yet, and show what was graded meanwhile. */
  async restore(): Promise<void> {
    try {
      const all = await this.#readList()
      const [latest] = all
      if (latest && latest.status !== 'done') return this.#follow(latest.id, latest.purpose)
      if (latest && remembered(this.#onItsWay) === latest.id) return await this.#finish(latest.id, latest.purpose)
      const graded = all.find(({ status }) => status === 'done')
      if (graded) await this.#readVerdict(graded.id)
    } catch (error) {
      this.failure = error
    }
  }

  async send(work: Work, terms: Terms): Promise<void> {
    if (this.busy) return
    const sent = JSON.stringify({ work, terms } satisfies Sent)
    if (this.#pending?.sent !== sent) this.#pending = { sent, key: freshKey() }
    this.stage = 'sending'
    this.purpose = terms.purpose
    this.failure = undefined
    try {
      const receipt = await this.#hand(work, terms, this.#pending.key)
      this.#pending = undefined
      this.#follow(receipt.id, terms.purpose, receipt.place)
    } catch (error) {
      this.failure = error
      this.stage = 'failed'
    }
    this.onReceived()
  }

  /** Put the outcome away. */
  dismiss(): void {
    this.stage = 'idle'
    this.failure = undefined
  }

  /** Stop following; the service goes on grading. */
  leave(): void {
    this.#stop()
  }

  #hand(work: Work, terms: Terms, key: string): Promise<Receipt> {
    return 'lab' in work ? submitHouse(work.lab, terms, key) : submit(this.exercise, work.files, terms, key)
  }

  #follow(id: string, purpose: Terms['purpose'], place: number | null = null): void {
    remember(this.#onItsWay, id)
    this.stage = 'following'
    this.purpose = purpose
    this.progress = { status: 'queued', place, run: null, runs: null, simulated_s: null, total_s: null }
    this.#stop = follow(id, {
      progress: (progress) => (this.progress = progress),
      waiting: () => {},
      done: () => void this.#finish(id, purpose),
    })
  }

  async #finish(id: string, purpose: Terms['purpose']): Promise<void> {
    this.purpose = purpose
    try {
      await Promise.all([this.#readVerdict(id), this.#readList()])
      this.stage = 'done'
      // Not before it is shown: a reload in between would lose the outcome.
      remember(this.#onItsWay, null)
    } catch (error) {
      this.failure = error
      this.stage = 'failed'
    }
  }

  async #readVerdict(id: string): Promise<void> {
    this.latest = judged(await readSubmission(id))
  }

  async #readList(): Promise<Attempt[]> {
    const all = await listAttempts(this.exercise)
    this.attempts = all.filter(({ purpose }) => purpose === 'submit')
    this.checks = all.filter(({ purpose }) => purpose === 'check')
    return all
  }
}
