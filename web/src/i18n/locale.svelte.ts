import { remember, remembered } from '../storage'
import type { Text } from './text'
import common from './words.json'

export type Language = 'fa' | 'en'
export type Fields = Record<string, string | number>

type Words = Record<string, Text>
type Stem<Name> = Name extends `${infer Start}.other` ? Start : never
/** The name of a text that every part of the page may use. */
export type CommonKey = keyof typeof common

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
  return numberFormat(locale.tag, options).format(value)
}

/** Formats take longer to make than to use, and a living house has numbers five times a second. */
const numberFormats = new Map<string, Intl.NumberFormat>()
const pluralRules = new Map<string, Intl.PluralRules>()

function numberFormat(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = tag + JSON.stringify(options)
  const format = numberFormats.get(name) ?? new Intl.NumberFormat(tag, { maximumFractionDigits: 2, ...options })
  numberFormats.set(name, format)
  return format
}

function pluralRule(tag: string): Intl.PluralRules {
  const rule = pluralRules.get(tag) ?? new Intl.PluralRules(tag)
  pluralRules.set(tag, rule)
  return rule
}

/** The half of a bilingual text that the person reads. */
export function say(text: Text): string {
  return text[locale.language]
}

/**
 * What a part of the page says: the words of its own `words.json` beside the common ones.
 * `npm run check:words` holds both languages to each other.
 */
export function speak<Own extends Words>(own: Own) {
  type Key = CommonKey | (keyof Own & string)
  const words: Words = { ...common, ...own }

  /** The text of that name; fields in braces are filled in, each kept apart from the direction of its sentence. */
  const t = (key: Key, fields: Fields = {}): string => fill(say(words[key]!), fields)

  /** The text in the form that the number asks for (`attempts.one`, `attempts.other`), with `{count}` filled in. */
  const counted = (key: Stem<Key>, count: number, fields: Fields = {}): string => {
    const form = pluralRule(locale.tag).select(count) === 'one' ? 'one' : 'other'
    return fill(say(words[`${key}.${form}`]!), { count, ...fields })
  }
  return { t, counted }
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

/** The words that every part of the page may use. */
export const { t, counted } = speak({})
