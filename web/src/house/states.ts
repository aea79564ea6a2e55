/** What the picture says of a thing; each has a word of its own. */
export const allStates = [
  'on', 'off', 'open', 'ajar', 'closed', 'locked', 'shaded', 'motion', 'heating', 'cooling', 'running', 'charging', 'tripped', 'shut',
  'leak', 'smoke', 'gas', 'carbon_monoxide', 'sounding', 'alarm', 'low', 'high', 'stuffy', 'dusty', 'humid', 'battery_low', 'offline', 'faulty',
] as const

export type PlanState = (typeof allStates)[number]

export const urgent: readonly PlanState[] = ['smoke', 'gas', 'carbon_monoxide', 'leak', 'sounding', 'alarm']
const active: readonly PlanState[] = ['on', 'motion', 'heating', 'cooling', 'running', 'charging']

export function isUrgent(state: PlanState): boolean {
  return urgent.includes(state)
}

/** Whether something is at work, and not only there. */
export function isActive(state: PlanState): boolean {
  return active.includes(state)
}
