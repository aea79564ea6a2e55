import type { Finding, Outcome, Verdict } from '../api/types'

/** What a verdict says of each rule over all runs: broken in one is broken, unclear in one is unclear. */
export function outcomesByRule(verdict: Verdict): Record<string, Outcome> {
  const severity: Outcome[] = ['satisfied', 'inconclusive', 'violated']
  const outcomes: Record<string, Outcome> = {}
  for (const { rule, outcome } of verdict.findings) {
    const before = outcomes[rule] ?? 'satisfied'
    outcomes[rule] = severity.indexOf(outcome) > severity.indexOf(before) ? outcome : before
  }
  return outcomes
}

/** One place where a rule was broken, with the number that the picture and the card share. */
export interface Violation {
  number: number
  finding: Finding
  from: number
  to: number | null
  clock: string | null
  by: number | null
  says: Finding['says']
}

/** The violations of one run in the order of time. */
export function violationsOf(findings: Finding[], run: number): Violation[] {
  return findings
    .filter((finding) => finding.run === run && finding.outcome === 'violated')
    .flatMap(placesOf)
    .sort((a, b) => a.from - b.from)
    .map((place, index) => ({ ...place, number: index + 1 }))
}

function placesOf(finding: Finding): Omit<Violation, 'number'>[] {
  if (finding.witnesses.length) {
    return finding.witnesses.map(({ from_s, to_s, clock, by_s, says }) => ({
      finding, from: from_s, to: to_s > from_s ? to_s : null, clock, by: by_s, says,
    }))
  }
  if (finding.at_s === null) return []
  return [{ finding, from: finding.at_s, to: finding.until_s, clock: null, by: null, says: finding.says }]
}

/** Seconds of the simulated day at which the run began, told by any violation that has a clock time. */
export function dayStart(violations: Violation[]): number {
  const told = violations.find((violation) => violation.clock !== null)
  if (!told?.clock) return 0
  const [hours = 0, minutes = 0, seconds = 0] = told.clock.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds - told.from
}
