import type { Readings } from '../house/plan'
import type { Deed, Recording } from './recording'

export const speeds = [1, 5, 20, 60] as const
const stepMilliseconds = 200
const deedsShown = 8

/** Where a replay is and how fast it goes. Seconds since the start of the run. */
export class Player {
  recording = $state.raw<Recording>()
  at = $state(0)
  playing = $state(false)
  speed = $state<number>(5)
  readonly readings = $derived<Readings>(this.recording?.readingsAt(this.at) ?? {})
  readonly deeds = $derived<Deed[]>(this.recording?.deedsUntil(this.at, deedsShown) ?? [])
  #timer: ReturnType<typeof setInterval> | undefined
  #before = 0

  constructor(readonly length: number) {}

  go(seconds: number): void {
    this.at = Math.min(Math.max(0, seconds), this.length)
  }

  play(): void {
    if (this.at >= this.length) this.at = 0
    this.stop()
    this.playing = true
    this.#before = performance.now()
    this.#timer = setInterval(() => this.#step(), stepMilliseconds)
  }

  stop(): void {
    this.playing = false
    clearInterval(this.#timer)
  }

  #step(): void {
    const now = performance.now()
    const seconds = (now - this.#before) / 1000
    this.#before = now
    // What is to be seen is still on its way.
    if (!this.recording) return
    this.go(this.at + seconds * this.speed)
    if (this.at >= this.length) this.stop()
  }
}
