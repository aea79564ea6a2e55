import type { Finding, Outcome, Run, Verdict, Witness } from '../api/verdict'

/** What a verdict says of each rule over all runs: broken in one is broken, unclear in one is unclear. */
export function outcomesByRule(verdict: Verdict): Record<string, Outcome> {
  const severity: Outcome[] = ['satisfied', 'skipped', 'inconclusive', 'violated']
  const outcomes: Record<string, Outcome> = {}
  for (const { rule, outcome } of verdict.findings) {
    const before = outcomes[rule] ?? 'satisfied'
    outcomes[rule] = severity.indexOf(outcome) > severity.indexOf(before) ? outcome : before
  }
  return outcomes
}

/** One place where a rule was broken, with the number that the picture and the card share. Times in seconds since the start. */
export interface Violation {
  number: number
  finding: Finding
  /** The moment at which it went wrong. */
  at: number
  /** What was being watched: from what set it off until it should have been done. */
  from: number
  to: number
  by: number | null
  says: Finding['says']
  /** Where a replay of it begins. */
  replayFrom: number
  signals: Witness['signals']
  /** What the program did at the broker around it. */
  messages: Witness['messages']
}

/** The violations of one run in the order of time. */
export function violationsOf(findings: Finding[], run: number): Violation[] {
  return findings
    .filter((finding) => finding.run === run && finding.outcome === 'violated')
    .flatMap((finding) =>
      finding.witnesses.map(({ from_s, to_s, at_s, by_s, says, replay_from_s, signals, messages }) => {
        const at = at_s ?? from_s
        return { finding, at, from: from_s, to: to_s, by: by_s, says, replayFrom: replay_from_s ?? Math.max(0, at - 3), signals, messages }
      }),
    )
    .sort((a, b) => a.at - b.at)
    .map((place, index) => ({ ...place, number: index + 1 }))
}

/** Seconds since midnight in the simulated house when the run began. */
export function dayStart(run: Run): number {
  const [hours = 0, minutes = 0, seconds = 0] = (run.start?.split('T')[1] ?? '').split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}
