import { number } from '../i18n/locale.svelte'
import { wordsOf } from './panel/words-of-values'
import { allStates, type PlanState } from './states'
import type { PlanWords } from './plan-words'
import { counted, t } from './words'

/** The plan's words in the reader's language. */
export function planWords(): PlanWords {
  return {
    picture: t('plan.picture'),
    keys: t('plan.keys'),
    supplies: t('plan.supplies'),
    comma: t('list.comma'),
    number: (value) => number(value),
    people: (count) => counted('plan.people', count),
    states: Object.fromEntries(allStates.map((state) => [state, t(`plan.state.${state}`)])) as Record<PlanState, string>,
    temperature: (celsius) => `${number(celsius, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}°`,
    quantity: (value, unit) => (value === undefined ? '–' : (wordsOf(value, unit) ?? String(value))),
    other: otherWords,
  }
}

const known = new Set([
  'match', 'burnt_food', 'fire', 'blocked_flue', 'spill', 'paint', 'steam', 'broken_glass',
  'clean', 'cook', 'shower', 'use_tap', 'wash', 'watch',
])

/** What people do and what happens in rooms, by the names that the house has for it. */
export function otherWords(names: string): string {
  return names.split(', ').map(otherWord).join(t('list.comma'))
}

/** An author's own name for it is better than none. */
function otherWord(name: string): string {
  return known.has(name) ? t(`plan.other.${name}` as 'plan.other.match') : name.replaceAll('_', ' ')
}
