import type { StudentNow } from '../api/overview'

export type State = StudentNow['state']

/** In the order in which a teacher looks at them. */
export const states: readonly State[] = ['stuck', 'working', 'done', 'away']

export const tones: Record<State, string> = { stuck: 'bad', working: 'accent', done: 'good', away: '' }
export const icons = { stuck: 'warning', working: 'edit', done: 'check', away: 'pause' } as const
