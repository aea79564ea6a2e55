import type { PackView, VersionView } from '../api/authoring'

/** Where an exercise stands between a first draft and its classes. */
export type Standing = 'removed' | 'published' | 'withdrawn' | 'proven' | 'proving' | 'refuted' | 'draft'

/** The version that students get: the newest that is offered. */
export const offered = (pack: PackView): VersionView | undefined => pack.versions.filter((one) => !one.withdrawn_at).at(-1)

/** Whether the present draft is more than what is offered. */
export const isAhead = (pack: PackView): boolean => (offered(pack)?.revision ?? pack.revision) < pack.revision

export function standingOf(pack: PackView): Standing {
  if (pack.removed_at) return 'removed'
  if (offered(pack)) return 'published'
  if (pack.versions.length) return 'withdrawn'
  return proofStanding(pack.proof)
}

export function proofStanding(proof: PackView['proof']): 'proven' | 'proving' | 'refuted' | 'draft' {
  if (proof === 'proven') return 'proven'
  if (proof === 'queued' || proof === 'running') return 'proving'
  return proof === null ? 'draft' : 'refuted'
}

export const tones: Record<Standing, string> = {
  removed: '',
  published: 'good',
  withdrawn: 'warn',
  proven: 'accent',
  proving: 'accent',
  refuted: 'bad',
  draft: '',
}
