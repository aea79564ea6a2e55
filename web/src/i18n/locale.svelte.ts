import en from '../../locales/en.json'
import fa from '../../locales/fa.json'
import type { Text } from '../api/types'
import { remember, remembered } from '../storage'

export type Language = 'fa' | 'en'
/** The name of a text in `locales/`; `npm run check:locales` holds both files to the same names. */
export type Key = keyof typeof fa
export type Fields = Record<string, string | number>

type Stem<Name> = Name extends `${infer Start}.other` ? Start : never
/** A text with one form for each grammatical number: `attempts` for `attempts.one` and `attempts.other`. */
export type CountedKey = Stem<Key>

const messages: Record<Language, Record<Key, string>> = { fa, en }
const tags: Record<Language, string> = { fa: 'fa-IR', en: 'en-GB' }

/** The language the person reads, everywhere at once. */
class Locale {
  language = $state<Language>(remembered('language') === 'en' ? 'en' : 'fa')
  readonly tag = $derived(tags[this.language])
  readonly direction = $derived(this.language === 'fa' ? 'rtl' : 'ltr')

  choose(language: Language): void {
    this.language = language
    remember('language', language)
  }
}

export const locale = new Locale()

/** A number as the reader writes it: Persian digits in Persian. Never for topics, payloads or code. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale.tag, { maximumFractionDigits: 2, ...options }).format(value)
}

/** The text of that name; fields in braces are filled in, each kept apart from the direction of its sentence. */
export function t(key: Key, fields: Fields = {}): string {
  return fill(messages[locale.language][key], fields)
}

/** The text in the form that the number asks for, with `{count}` filled in. */
export function counted(key: CountedKey, count: number, fields: Fields = {}): string {
  const form = new Intl.PluralRules(locale.tag).select(count) === 'one' ? 'one' : 'other'
  return t(`${key}.${form}` as Key, { count, ...fields })
}

/** The half of a bilingual text that the person reads. */
export function say(text: Text): string {
  return text[locale.language]
}

// U+2068 and U+2069 keep a Latin name from turning the Persian sentence around it.
const firstStrongIsolate = String.fromCharCode(0x2068)
const popIsolate = String.fromCharCode(0x2069)

function fill(message: string, fields: Fields): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = fields[name]
    if (typeof value === 'number') return number(value)
    return value === undefined ? '' : firstStrongIsolate + value + popIsolate
  })
}
