import type { Readings, Value } from '../house/plan'

/** One line of a trace: something that happened in the house, or that the program did at the broker. */
interface Happening {
  at_ms: number
  source: string
  path: string
  value: unknown
}

interface Change {
  /** Seconds since the start, as everywhere here. */
  at: number
  path: string
  value: Value
}

/** Something that the program did at the broker. */
export interface Deed {
  at: number
  /** `published`, `subscribed`, `connected` … */
  kind: string
  topic: string
  payload: string
}

const linesAtOnce = 1000
const changesPerKeyframe = 400
const brokerPath = 'mqtt.'

/** What happened in one run, ready for any moment of it to be looked at. */
export class Recording {
  readonly deeds: Deed[] = []
  #changes: Change[] = []
  /** How things stood before each so many changes. */
  #keyframes: Record<string, Value>[] = [{}]
  #latest: Record<string, Value> = {}

  add({ at_ms, source, path, value }: Happening): void {
    const at = at_ms / 1000
    if (path.startsWith(brokerPath)) {
      if (source === 'student') this.deeds.push(deed(at, path.slice(brokerPath.length), value))
    } else if (isValue(value)) {
      // A trace writes `room.kitchen.temperature` where a live house has the topic `room/kitchen/temperature`.
      const change = { at, path: path.replaceAll('.', '/'), value }
      this.#changes.push(change)
      this.#latest[change.path] = value
      if (this.#changes.length % changesPerKeyframe === 0) this.#keyframes.push({ ...this.#latest })
    }
  }

  /** How things stood at a moment. */
  readingsAt(seconds: number): Readings {
    const end = countUntil(this.#changes, seconds)
    const keyframe = Math.floor(end / changesPerKeyframe)
    const readings = { ...this.#keyframes[keyframe] }
    for (const { path, value } of this.#changes.slice(keyframe * changesPerKeyframe, end)) readings[path] = value
    return readings
  }

  /** The last things that the program had done by a moment, newest first. */
  deedsUntil(seconds: number, most: number): Deed[] {
    const end = countUntil(this.deeds, seconds)
    return this.deeds.slice(Math.max(0, end - most), end).reverse()
  }
}

/** Reads a trace of a JSON object a line in pieces, so that the page stays awake; `pause` is waited for between them. */
export async function readRecording(trace: string, pause: () => Promise<void>): Promise<Recording> {
  const recording = new Recording()
  const lines = trace.split('\n')
  for (let first = 0; first < lines.length; first += linesAtOnce) {
    for (const line of lines.slice(first, first + linesAtOnce)) if (line) recording.add(JSON.parse(line) as Happening)
    await pause()
  }
  return recording
}

/** How many of the moments, in the order of time, were not after these seconds. */
function countUntil(moments: readonly { at: number }[], seconds: number): number {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (moments[middle]!.at <= seconds) low = middle + 1
    else high = middle
  }
  return low
}

function deed(at: number, kind: string, value: unknown): Deed {
  const { topic = '', payload = '' } = (value ?? {}) as { topic?: string; payload?: string }
  return { at, kind, topic, payload: String(payload) }
}

const isValue = (value: unknown): value is Value => value === null || ['boolean', 'number', 'string'].includes(typeof value)
