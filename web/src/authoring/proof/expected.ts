import { number } from '../../i18n/locale.svelte'
import { t } from '../words'

/** A score that is expected, in words; the service says `100`, `<= 55` or `< 60`. */
export function expectedWords(expected: string): string {
  const score = Number(expected.replace(/^\D+/, ''))
  if (Number.isNaN(score)) return expected
  if (expected.startsWith('<=')) return t('proof.at_most', { score: number(score) })
  return expected.startsWith('<') ? t('proof.below', { score: number(score) }) : number(score)
}
