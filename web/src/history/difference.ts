/** One line of a difference between two texts; a `skipped` one stands for lines that are the same. */
export interface DifferentLine {
  kind: 'same' | 'added' | 'removed' | 'skipped'
  before: number | null
  after: number | null
  text: string
  /** How many lines a `skipped` one stands for. */
  count: number
}

const context = 3

/** What changed from one text to the other, line by line with some lines around it; empty where nothing did. */
export async function difference(before: string, after: string): Promise<DifferentLine[]> {
  const { structuredPatch } = await import('diff')
  const { hunks } = structuredPatch('', '', before, after, '', '', { context })
  const lines: DifferentLine[] = []
  let [old, fresh] = [1, 1]
  for (const hunk of hunks) {
    if (hunk.oldStart > old) lines.push({ kind: 'skipped', before: null, after: null, text: '', count: hunk.oldStart - old })
    ;[old, fresh] = [hunk.oldStart, hunk.newStart]
    for (const line of hunk.lines) {
      const text = line.slice(1)
      if (line[0] === '+') lines.push({ kind: 'added', before: null, after: fresh++, text, count: 1 })
      else if (line[0] === '-') lines.push({ kind: 'removed', before: old++, after: null, text, count: 1 })
      else if (line[0] === ' ') lines.push({ kind: 'same', before: old++, after: fresh++, text, count: 1 })
    }
  }
  return lines
}
