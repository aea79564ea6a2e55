import { readDevices, type Device, type Told } from '../api/houses'
import { LiveConnection } from '../live/live-connection.svelte'
import type { Received } from '../live/received'
import { read, valueAt } from './payload'
import type { Value } from './plan'
import { HouseReadings } from './readings.svelte'

/** What a live house says of its clock. */
export interface Clock {
  simulated_at: string
  simulated_ms: number
  speed: number
  reached_speed: number
  paused: boolean
  asleep: boolean
  behind_ms: number
}

interface Place extends Told {
  path: string
  /** What happens stands in a payload once, and is empty in the next. */
  momentary: boolean
}

/** A live house as this page follows it, over one connection: how it stands, its clock, and its devices' names and topics. */
export class LiveHouse {
  readonly connection = new LiveConnection()
  readonly readings = new HouseReadings()
  clock = $state.raw<Clock>()
  devices = $state.raw<readonly Device[]>([])
  #lab: string | undefined
  /** When the clock was heard, on the computer's own. */
  #heardAt = 0
  #places = new Map<string, Place[]>()
  #stopListening: (() => void) | undefined

  /** Follow this house from now on, and no other; none without an id. */
  follow(lab: string | undefined): void {
    if (this.#lab === lab) return
    this.#lab = lab
    this.#places = new Map()
    this.devices = []
    this.#stopListening?.()
    this.connection.follow(lab)
    this.#begin()
    if (lab !== undefined) void this.#learn(lab)
  }

  /** The house's time now, in milliseconds since it began: what its clock said last, and how long ago that is. */
  now(): number | undefined {
    if (!this.clock) return undefined
    const since = this.clock.paused || this.clock.asleep ? 0 : performance.now() - this.#heardAt
    return this.clock.simulated_ms + Math.min(since, 2000) * this.clock.reached_speed
  }

  #begin(): void {
    this.readings.clear()
    this.clock = undefined
    this.#stopListening = this.connection.listen({ message: (message, base) => this.#take(message, base) })
  }

  /** Devices tell their measurements in topics of their own; what came there before this was known is told again. */
  async #learn(lab: string): Promise<void> {
    const devices = await readDevices(lab).catch(() => [])
    if (this.#lab !== lab) return
    this.devices = devices
    this.#places = placesOf(devices)
    this.#stopListening?.()
    this.#stopListening = this.connection.listen({ message: (message, base) => this.#take(message, base) })
  }

  #take({ topic, payload }: Received, base: string): void {
    const own = `${base}/_lab/`
    if (topic.startsWith(own)) this.#takeOwn(topic.slice(own.length), payload)
    else {
      const places = this.#places.get(topic)
      if (places) this.#takeState(places, payload)
    }
  }

  #takeOwn(path: string, payload: Uint8Array): void {
    if (path.startsWith('mqtt/')) return
    const value = read(payload)
    if (path === 'clock') this.#takeClock(value as Clock | undefined)
    else if (isValue(value)) this.readings.take(path, value, this.now())
  }

  #takeClock(clock: Clock | undefined): void {
    if (typeof clock?.simulated_ms !== 'number') return
    // It began anew: the past of the house before is not that of this one.
    if (this.clock && clock.simulated_ms < this.clock.simulated_ms) this.readings.forget()
    const first = !this.clock
    this.#heardAt = performance.now()
    this.clock = clock
    if (first) this.readings.date(clock.simulated_ms)
  }

  #takeState(places: readonly Place[], payload: Uint8Array): void {
    const state = read(payload)
    for (const { keys, path, momentary } of places) {
      const value = valueAt(state, keys)
      if (isValue(value) && !(momentary && value === '')) this.readings.take(path, value, this.now())
    }
  }
}

const isValue = (value: unknown): value is Value => value === null || ['boolean', 'number', 'string'].includes(typeof value)

function placesOf(devices: readonly Device[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>()
  for (const device of devices) {
    for (const { name, told, momentary } of device.properties) {
      if (!told) continue
      const place = { ...told, path: `${device.name}/${name}`, momentary }
      places.set(told.topic, [...(places.get(told.topic) ?? []), place])
    }
  }
  return places
}
