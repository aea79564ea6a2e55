import { getContext, setContext } from 'svelte'
import type { Text } from '../i18n/text'
import type { counted, t } from './words'

/** The words and numbers of the explorer, in the reader's language. */
export interface ExplorerWords {
  t: typeof t
  counted: typeof counted
  say: (text: Text) => string
  /** A moment as a clock with seconds. */
  time: (moment: Date) => string
  number: (value: number) => string
}

const key = Symbol('explorer words')

export const provideWords = (words: ExplorerWords): ExplorerWords => setContext(key, words)
export const explorerWords = (): ExplorerWords => getContext(key)
