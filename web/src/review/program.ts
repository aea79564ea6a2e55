import type { Files } from '../api/types'
import type { Passage } from '../api/review'

/** A line of a program that may be of several files. */
export interface ProgramLine {
  /** Counted from 1 over all files, as passages count. */
  number: number
  text: string
  /** The file that begins here, if there is more than one. */
  file: string | null
  /** The number of the passage that it belongs to, from 1; null where it is the program's own. */
  passage: number | null
}

/** All Python files one after the other by name, as the service compares them, with the passages marked. */
export function programLines(files: Files, passages: readonly Passage[], side: 'one' | 'other'): ProgramLine[] {
  const names = Object.keys(files).filter((name) => name.endsWith('.py')).sort()
  const spans = passages.map((passage) => passage[side] as [first: number, last: number])
  let number = 0
  return names.flatMap((name) =>
    // A line feed joins the files: one that ends with a line feed has an empty line after it.
    files[name]!.split('\n').map((text, index) => {
      number += 1
      const place = spans.findIndex(([first, last]) => first <= number && number <= last)
      return { number, text, file: index === 0 && names.length > 1 ? name : null, passage: place < 0 ? null : place + 1 }
    }),
  )
}
