import { Problem } from '../api/problem'
import { changeLab, readLab, renewLabToken, startLab, stopLab } from '../api/labs'
import type { Lab } from '../api/types'
import { remember, remembered } from '../storage'

const lookEveryMilliseconds = 10_000

/** The student's live house of one exercise, as this browser knows it. */
export class LiveLab {
  lab = $state<Lab>()
  token = $state<string | null>(null)
  busy = $state(false)
  failure = $state<unknown>()
  readonly #name: string
  readonly #exercise: string

  constructor(place: string, exercise: string) {
    this.#name = `lab.${place}`
    this.#exercise = exercise
  }

  /** Find the house that was started before, if it still lives. */
  restore = (): Promise<void> => {
    const id = remembered(this.#name)
    return id === null || this.lab ? Promise.resolve() : this.#do(() => readLab(id))
  }

  /** Look at the house again now and then; returns how to stop. */
  watch = (): (() => void) => {
    const timer = setInterval(() => {
      if (this.lab && !document.hidden) void this.#look(this.lab.id)
    }, lookEveryMilliseconds)
    return () => clearInterval(timer)
  }

  start = (): Promise<void> => this.#do(() => startLab(this.#exercise))
  setSpeed = (speed: number): Promise<void> => this.#change({ speed })
  setPaused = (paused: boolean): Promise<void> => this.#change({ paused })
  renewToken = (): Promise<void> => this.#do((id) => renewLabToken(id))

  stop = (): Promise<void> =>
    this.#do(async (id) => {
      await stopLab(id)
      return undefined
    })

  #change(change: { speed?: number; paused?: boolean }): Promise<void> {
    return this.#do((id) => changeLab(id, change))
  }

  /** What cannot be seen now is seen the next time. */
  async #look(id: string): Promise<void> {
    const seen = await readLab(id).catch(() => undefined)
    if (seen && !this.busy && this.lab?.id === id) this.lab = seen
  }

  async #do(action: (id: string) => Promise<Lab | undefined>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.failure = undefined
    try {
      this.#take(await action(this.lab?.id ?? ''))
    } catch (error) {
      if (error instanceof Problem && error.status === 404) this.#take(undefined)
      else this.failure = error
    } finally {
      this.busy = false
    }
  }

  #take(lab: Lab | undefined): void {
    this.lab = lab
    remember(this.#name, lab?.id ?? null)
    if (lab?.mqtt.token) sessionStorage.setItem(this.#name, lab.mqtt.token)
    if (!lab) sessionStorage.removeItem(this.#name)
    this.token = sessionStorage.getItem(this.#name)
  }
}
