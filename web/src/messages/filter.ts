import type { Message } from './message'

/** How what was typed is understood: `misplaced` has a + or # where a topic filter may have none, and is sought as text. */
export type FilterKind = 'none' | 'text' | 'topic' | 'misplaced'

export interface Filter {
  kind: FilterKind
  fits: (message: Pick<Message, 'topic' | 'payload'>) => boolean
}

/** Text is sought in topics and payloads; what has a `+` or `#` is a topic filter, whole or below the base topic. */
export function filterFrom(typed: string, base: string): Filter {
  const text = typed.trim()
  if (!text) return { kind: 'none', fits: () => true }
  if (/[+#]/.test(text) && isTopicFilter(text)) {
    const filters = [text, `${base}/${text}`].map((filter) => filter.split('/'))
    return { kind: 'topic', fits: ({ topic }) => filters.some((filter) => covers(filter, topic.split('/'))) }
  }
  const sought = text.toLowerCase()
  return {
    kind: /[+#]/.test(text) && text.includes('/') ? 'misplaced' : 'text',
    fits: ({ topic, payload }) => topic.toLowerCase().includes(sought) || payload.toLowerCase().includes(sought),
  }
}

/** `+` is a whole level, `#` the last one. */
function isTopicFilter(text: string): boolean {
  const levels = text.split('/')
  return levels.every((level, index) => level === '+' || (level === '#' && index === levels.length - 1) || !/[+#]/.test(level))
}

function covers(filter: readonly string[], levels: readonly string[]): boolean {
  for (const [index, part] of filter.entries()) {
    if (part === '#') return true
    if (index >= levels.length || (part !== '+' && part !== levels[index])) return false
  }
  return filter.length === levels.length
}
