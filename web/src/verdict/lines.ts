import type { Files } from '../api/types'

/** A line of a program, and what it has to do with a message. */
export interface Line {
  file: string
  /** Counted from 1. */
  line: number
  /** Whether it publishes, or only names the topic. */
  publishes: boolean
}

interface Numbered {
  file: string
  line: number
  text: string
}

/**
 * The line from which a message to this topic comes, as far as the text of the program tells: the one that publishes under the
 * name to which the topic was given, or else the first that names it. Undefined where no line does.
 */
export function lineOf(topic: string, files: Files): Line | undefined {
  const lines = Object.entries(files).flatMap(([file, text]) => text.split('\n').map((line, index): Numbered => ({ file, line: index + 1, text: line })))
  const code = lines.filter(({ file, text }) => file.endsWith('.py') && !text.trimStart().startsWith('#'))
  for (const part of endings(topic)) {
    const named = code.find(({ text }) => text.includes(part))
    if (named) return publishing(named, code) ?? { file: named.file, line: named.line, publishes: /publish\(/.test(named.text) }
  }
  return undefined
}

/** A topic and its shorter endings of two levels and more; programs often put the base in front by another name. */
function endings(topic: string): string[] {
  const levels = topic.split('/')
  return levels.slice(0, -1).map((_, index) => levels.slice(index).join('/'))
}

/** The only line that publishes to the variable that the topic is given to. */
function publishing({ file, text }: Numbered, code: Numbered[]): Line | undefined {
  const name = /^\s*(\w+)\s*=[^=]/.exec(text)?.[1]
  const found = name ? code.filter((line) => new RegExp(`publish\\(\\s*${name}\\b`).test(line.text) && line.file === file) : []
  return found.length === 1 ? { file, line: found[0]!.line, publishes: true } : undefined
}
