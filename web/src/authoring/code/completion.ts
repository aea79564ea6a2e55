import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import { placeAt } from './place'
import { SchemaGuide, type Schema } from './schema'

/** What a field or a value is for, in the reader's language where there are such words; otherwise the schema's own. */
export type Explain = (field: string, schemaWords: string) => string

/** Completes keys and values of a YAML file as its schema has them. */
export function schemaCompletion(guide: SchemaGuide, explain: Explain): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString()
    const place = placeAt(text, context.pos)
    if (!place || (place.from === context.pos && !context.explicit)) return null
    const forms = guide.at(place.path, kindOf(text))
    const options = place.asks === 'key' ? [...keys(guide, forms, place.siblings, place.flow, explain), ...values(guide, forms)] : values(guide, forms)
    return options.length ? { from: place.from, options, validFor: /^[\w$.-]*$/ } : null
  }
}

/** Says what a key is for when the pointer rests on it. */
export function schemaHover(guide: SchemaGuide, explain: Explain): Extension {
  return hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position)
    const found = [...line.text.matchAll(/([\w$.-]+)\s*:(?=\s|$)/g)].find(({ index, 1: key }) => {
      const from = line.from + index
      return from <= position && position <= from + key!.length
    })
    if (!found) return null
    const [from, key] = [line.from + found.index, found[1]!]
    const text = view.state.doc.toString()
    const place = placeAt(text, from + 1)
    if (!place) return null
    const field = guide.fields(guide.at(place.path, kindOf(text)), []).get(key)
    const words = field && explain(key, guide.describes(field.schema))
    return words ? { pos: from, end: from + key.length, create: () => ({ dom: sentence(words) }) } : null
  })
}

/** A sentence in whatever direction its language has. */
export function sentence(words: string): HTMLElement {
  const dom = document.createElement('div')
  dom.dir = 'auto'
  dom.className = 'cm-words'
  dom.textContent = words
  return dom
}

function keys(guide: SchemaGuide, forms: Schema[], siblings: string[], flow: boolean, explain: Explain): Completion[] {
  return [...guide.fields(forms, siblings)].map(([name, { schema, isRequired }]) => {
    const words = explain(name, guide.describes(schema))
    return {
      label: name,
      type: 'property',
      apply: `${name}:${flow || isScalar(guide, schema) ? ' ' : ''}`,
      boost: isRequired ? 10 : 0,
      info: words ? () => sentence(words) : undefined,
    }
  })
}

const values = (guide: SchemaGuide, forms: Schema[]): Completion[] => guide.values(forms).map((label) => ({ label, type: 'enum' }))

const isScalar = (guide: SchemaGuide, schema: Schema) => guide.forms(schema).some(({ type }) => type !== 'object' && type !== 'array')

const kindOf = (text: string): string => /^kind:\s*(\w+)/m.exec(text)?.[1] ?? 'program'
