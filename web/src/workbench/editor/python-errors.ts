import type { syntaxTree } from '@codemirror/language'
import type { Text as Document } from '@codemirror/state'

export type Tree = ReturnType<typeof syntaxTree>
type SyntaxNode = Tree['topNode']

export interface SyntaxError {
  line: number
  error: 'unclosed' | 'string' | 'colon' | 'print' | 'indent' | 'indent.missing' | 'syntax'
  /** The bracket that has no partner. */
  character?: string
}

const most = 2
const block = /^\s*(async\s+)?(if|elif|else|for|while|def|class|try|except|finally|with|match|case)\b/
const brackets = ['ArgList', 'ParamList', 'ParenthesizedExpression', 'TupleExpression', 'ArrayExpression', 'DictionaryExpression', 'SetExpression']

/** The first lines that are no Python; what comes after the first is often its consequence. */
export function syntaxErrors(tree: Tree, document: Document): SyntaxError[] {
  const found = new Map<number, SyntaxError>()
  tree.iterate({
    enter: ({ node }) => {
      if (found.size >= most) return false
      if (!node.type.isError) return
      const error = explain(node, document)
      if (!found.has(error.line)) found.set(error.line, error)
      return false
    },
  })
  return [...found.values()]
}

function explain(node: SyntaxNode, document: Document): SyntaxError {
  const open = unclosed(node, document)
  if (open) return open
  const { number, text } = lineOfMeaning(node, document)
  const code = withoutComment(text)
  const before = previous(number, document)
  if (/^\s*print\s+[^\s(=]/.test(code)) return { line: number, error: 'print' }
  if (node.parent?.name === 'String' || isOddlyQuoted(code)) return { line: number, error: 'string' }
  if (block.test(code) && !code.trimEnd().endsWith(':')) return { line: number, error: 'colon' }
  if (before && before.trimEnd().endsWith(':') && indentation(text) <= indentation(before)) return { line: number, error: 'indent.missing' }
  if (before && !before.trimEnd().endsWith(':') && indentation(text) > indentation(before)) return { line: number, error: 'indent' }
  return { line: number, error: 'syntax' }
}

/** The innermost bracket around the error that never closes; the line is that where it opens. */
function unclosed(node: SyntaxNode, document: Document): SyntaxError | undefined {
  for (let around = node.parent; around; around = around.parent) {
    if (!brackets.includes(around.name)) continue
    const character = document.sliceString(around.from, around.from + 1)
    const last = around.lastChild
    const closes = last !== null && !last.type.isError && ')]}'.includes(document.sliceString(last.from, last.to))
    if ('([{'.includes(character) && !closes) return { line: document.lineAt(around.from).number, error: 'unclosed', character }
  }
  return undefined
}

/** The line of the error. Where something is missing, an error has no extent, and stands after the last that was written. */
function lineOfMeaning({ from, to }: SyntaxNode, document: Document) {
  const place = from < to ? from : document.sliceString(0, from).trimEnd().length
  return document.lineAt(place)
}

function previous(number: number, document: Document): string | undefined {
  for (let before = number - 1; before >= 1; before -= 1) {
    const code = withoutComment(document.line(before).text)
    if (code.trim()) return code
  }
  return undefined
}

const withoutComment = (text: string) => text.replace(/#[^'"]*$/, '')
const indentation = (text: string) => text.length - text.trimStart().length
const isOddlyQuoted = (code: string) => !code.includes('"""') && !code.includes("'''") && (count(code, '"') % 2 === 1 || count(code, "'") % 2 === 1)
const count = (text: string, character: string) => text.split(character).length - 1
