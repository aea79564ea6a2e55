/** What each key does; named by its place on the keyboard, so that it is the same in every layout. */
export const keys = {
  KeyJ: 'j',
  KeyK: 'k',
  KeyC: 'c',
  KeyD: 'd',
  KeyG: 'g',
  KeyO: 'o',
  KeyS: 's',
} as const

export type Key = (typeof keys)[keyof typeof keys] | 'question'

/** The key that was meant; undefined while somebody writes, chooses or has a dialog open. */
export function keyOf(event: KeyboardEvent): Key | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], dialog')) return undefined
  if (document.querySelector('dialog[open]')) return undefined
  if (event.key === '?' || event.key === '؟') return 'question'
  return event.shiftKey ? undefined : keys[event.code as keyof typeof keys]
}
