import type { Value } from './plan'
import type { PlanState } from './states'

/** The words and numbers of the plan, in the reader's language. */
export interface PlanWords {
  picture: string
  /** How one goes about the picture with the keyboard. */
  keys: string
  supplies: string
  /** Between a thing and what is said of it. */
  comma: string
  number: (value: number) => string
  /** Several people, by their number. */
  people: (count: number) => string
  states: Record<PlanState, string>
  temperature: (celsius: number) => string
  quantity: (value: Value | undefined, unit: string) => string
  /** What somebody does, or what happens in a room, by the name that the house has for it. */
  other: (name: string) => string
}
