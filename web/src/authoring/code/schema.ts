/** What a JSON Schema says about a place in a file. */
import type { Step } from './place'

export interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: Schema[]
  required?: string[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  minimum?: number
  maximum?: number
  type?: string | string[]
  description?: string
}

export class SchemaGuide {
  constructor(readonly root: Schema) {}

  /** Every form that may stand at the end of this path; `kind` chooses among the forms of the whole file. */
  at(path: readonly Step[], kind?: string): Schema[] {
    const whole = this.forms(this.root)
    // All forms may still follow while the kind itself is written.
    const chosen = path[0] === 'kind' ? whole : whole.filter((form) => form.properties?.kind?.const === kind)
    return path.reduce((forms, step) => forms.flatMap((form) => this.#below(form, step)), chosen.length ? chosen : whole)
  }

  /** A schema without references and alternatives: all the forms that it allows. */
  forms(schema: Schema): Schema[] {
    if (schema.$ref) return this.forms(this.#named(schema.$ref))
    const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf
    return alternatives ? alternatives.flatMap((each) => this.forms(each)) : [schema]
  }

  /** What a field is for: its own words, or those of what it holds. */
  describes(schema: Schema): string {
    if (schema.description) return firstParagraph(schema.description)
    const told = this.forms(schema).find((form) => form.description)
    return told ? firstParagraph(told.description!) : ''
  }

  /** The fields of a mapping that already has some, which tell what it is meant to be. */
  fields(forms: Schema[], siblings: readonly string[]): Map<string, { schema: Schema; isRequired: boolean }> {
    const fields = new Map<string, { schema: Schema; isRequired: boolean }>()
    const mappings = forms.filter((form) => form.properties)
    const fitting = mappings.filter((form) => siblings.every((name) => name in form.properties! || form.additionalProperties !== false))
    for (const form of fitting.length ? fitting : mappings) {
      for (const [name, schema] of Object.entries(form.properties!)) {
        if (siblings.includes(name) || fields.has(name)) continue
        fields.set(name, { schema, isRequired: form.required?.includes(name) ?? false })
      }
    }
    return fields
  }

  /** The values that a field may have, as they are written. */
  values(forms: Schema[]): string[] {
    const values = forms.flatMap((form) => {
      if (form.const !== undefined) return [form.const]
      if (form.enum) return form.enum
      if (form.type === 'boolean') return [true, false]
      if (form.type === 'integer') return fewNumbers(form)
      return form.examples ?? []
    })
    return [...new Set(values.map((value) => written(value)))]
  }

  #below(form: Schema, step: Step): Schema[] {
    if (typeof step === 'number') {
      const item = form.prefixItems?.[step] ?? form.items
      return item ? this.forms(item) : []
    }
    const pattern = Object.entries(form.patternProperties ?? {}).find(([expression]) => new RegExp(expression).test(step))?.[1]
    const other = typeof form.additionalProperties === 'object' ? form.additionalProperties : undefined
    const found = form.properties?.[step] ?? pattern ?? other
    return found ? this.forms(found) : []
  }

  #named(reference: string): Schema {
    return this.root.$defs?.[reference.split('/').at(-1)!] ?? {}
  }
}

/** The numbers between two bounds that lie close together, such as 1 to 3. */
function fewNumbers({ minimum, maximum }: Schema): number[] {
  if (minimum === undefined || maximum === undefined || maximum - minimum > 9) return []
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index)
}

const firstParagraph = (text: string) => text.split('\n\n')[0]!.replaceAll('\n', ' ')

/** A value as YAML writes it; ON and 07:30 need quotes, or they would be read as something else. */
const written = (value: unknown) => (typeof value === 'string' && !/^[a-z][\w -]*$/.test(value) ? JSON.stringify(value) : String(value))
