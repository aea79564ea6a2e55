import { Problem, Unreachable } from '../api/problem'
import { say, t } from './locale.svelte'

/** What went wrong, as a sentence for the person; the service's own words where it sent some. */
export function explain(error: unknown): string {
  if (error instanceof Unreachable) return t('error.unreachable')
  if (!(error instanceof Problem)) return t('error.page')
  if (error.says) return say(error.says)
  return error.status >= 500 ? t('error.server') : t('error.refused')
}
