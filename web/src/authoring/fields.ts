import words from './words.json'
import { t } from './words'

type FieldKey = Extract<keyof typeof words, `field.${string}`>

/** What a field of exercise.yaml or of a scenario is for; the schema's own words where the page has none. */
export function explainField(field: string, schemaWords: string): string {
  const key = `field.${field}`
  return isKnown(key) ? t(key) : schemaWords
}

const isKnown = (key: string): key is FieldKey => key in words
