import { atNextPaint } from '../live/paint'
import type { Value } from './plan'

const mostSamples = 600

/** A value from a moment of the house's own time on, in milliseconds since it began. */
export interface Sample {
  at: number
  value: number
}

/**
 * How things stand in a house, by path: `room/kitchen/temperature`, `corridor_lamp/state`. Fed by anybody: by the messages of a
 * live house, or by a trace that is replayed. However much comes, what is read from `values` changes five times a second at most,
 * and who reads one path is disturbed by no other.
 */
export class HouseReadings {
  readonly values = $state<Record<string, Value | undefined>>({})
  readonly #histories = new Map<string, Sample[]>()
  readonly #arrived = new Map<string, Value>()
  #leavePaint: (() => void) | undefined

  /** From this moment of the house's time on, the path has this value. */
  take(path: string, value: Value, at?: number): void {
    this.#arrived.set(path, value)
    if (typeof value === 'number' && at !== undefined) this.#note(path, { at, value })
    this.#leavePaint ??= atNextPaint(() => this.paint())
  }

  /** What has come without a moment is so from this one on: what was kept for who comes later is told before the time is. */
  date(at: number): void {
    this.paint()
    for (const [path, value] of Object.entries(this.values)) {
      if (typeof value === 'number' && !this.#histories.has(path)) this.#note(path, { at, value })
    }
  }

  /** Show at once what has arrived, as after a jump in a replay. */
  paint(): void {
    this.#leavePaint?.()
    this.#leavePaint = undefined
    for (const [path, value] of this.#arrived) this.values[path] = value
    this.#arrived.clear()
  }

  /** What a number has been, oldest first; read `values[path]` too to hear of its next value. */
  history(path: string): readonly Sample[] {
    return this.#histories.get(path) ?? []
  }

  /** Another house, or the same from its beginning: nothing is known of it yet. */
  clear(): void {
    this.#arrived.clear()
    this.#histories.clear()
    for (const path of Object.keys(this.values)) this.values[path] = undefined
  }

  /** Time begins anew: what was is not of this time. */
  forget(): void {
    this.#histories.clear()
  }

  #note(path: string, sample: Sample): void {
    const samples = this.#histories.get(path)
    if (!samples) this.#histories.set(path, [sample])
    else if (samples.at(-1)?.value !== sample.value) {
      samples.push(sample)
      if (samples.length > 2 * mostSamples) samples.splice(0, mostSamples)
    }
  }
}
