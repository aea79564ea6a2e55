import { python } from '@codemirror/lang-python'
import { yaml, yamlLanguage } from '@codemirror/lang-yaml'
import { indentUnit } from '@codemirror/language'
import { lintGutter, type Diagnostic } from '@codemirror/lint'
import { EditorState, Prec, type Extension, type Text } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { MistakeView } from '../../api/authoring'
import { editorSetup } from '../../editor/setup'
import { schemaCompletion, schemaHover, sentence, type Explain } from './completion'
import type { SchemaGuide } from './schema'

/** Everything that suits a file of this name. */
export function extensionsFor(name: string, guide: SchemaGuide | undefined, explain: Explain, save: () => void): Extension {
  return [editorSetup(), saving(save), lintGutter(), look, languageOf(name, guide, explain)]
}

const saving = (save: () => void) => Prec.highest(keymap.of(['Mod-Enter', 'Mod-s'].map((key) => ({ key, run: () => (save(), true), preventDefault: true }))))

function languageOf(name: string, guide: SchemaGuide | undefined, explain: Explain): Extension {
  if (name.endsWith('.py')) return [python(), indentUnit.of('    '), EditorState.tabSize.of(4)]
  if (/\.ya?ml$/.test(name)) {
    const schema = guide ? [yamlLanguage.data.of({ autocomplete: schemaCompletion(guide, explain) }), schemaHover(guide, explain)] : []
    return [yaml(), indentUnit.of('  '), schema]
  }
  // Prose: long lines, each in the direction of its language.
  return [EditorView.lineWrapping, EditorView.perLineTextDirection.of(true), EditorView.theme({ '.cm-line': { unicodeBidi: 'plaintext', textAlign: 'start', fontFamily: 'var(--text)' } })]
}

/** The marks of the mistakes that were found in a file. */
export function diagnosticsOf(document: Text, mistakes: MistakeView[], words: (mistake: MistakeView) => string): Diagnostic[] {
  return mistakes.map((mistake) => {
    const line = document.line(Math.min(Math.max(1, mistake.line ?? 1), document.lines))
    const start = line.from + line.text.search(/\S|$/)
    return { from: Math.min(start, line.to), to: line.to, severity: 'error', message: words(mistake), renderMessage: () => sentence(words(mistake)) }
  })
}

const look = EditorView.theme({
  '.cm-words': { maxWidth: '24rem', padding: '0.25rem 0.5rem', fontFamily: 'var(--text)', fontSize: '0.8125rem', lineHeight: '1.7' },
  '.cm-tooltip-lint': { padding: '0' },
  '.cm-diagnostic': { padding: '0' },
  '.cm-diagnostic-error': { borderInlineStart: '3px solid var(--bad)' },
  '.cm-tooltip-autocomplete > ul': { maxHeight: '14rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.15rem 0.5rem' },
})
