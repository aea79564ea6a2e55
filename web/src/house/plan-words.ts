import type { Value } from './plan'
import type { PlanState } from './plan-state'

/** The words and numbers of the plan, in the reader's language. */
export interface PlanWords {
  picture: string
  north: string
  supplies: string
  /** Between a thing and what is said of it: a comma. */
  comma: string
  states: Record<PlanState, string>
  temperature: (celsius: number) => string
  quantity: (value: Value | undefined, unit: string) => string
  incident: (incident: string) => string
  doing: (what: string) => string
}
