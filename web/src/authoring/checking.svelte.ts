import { checkFiles } from '../api/authoring'
import type { CheckView, MistakeView } from '../api/authoring'
import type { Files } from '../api/types'

const pauseMilliseconds = 500

/** What is wrong with the files, as the service says a moment after the last change. */
export class Checking {
  result = $state.raw<CheckView>()
  /** Whether the files have changed since what is shown was found. */
  waiting = $state(true)
  failure = $state<unknown>()
  readonly mistakes: MistakeView[] = $derived(this.result?.mistakes ?? [])
  #timer: ReturnType<typeof setTimeout> | undefined
  #round = 0

  constructor(readonly exercise: string) {}

  look(files: Files, pause = pauseMilliseconds): void {
    clearTimeout(this.#timer)
    this.waiting = true
    const round = ++this.#round
    this.#timer = setTimeout(() => void this.#ask(files, round), pause)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#round++
  }

  async #ask(files: Files, round: number): Promise<void> {
    try {
      const result = await checkFiles(this.exercise, files)
      if (round !== this.#round) return
      this.result = result
      this.failure = undefined
    } catch (error) {
      if (round === this.#round) this.failure = error
    } finally {
      if (round === this.#round) this.waiting = false
    }
  }
}
