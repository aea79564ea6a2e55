import { python } from '@codemirror/lang-python'
import type { Extension } from '@codemirror/state'

/** The language of a file by its name; JSON is close enough to YAML to be coloured as that. */
export async function languageOf(name: string): Promise<Extension> {
  if (name.endsWith('.py')) return python()
  if (/\.(ya?ml|json)$/.test(name)) return (await import('@codemirror/lang-yaml')).yaml()
  return []
}
