import { freshKey } from '../api/client'
import { follow } from '../api/follow'
import { listAttempts, readSubmission, submit } from '../api/submissions'
import type { Attempt, Files, Progress } from '../api/types'
import type { Outcome, Verdict } from '../api/verdict'
import { remember, remembered } from '../storage'
import { outcomesByRule } from '../verdict/outcomes'

export type Stage = 'idle' | 'sending' | 'following' | 'done' | 'failed'

/** The submissions of one exercise: those that are graded, and the one that is on its way. */
export class Grading {
  stage = $state<Stage>('idle')
  progress = $state<Progress>()
  failure = $state<unknown>()
  /** The submission that is on its way or has just been graded. */
  id = $state<string>()
  score = $state<number | null>(null)
  attempts = $state<Attempt[]>([])
  /** What the latest verdict said of each rule. */
  outcomes = $state<Record<string, Outcome>>({})
  readonly #exercise: string
  /** Under this name the browser keeps which submission is on its way, until its outcome has been shown. */
  readonly #onItsWay: string
  #stop: () => void = () => {}
  /** Kept while sending fails, so that trying again cannot submit twice. */
  #pending: { files: Files; key: string } | undefined

  constructor(exercise: string) {
    this.#exercise = exercise
    this.#onItsWay = `on-its-way.${exercise}`
  }

  /** Read what was submitted before, follow on what is not graded yet, and show what was graded meanwhile. */
  async restore(): Promise<void> {
    try {
      this.attempts = await listAttempts(this.#exercise)
    } catch (error) {
      this.failure = error
      return
    }
    const [latest] = this.attempts
    if (latest && latest.status !== 'done') this.#follow(latest.id)
    else if (latest && remembered(this.#onItsWay) === latest.id) return this.#finish(latest.id)
    const graded = this.attempts.find((attempt) => attempt.status === 'done')
    if (graded) await this.#readOutcomes(graded.id)
  }

  async submit(files: Files): Promise<void> {
    if (this.stage === 'sending' || this.stage === 'following') return
    if (!this.#pending || !sameFiles(this.#pending.files, files)) this.#pending = { files, key: freshKey() }
    this.stage = 'sending'
    this.failure = undefined
    try {
      const receipt = await submit(this.#exercise, files, this.#pending.key)
      this.#pending = undefined
      this.#follow(receipt.id, receipt.place)
    } catch (error) {
      this.failure = error
      this.stage = 'failed'
    }
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

  #follow(id: string, place: number | null = null): void {
    this.id = id
    remember(this.#onItsWay, id)
    this.stage = 'following'
    this.progress = { status: 'queued', place, run: null, runs: null, simulated_s: null, total_s: null }
    this.#stop = follow(id, {
      progress: (progress) => (this.progress = progress),
      waiting: () => {},
      done: () => void this.#finish(id),
    })
  }

  async #finish(id: string): Promise<void> {
    this.id = id
    remember(this.#onItsWay, null)
    try {
      const verdict = await this.#readOutcomes(id)
      this.score = verdict?.status === 'graded' ? verdict.score : null
      this.attempts = await listAttempts(this.#exercise)
      this.stage = 'done'
    } catch (error) {
      this.failure = error
      this.stage = 'failed'
    }
  }

  async #readOutcomes(id: string): Promise<Verdict | null> {
    const { verdict } = await readSubmission(id)
    if (verdict) this.outcomes = outcomesByRule(verdict)
    return verdict ?? null
  }
}

function sameFiles(one: Files, other: Files): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
