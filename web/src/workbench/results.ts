import type { Submission, Text } from '../api/types'
import type { Outcome, Verdict } from '../api/verdict'
import { outcomesByRule } from '../verdict/outcomes'
import type { Mark } from './editor/lint'
import { sameFiles } from './files'

/** What a verdict says of one rule, and in words where it is not kept. */
export interface Result {
  outcome: Outcome
  says: Text | null
}

/** The latest verdict of an exercise, as the workbench shows it. */
export interface Judged {
  id: string
  purpose: Submission['purpose']
  /** Null where it could not be graded to the end. */
  score: number | null
  /** Why it could not. */
  reason: Verdict['reason']
  results: Record<string, Result>
  files: Submission['files']
  rightAnswers: Submission['right_answers']
}

export function judged(submission: Submission): Judged | undefined {
  const { id, purpose, files, verdict, right_answers } = submission
  if (!verdict) return undefined
  const score = verdict.status === 'graded' ? verdict.score : null
  return { id, purpose, score, reason: verdict.reason, results: resultsByRule(verdict), files, rightAnswers: right_answers }
}

function resultsByRule(verdict: Verdict): Record<string, Result> {
  const results: Record<string, Result> = {}
  for (const [rule, outcome] of Object.entries(outcomesByRule(verdict))) {
    const finding = verdict.findings.find((each) => each.rule === rule && each.outcome === outcome)
    results[rule] = { outcome, says: outcome === 'satisfied' ? null : (finding?.witnesses[0]?.says ?? finding?.says ?? null) }
  }
  return results
}

/** The line at which the program ended, as long as it stands there as it was. */
export function markOf(judged: Judged | undefined, files: Submission['files']): Mark[] {
  const { file, line, says } = judged?.reason ?? {}
  return judged && file && line && says && sameFiles(judged.files, files) ? [{ file, line, says }] : []
}
