/** Where in a YAML file somebody is typing. The file need not be whole: what is typed seldom is. */
export type Step = string | number

export interface Place {
  /** Keys and indices that lead to the mapping in which a key, or to the key whose value, is typed. */
  path: Step[]
  asks: 'key' | 'value'
  /** Where the word that is typed begins. */
  from: number
  /** The keys that this mapping has above. */
  siblings: string[]
  /** Whether the mapping is written between braces. */
  flow: boolean
}

interface Block {
  indent: number
  step: Step
  keys: string[]
}

interface Bracket {
  kind: '{' | '['
  index: number
  key: string | undefined
  keys: string[]
  start: number
}

const word = /[\w$.-]*$/

/** The place at a position, or nothing where there is none to complete: in a comment or a text of several lines. */
export function placeAt(text: string, position: number): Place | null {
  const blocks: Block[] = []
  const brackets: Bracket[] = []
  let textDeeperThan: number | undefined
  let offset = 0
  for (const line of text.slice(0, position).split('\n')) {
    const isLast = offset + line.length === position
    const indent = line.search(/[^ ]|$/)
    if (textDeeperThan !== undefined && (indent > textDeeperThan || !line.trim())) {
      if (isLast) return null
    } else {
      textDeeperThan = undefined
      // A bracket that was never closed does not swallow the rest of the file.
      if (brackets.length && indent === 0 && /^[\w$.-]+:/.test(line)) brackets.length = 0
      const rest = brackets.length ? 0 : enter(blocks, line, isLast)
      if (hasComment(line.slice(rest))) {
        if (isLast) return null
      }
      follow(brackets, line, rest, offset)
      if (isLast) return brackets.length ? inFlow(blocks, brackets, text, position) : inBlock(blocks, line, rest, position)
      if (/(?:^|\s)[|>][+-]?\s*$/.test(line)) textDeeperThan = blocks.at(-1)?.indent ?? 0
    }
    offset += line.length + 1
  }
  return null
}

const hasComment = (text: string) => /(?:^|\s)#/.test(text.replace(/"[^"]*"|'[^']*'/g, ''))

/** Step into the dashes and the key with which a line begins; returns where its value begins. */
function enter(blocks: Block[], line: string, isLast: boolean): number {
  let column = line.search(/[^ ]|$/)
  if (!line.trim() || line.trimStart().startsWith('#')) {
    if (isLast) leave(blocks, column + 1)
    return column
  }
  for (let dash = /^-(?:\s+|$)/.exec(line.slice(column)); dash; dash = /^-(?:\s+|$)/.exec(line.slice(column))) {
    leave(blocks, column + 1)
    const top = blocks.at(-1)
    if (top && top.indent === column && typeof top.step === 'number') top.step++
    else blocks.push({ indent: column, step: 0, keys: [] })
    column += dash[0].length
  }
  const key = /^(["']?)([\w$.-]+)\1\s*:(?=\s|$)\s*/.exec(line.slice(column))
  if (!key && !isLast) return column
  leave(blocks, column + 1)
  // A list may stand as far in as the key that holds it; what is no dash ends it.
  if (blocks.at(-1)?.indent === column && typeof blocks.at(-1)!.step === 'number') blocks.pop()
  if (!key) return column
  const top = blocks.at(-1)
  if (top?.indent === column) {
    top.step = key[2]!
    top.keys.push(key[2]!)
  } else blocks.push({ indent: column, step: key[2]!, keys: [key[2]!] })
  return column + key[0].length
}

function leave(blocks: Block[], indent: number): void {
  while (blocks.length && blocks.at(-1)!.indent >= indent) blocks.pop()
}

/** Follow brackets, commas and colons of a line from `start` on. */
function follow(brackets: Bracket[], line: string, start: number, offset: number): void {
  for (let index = start; index < line.length; index++) {
    const sign = line[index]!
    const before = line.slice(start, index).trimEnd()
    const begins = !before || /[:,[{]$/.test(before)
    if ((sign === '"' || sign === "'") && begins) {
      const end = line.indexOf(sign, index + 1)
      if (end < 0) return
      index = end
    } else if (sign === '#' && (index === start || line[index - 1] === ' ')) return
    else if ((sign === '{' || sign === '[') && (begins || brackets.length)) {
      // `${name}` within a value is no mapping.
      if (line[index - 1] === '$') index = Math.max(index, line.indexOf('}', index))
      else brackets.push({ kind: sign, index: 0, key: undefined, keys: [], start: offset + index + 1 })
    } else if (sign === '}' || sign === ']') brackets.pop()
    else step(brackets.at(-1), sign, line, index, offset)
  }
}

function step(top: Bracket | undefined, sign: string, line: string, index: number, offset: number): void {
  if (!top) return
  if (sign === ',') {
    top.index++
    top.key = undefined
    top.start = offset + index + 1
  } else if (sign === ':' && top.kind === '{' && top.key === undefined && /^(?:\s|$)/.test(line.slice(index + 1))) {
    const key = /([\w$.-]+)["']?\s*$/.exec(line.slice(Math.max(0, top.start - offset), index))?.[1]
    if (!key) return
    top.key = key
    top.keys.push(key)
    top.start = offset + index + 1
  }
}

function inFlow(blocks: Block[], brackets: Bracket[], text: string, position: number): Place {
  const path: Step[] = blocks.map(({ step }) => step)
  for (const bracket of brackets.slice(0, -1)) path.push(bracket.kind === '[' ? bracket.index : (bracket.key ?? ''))
  const top = brackets.at(-1)!
  const asksKey = top.kind === '{' && top.key === undefined
  if (top.kind === '[') path.push(top.index)
  else if (top.key !== undefined) path.push(top.key)
  const from = position - word.exec(text.slice(0, position))![0].length
  return { path, asks: asksKey ? 'key' : 'value', from, siblings: top.keys, flow: true }
}

function inBlock(blocks: Block[], line: string, rest: number, position: number): Place | null {
  if (line.endsWith(':')) return null
  const from = position - word.exec(line)![0].length
  const path = blocks.map(({ step }) => step)
  if (/:\s+$/.test(line.slice(0, rest))) return { path, asks: 'value', from, siblings: [], flow: false }
  const column = rest
  // At the column of a mapping's keys another key of it is typed; further in, a key of what the last one holds.
  const mapping = blocks.at(-1)
  const same = mapping && mapping.indent === column && typeof mapping.step === 'string'
  return { path: same ? path.slice(0, -1) : path, asks: 'key', from, siblings: same ? mapping.keys : [], flow: false }
}
