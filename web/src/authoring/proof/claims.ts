import { parse } from 'yaml'
import type { Text } from '../../i18n/text'

/** A program that exercise.yaml names under `proof:`, and what it says of it. */
export interface Claim {
  file: string
  /** As the service says it: `100`, or `<= 55`. */
  expected: string
  breaks: string[]
  because: Text | null
}

export interface JudgedRule {
  id: string
  says: Text | null
}

/** What exercise.yaml says about its proof. */
export interface Claims {
  version: number | null
  programs: Claim[]
  rules: JudgedRule[]
}

/** Read leniently: what is wrong with the file is told elsewhere. */
export function claimsOf(exerciseYaml: string): Claims {
  let content: unknown
  try {
    content = parse(exerciseYaml)
  } catch {
    content = null
  }
  const fields = isMapping(content) ? content : {}
  return {
    version: typeof fields.version === 'number' ? fields.version : null,
    programs: mappings(fields.proof).map(claimOf),
    rules: ['rules', 'questions', 'probes'].flatMap((field) => mappings(fields[field])).map((rule) => ({ id: String(rule.id), says: textOf(rule.says) })),
  }
}

const claimOf = (entry: Mapping): Claim => ({
  file: String(entry.file),
  expected: entry.at_most === undefined ? String(entry.score) : `<= ${entry.at_most}`,
  breaks: Array.isArray(entry.breaks) ? entry.breaks.map(String) : [],
  because: textOf(entry.because),
})

type Mapping = Record<string, unknown>

const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value)
const mappings = (value: unknown): Mapping[] => (Array.isArray(value) ? value.filter(isMapping) : [])
const textOf = (value: unknown): Text | null => (isMapping(value) && typeof value.en === 'string' && typeof value.fa === 'string' ? { en: value.en, fa: value.fa } : null)
