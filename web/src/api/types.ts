/**
 * What the service says. `service.d.ts` is written from the service's own document by `make check`, so that the page and the
 * service cannot drift apart; here are the names that the page uses, and what that document leaves open.
 */
import type { ExerciseView, LabView, SubmissionSummary, SubmissionView, UserView, Receipt, ByPassword, ByClassCode, ByLink } from '../../types/service'
import type { Text } from '../i18n/text'
import type { Verdict } from './verdict'

export type { ClassSummary as SchoolClass, ExerciseSummary, OwnAssignmentView as OwnAssignment, PageToken, ParameterView as Parameter, RuleView as Rule } from '../../types/service'
export type { Text, Receipt }
export type User = UserView
export type Credentials = ByPassword | ByClassCode | ByLink
export type Exercise = ExerciseView
export type Attempt = SubmissionSummary
export type Submission = Omit<SubmissionView, 'verdict'> & { verdict: Verdict | null }
export type Lab = LabView

/** File names and their texts. */
export type Files = Record<string, string>

export type SubmissionState = SubmissionView['status']

/** How far a submission is; comes as a server-sent event. */
export interface Progress {
  status: SubmissionState
  place: number | null
  run: number | null
  runs: number | null
  simulated_s: number | null
  total_s: number | null
}
