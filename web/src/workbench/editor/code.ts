import { indentUnit } from '@codemirror/language'
import { EditorState, Prec, type Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { editorSetup } from '../../editor/setup'

/** What the keys do that the whole workbench shares. */
export interface Keys {
  run: () => void
  check: () => void
  submit: () => void
}

/** Everything that the editor is in every language. */
export function codeEditor({ run, check, submit }: Keys): Extension {
  return [
    editorSetup(),
    indentUnit.of('    '),
    EditorState.tabSize.of(4),
    Prec.highest(
      keymap.of([
        { key: 'Mod-Enter', run: () => (submit(), true), shift: () => (check(), true) },
        { key: 'Alt-Enter', run: () => (run(), true) },
      ]),
    ),
  ]
}
