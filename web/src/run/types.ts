import type { Text } from '../api/types'

export type RunState = 'sending' | 'starting' | 'running' | 'stopping' | 'ended'

/** A piece of what a program has printed; where `omitted` is set, pieces are left out. */
export interface Printed {
  n: number
  stream: 'stdout' | 'stderr' | null
  text: string | null
  /** Local time of the house, without a zone. */
  at: string | null
  omitted: number | null
}

/** Why a run is over. */
export interface RunEnding {
  code: string
  says: Text
  file: string | null
  line: number | null
  mistakes?: { mistake: string; says: Text }[]
}

/** A program in a live house: the one that runs, or the last that did. */
export interface Run {
  id: string
  lab: string
  state: Exclude<RunState, 'sending'>
  ending: RunEnding | null
  output: Printed[]
}
