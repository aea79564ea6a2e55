import type { SchoolClass } from '../api/types'

/** Whether somebody who has the code may join now. */
export function isJoinable(one: SchoolClass): boolean {
  const expired = one.code_expires_at !== null && new Date(one.code_expires_at).getTime() <= Date.now()
  return one.code_open && !expired && one.archived_at === null
}
