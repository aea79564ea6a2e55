/** A picture of what happened when. Times are in seconds since the start; nothing here knows where they come from. */
export type Value = boolean | number | string | null

export interface TimelineLane {
  id: string
  label: string
  /** What happened, what should have happened, what was done about it. */
  role: 'happened' | 'expected' | 'yours'
  segments: readonly (readonly [from: number, to: number, value: Value])[]
  /** Single moments worth a tick. */
  ticks: readonly number[]
}

export interface TimelineMark {
  number: number
  /** The moment of its line. */
  at: number
  /** The hatched span. */
  from: number
  to: number
  label: string
}

export interface Span {
  from: number
  to: number
}

/** The words and numbers of the picture, in the reader's language. */
export interface TimelineWords {
  picture: string
  roles: Record<TimelineLane['role'], string>
  whole: string
  zoomIn: string
  zoomOut: string
  position: string
  /** All violations together, where there are too many for a button each. */
  marks: string
  zoomTo: (number: number) => string
  table: string
  from: string
  until: string
  value: string
  time: (seconds: number, withSeconds: boolean) => string
  number: (value: number) => string
  say: (value: Value) => string
}
