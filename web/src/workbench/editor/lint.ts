import { syntaxTree } from '@codemirror/language'
import { forceLinting, linter, lintGutter, type Diagnostic } from '@codemirror/lint'
import { StateEffect, type EditorState, type Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { Text } from '../../i18n/text'
import { say } from '../../i18n/locale.svelte'
import { t } from '../words'
import { unknownImports } from './imports'
import { syntaxErrors } from './python-errors'

/** A line of a file at which a run or a verdict went wrong. */
export interface Mark {
  file: string
  line: number
  says: Text
}

export interface Surroundings {
  name: string
  /** All files, each of which a program may import. */
  names: string[]
  /** Distributions that programs find beside the standard library. */
  modules: string[]
  marks: Mark[]
}

const pauseMilliseconds = 700
const again = StateEffect.define()

/** Marks what is wrong while one types. */
export function linting(surroundings: () => Surroundings): Extension {
  return [
    lintGutter(),
    linter((view) => diagnose(view.state, surroundings()), {
      delay: pauseMilliseconds,
      needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(again))),
    }),
  ]
}

/** Look again without waiting: what is known beside the text has changed. */
export function lintAgain(view: EditorView): void {
  view.dispatch({ effects: again.of(null) })
  forceLinting(view)
}

async function diagnose(state: EditorState, { name, names, modules, marks }: Surroundings): Promise<Diagnostic[]> {
  const marked = marks.filter(({ file, line }) => file === name && line <= state.doc.lines)
  return [
    ...marked.map(({ line, says }) => wholeLine(state, line, 'error', say(says))),
    ...(name.endsWith('.py') ? ofPython(state, names, modules) : []),
    ...(/\.ya?ml$/.test(name) ? await ofYaml(state) : []),
    ...(name.endsWith('.json') ? ofJson(state) : []),
  ]
}

function ofPython(state: EditorState, names: string[], modules: string[]): Diagnostic[] {
  const tree = syntaxTree(state)
  const errors = syntaxErrors(tree, state.doc).map(({ line, error, character }) => wholeLine(state, line, 'error', t(`lint.${error}`, { character: character ?? '' })))
  const imports = unknownImports(tree, state.doc, names, modules).map(({ from, to, module }) =>
    diagnostic(from, to, 'warning', t('lint.module', { module })),
  )
  return [...errors, ...imports]
}

async function ofYaml(state: EditorState): Promise<Diagnostic[]> {
  const { parseDocument } = await import('yaml')
  const { errors } = parseDocument(state.doc.toString(), { prettyErrors: false })
  return errors.slice(0, 3).map(({ pos: [from, to], message }) => {
    const end = Math.min(to, state.doc.length)
    return diagnostic(Math.min(from, end), end, 'error', `${t('lint.yaml')} ${message}`)
  })
}

function ofJson(state: EditorState): Diagnostic[] {
  const text = state.doc.toString()
  try {
    if (text.trim()) JSON.parse(text)
    return []
  } catch (error) {
    const place = Math.min(Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length), text.length)
    return [wholeLine(state, state.doc.lineAt(place).number, 'error', t('lint.json'))]
  }
}

function wholeLine(state: EditorState, number: number, severity: Diagnostic['severity'], says: string): Diagnostic {
  const { from, to, text } = state.doc.line(number)
  return diagnostic(from + text.length - text.trimStart().length, to, severity, says)
}

function diagnostic(from: number, to: number, severity: Diagnostic['severity'], message: string): Diagnostic {
  return { from, to, severity, message, renderMessage: () => shown(message) }
}

/** The sentence in its own direction within the editor, which runs from left to right. */
function shown(message: string): Node {
  const element = document.createElement('span')
  element.dir = 'auto'
  element.textContent = message
  element.style.display = 'block'
  return element
}
