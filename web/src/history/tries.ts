import { reviewed } from '../api/review'
import { readAssignment } from '../api/assignments'
import { listAttempts } from '../api/submissions'
import type { Submission } from '../api/types'

/** One of the times that somebody handed in the same task. */
export interface Try {
  id: string
  /** Counted from 1, oldest first. */
  number: number
  received_at: string
  status: Submission['status']
  /** What grading came to, such as `graded` or `invalid`; null until then. */
  outcome: string | null
  score: number | null
  /** 0 where that is not known. */
  days_late: number
}

type Listed = Omit<Try, 'number' | 'days_late'> & { days_late?: number }

/** What the student of a submission handed in for the same task, newest first; Checks are none of it. */
export async function triesOf(submission: Submission, teaches: boolean): Promise<Try[]> {
  const found = teaches ? await asTeacher(submission) : await asStudent(submission)
  return found.map(({ id, received_at, status, outcome, score, days_late = 0 }, index) => ({
    id,
    received_at,
    status,
    outcome,
    score: isUsed(outcome) ? score : null,
    days_late,
    number: found.length - index,
  }))
}

/** Whether grading came to anything; what could not be graded uses up no attempt. */
export const isUsed = (outcome: string | null): boolean => outcome !== 'invalid' && outcome !== 'infrastructure'

async function asStudent({ exercise, assignment }: Submission): Promise<Listed[]> {
  const attempts = await listAttempts(exercise)
  return attempts.filter((attempt) => attempt.purpose === 'submit' && attempt.assignment === assignment)
}

/** Practice belongs to no class, so a teacher finds no list of it. */
async function asTeacher({ assignment, student }: Submission): Promise<Listed[]> {
  if (!assignment) return []
  const { class_id } = await readAssignment(assignment)
  return (await reviewed(class_id, { assignment, student: student.id })).items
}
