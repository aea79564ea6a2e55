import type { ProofView, TriedView } from '../../api/authoring'
import type { Claims } from './claims'

type Run = TriedView['scores'][number]

/** A column of the table: the first, second … run that students may know, or may not. */
export interface Column {
  visibility: Run['visibility']
  place: number
}

/** A program of the proof: as it was tried, or waiting for its turn. */
export interface Row {
  file: string
  expected: string
  role: TriedView['role']
  tried: TriedView | undefined
}

/** The programs that exercise.yaml names come first, then what the service tries beside them. */
export function rowsOf(claims: Claims, proof: ProofView | undefined): Row[] {
  const tried = proof?.programs ?? []
  const first = claims.programs.map(({ file, expected }): Row => {
    const own = tried.find((one) => one.file === file && (one.role === 'solution' || one.role === 'wrong'))
    return { file, expected: own?.expected ?? expected, role: own?.role ?? (expected.startsWith('<') ? 'wrong' : 'solution'), tried: own }
  })
  const shown = new Set(first.map((row) => row.tried))
  const others = tried.filter((one) => !shown.has(one)).map((one): Row => ({ file: one.file, expected: one.expected, role: one.role, tried: one }))
  return [...first, ...others]
}

export function columnsOf(rows: Row[]): Column[] {
  const most = (visibility: Run['visibility']) => Math.max(0, ...rows.map(({ tried }) => runsOf(tried, visibility).length))
  const columns = (visibility: Run['visibility']) => Array.from({ length: most(visibility) }, (_, place): Column => ({ visibility, place }))
  return [...columns('shown'), ...columns('hidden')]
}

export const runAt = (tried: TriedView | undefined, { visibility, place }: Column): Run | undefined => runsOf(tried, visibility)[place]

const runsOf = (tried: TriedView | undefined, visibility: Run['visibility']): Run[] => tried?.scores.filter((run) => run.visibility === visibility) ?? []

/** The wrong programs that break a rule. */
export const breakersOf = (rule: string, rows: Row[]): string[] => rows.filter(({ role, tried }) => role === 'wrong' && tried?.broken.includes(rule)).map(({ file }) => file)
