import type { Fault } from '../../api/houses'
import { latinDigits } from '../../i18n/digits'

/** How bad a fault is: a parameter as the JSON Schema of its fault describes it. */
export interface Parameter {
  name: string
  /** What holds where nothing is written. */
  usual: string
  isNumber: boolean
  isText: boolean
  required: boolean
}

interface Schema {
  type?: string
  anyOf?: Schema[]
  default?: unknown
  pattern?: string
}

export function parametersOf({ parameters }: Fault): Parameter[] {
  const { properties = {}, required = [] } = parameters as { properties?: Record<string, Schema>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => {
    const types = (schema.anyOf ?? [schema]).map(({ type }) => type).filter((type) => type !== 'null')
    return {
      name,
      usual: usualOf(schema),
      isNumber: types.every((type) => type === 'number' || type === 'integer'),
      isText: types.every((type) => type === 'string'),
      required: required.includes(name),
    }
  })
}

/** What was written, as the service takes it; what was left empty is left out. */
export function valuesOf(parameters: readonly Parameter[], written: Record<string, string>): Record<string, unknown> {
  const filled = parameters.filter(({ name }) => written[name]?.trim())
  return Object.fromEntries(filled.map((parameter) => [parameter.name, valueOf(parameter, latinDigits(written[parameter.name]!.trim()))]))
}

function valueOf({ isText }: Parameter, text: string): unknown {
  if (isText) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Lengths of time are told in milliseconds, and written with their unit. */
function usualOf({ default: usual, pattern }: Schema): string {
  if (usual === null || usual === undefined || typeof usual === 'object') return ''
  if (typeof usual !== 'number' || !pattern) return String(usual)
  return usual % 1000 === 0 ? `${usual / 1000}s` : `${usual}ms`
}
