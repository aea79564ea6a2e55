import type { PackView } from '../../api/authoring'

export type Closed = 'unsaved' | 'proving' | 'unproven' | 'refuted' | 'failed' | 'published' | 'withdrawn' | 'version'

/** Why a revision cannot be published now; nothing where it can. */
export function whyClosed(pack: PackView, isChanged: boolean, version: number | null): Closed | undefined {
  if (isChanged) return 'unsaved'
  const same = pack.versions.find((one) => one.revision === pack.revision)
  if (same) return same.withdrawn_at ? 'withdrawn' : 'published'
  if (pack.proof === null) return 'unproven'
  if (pack.proof === 'refuted' || pack.proof === 'failed') return pack.proof
  if (pack.proof !== 'proven') return 'proving'
  return version === null || version < nextVersion(pack) ? 'version' : undefined
}

/** The least version that is still free. */
export const nextVersion = (pack: PackView): number => Math.max(0, ...pack.versions.map(({ version }) => version)) + 1
