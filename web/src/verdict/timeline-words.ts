import { number } from '../i18n/locale.svelte'
import { t } from './words'
import { clock } from '../i18n/time'
import type { TimelineWords, Value } from '../timeline/types'

/** The timeline's words in the reader's language. */
export function timelineWords(): TimelineWords {
  return {
    picture: t('timeline.picture'),
    roles: { happened: t('lane.happened'), expected: t('lane.expected'), yours: t('lane.yours') },
    whole: t('timeline.whole'),
    zoomIn: t('timeline.in'),
    zoomOut: t('timeline.out'),
    position: t('timeline.position'),
    marks: t('timeline.marks'),
    zoomTo: (mark) => t('timeline.to', { number: mark }),
    table: t('timeline.table'),
    from: t('timeline.from'),
    until: t('timeline.until'),
    value: t('timeline.value'),
    time: clock,
    number: (value) => number(value, { maximumFractionDigits: 1 }),
    say,
  }
}

function say(value: Value): string {
  if (value === null) return t('value.unknown')
  if (typeof value === 'number') return number(value)
  if (typeof value === 'boolean') return t(value ? 'value.on' : 'value.off')
  return value
}
