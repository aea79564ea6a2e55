import type { PlanView } from '../../types/service'
import type { Plan } from '../house/plan'
import type { Text } from '../i18n/text'
import { at, request } from './client'

export const exercisePlan = (exercise: string) => request<PlanView>('GET', at('exercises', exercise, 'plan'))
export const labPlan = (lab: string) => request<PlanView>('GET', at('labs', lab, 'plan'))

/** The plan in one language, as the picture of a house takes it. */
export function plainPlan(view: PlanView, say: (text: Text) => string): Plan {
  const titled = <Thing extends { title: Text }>(things: readonly Thing[]) => things.map((thing) => ({ ...thing, title: say(thing.title) }))
  return {
    rooms: titled(view.rooms),
    openings: titled(view.openings),
    devices: titled(view.devices),
    people: titled(view.people),
    supplies: titled(view.supplies),
  }
}
