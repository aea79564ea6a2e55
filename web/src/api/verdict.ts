/** What grading found (`docs/verdicts.md`). */
import type { Text } from '../i18n/text'

export type VerdictStatus = 'graded' | 'student_error' | 'limit' | 'invalid' | 'infrastructure'

export type LaneValue = boolean | number | string | null

export interface Lane {
  path: string
  label: Text
  role: 'happened' | 'expected' | 'yours'
  segments: [fromSeconds: number, toSeconds: number, value: LaneValue][]
  /** Single moments worth a tick, in seconds: each time the sensor spoke. */
  marks: number[]
}

export interface Run {
  /** Not told to students for hidden runs. */
  seed: number | null
  visibility: 'shown' | 'hidden'
  score: number
  trace_sha256: string
  lanes: Lane[]
  simulated_s: number
  /** Local time of the simulated house at second 0, without a zone. */
  start: string | null
  counts: Counts
}

/** One place in the run where a rule was broken. */
export interface Witness {
  from_s: number
  to_s: number
  /** Time of the simulated day, `07:42:10`. */
  clock: string
  /** Seconds too early, too late or too long, where that can be said. */
  by_s: number | null
  says: Text
  /** The moment of `clock` in seconds since the start. */
  at_s: number | null
  /** Where a replay of it begins. */
  replay_from_s: number | null
  signals: SignalNearby[]
  messages: MessageNearby[]
}

/** A signal that the rule speaks of, just before and at the moment at which the rule was broken. */
export interface SignalNearby {
  path: string
  /** What the rule asks about it. */
  expected: Text
  happened: LaneValue
  before: LaneValue
}

/** Something that the program did at the broker around that moment; the topic is relative to the student's base. */
export interface MessageNearby {
  at_s: number
  kind: 'connected' | 'refused' | 'disconnected' | 'subscribed' | 'unsubscribed' | 'denied' | 'published'
  topic: string | null
  payload: string | null
  detail: string | null
}

/** How much a program did in one run, and how often its rules came up. */
export interface Counts {
  published: number
  received: number
  denied: number
  connected: number
  refused: number
  subscribed: number
  occasions: number
  met: number
}

export type Outcome = 'satisfied' | 'violated' | 'inconclusive' | 'skipped'

export interface Finding {
  rule: string
  outcome: Outcome
  points: number
  of: number
  /** What the rule wants. */
  asks: Text
  /** What was found. */
  says: Text
  at_s: number | null
  until_s: number | null
  met: number
  occasions: number
  witnesses: Witness[]
  hint: Text | null
  visibility: 'shown' | 'hidden'
  fatal: boolean
  /** Index in the verdict's `runs`. */
  run: number
  /** Place of the rule in the exercise's file, from 0. */
  rule_index: number | null
}

/** Why a submission could not be graded to the end. */
export interface Reason {
  code: string
  says: Text
  file: string | null
  line: number | null
  at_s: number | null
}

export interface Verdict {
  exercise: string
  version: number
  status: VerdictStatus
  score: number
  runs: Run[]
  findings: Finding[]
  mistakes: { mistake: string; says: Text }[]
  reason: Reason | null
  simulated_s: number
  wall_s: number
  python: string
  /** What confined the program; null if nothing did. */
  confined: string | null
  output: string
  /** Whether another try on the same seed left another trace. */
  unstable: boolean
  remarks: { code: 'unstable' | 'differs_between_runs'; says: Text }[]
}
