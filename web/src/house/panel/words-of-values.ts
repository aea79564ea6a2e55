import type { Property } from '../../api/houses'
import { number } from '../../i18n/locale.svelte'
import type { Value } from '../plan'
import { t } from '../words'

const known = new Set(['on', 'off', 'open', 'close', 'closed', 'stop', 'lock', 'unlock', 'true', 'false', 'idle', 'heat', 'cool', 'auto', 'low', 'medium', 'high', 'outside', 'none'])

/** A value as one says it, with its unit; undefined where there is no word for it but its own. */
export function wordsOf(value: Value, unit: string | null, property?: Property): string | undefined {
  if (typeof value === 'number') return withUnit(value, unit)
  if (value === null) return t('value.nothing')
  if (typeof value === 'boolean' && property?.name.endsWith('contact')) return t(value ? 'value.closed' : 'value.open')
  const word = String(value).toLowerCase()
  return known.has(word) ? t(`value.${word}` as 'value.on') : undefined
}

/** Units stand as they are written everywhere: Latin, after the number. */
function withUnit(value: number, unit: string | null): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const amount = number(value, { maximumFractionDigits: digits })
  return unit ? `${amount} ${unit === '%' ? t('unit.percent') : unit}` : amount
}
