import type { Owner } from '../../types/service'
import { Problem } from '../api/problem'
import { changeLab, listOwnLabs, readLab, renewLabToken, resetLab, startLab, stopLab } from '../api/labs'
import type { Lab } from '../api/types'

const lookEveryMilliseconds = 10_000

/** A live house as the service knows it: whether there is one, its address, its pace. Made for an exercise of one's own, or for anybody's by `open`. */
export class LiveLab {
  lab = $state<Lab>()
  /** The MQTT token, which the service shows only when it is made; this tab remembers it. */
  token = $state<string | null>(null)
  /** Whose it is, as `open` learns it; the demo lab is nobody's. */
  owner = $state.raw<Owner | null>()
  busy = $state(false)
  failure = $state<unknown>()
  /** It was there, and has been taken down since. */
  ended = $state(false)
  /** Whether it is known yet if there is a house. */
  known = $state(false)
  readonly #exercise: string | undefined

  constructor(exercise?: string) {
    this.#exercise = exercise
  }

  /** Find one's own house of this exercise, if there is one. */
  restore = (): Promise<void> =>
    this.lab ? Promise.resolve() : this.#do(async () => (await listOwnLabs()).find(({ exercise }) => exercise === this.#exercise))

  /** Look at this house, whoever's it is. */
  open = (id: string): Promise<void> =>
    this.#do(async () => {
      const seen = await readLab(id)
      this.owner = seen.owner
      return seen
    })

  /** Look at the house again now and then; returns how to stop. */
  watch = (): (() => void) => {
    const timer = setInterval(() => {
      if (this.lab && !document.hidden) void this.#look(this.lab.id)
    }, lookEveryMilliseconds)
    return () => clearInterval(timer)
  }

  start = (): Promise<void> => this.#do(() => startLab(this.#exercise ?? ''))
  setSpeed = (speed: number): Promise<void> => this.#do((id) => changeLab(id, { speed }))
  setPaused = (paused: boolean): Promise<void> => this.#do((id) => changeLab(id, { paused }))
  renewToken = (): Promise<void> => this.#do((id) => renewLabToken(id))

  /** Begin its scenario anew. @throws Problem, Unreachable */
  reset = async (): Promise<void> => {
    if (this.lab) this.#take(await resetLab(this.lab.id))
  }

  /** End it. @throws Problem, Unreachable */
  stop = async (): Promise<void> => {
    if (this.lab) await stopLab(this.lab.id)
    this.#take(undefined)
  }

  /** What cannot be seen now is seen the next time. */
  async #look(id: string): Promise<void> {
    try {
      const seen = await readLab(id)
      if (!this.busy && this.lab?.id === id) this.lab = seen
    } catch (error) {
      if (isGone(error)) this.#lose()
    }
  }

  async #do(action: (id: string) => Promise<Lab | undefined>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.failure = undefined
    try {
      this.#take(await action(this.lab?.id ?? ''))
      this.known = true
    } catch (error) {
      if (isGone(error) && this.lab) this.#lose()
      else this.failure = error
    } finally {
      this.busy = false
    }
  }

  #lose(): void {
    this.#take(undefined)
    this.ended = true
  }

  #take(lab: Lab | undefined): void {
    if (this.lab && !lab) sessionStorage.removeItem(place(this.lab))
    if (lab?.mqtt.token) sessionStorage.setItem(place(lab), lab.mqtt.token)
    this.lab = lab
    this.ended = false
    this.token = lab ? sessionStorage.getItem(place(lab)) : null
  }
}

const place = ({ id }: Lab): string => `lab.${id}`
const isGone = (error: unknown): boolean => error instanceof Problem && error.status === 404
