/** Exercises of the centre's own: drafts and their files, proofs, versions. */
import type { CheckView, FilesView, NewPack, PackView, PreviewView, ProofView, RevisionView, VersionView } from '../../types/service'
import { at, request, withQuery } from './client'

export type { CheckView, FilesView, MistakeView, NewPack, PackView, PreviewView, ProofView, RevisionView, TriedView, VersionView } from '../../types/service'

type Texts = Record<string, string>

const pack = (exercise: string, ...parts: string[]) => at('authoring', 'packs', exercise, ...parts)

export const listPacks = () => request<PackView[]>('GET', at('authoring', 'packs'))
export const readPack = (exercise: string) => request<PackView>('GET', pack(exercise))
export const beginPack = (body: NewPack) => request<PackView>('POST', at('authoring', 'packs'), { body })
export const sharePack = (exercise: string, shared: boolean) => request<PackView>('PATCH', pack(exercise), { body: { shared } })
export const removePack = (exercise: string) => request<void>('DELETE', pack(exercise))
export const restorePack = (exercise: string) => request<PackView>('POST', pack(exercise, 'restore'))

export const readFiles = (exercise: string, revision?: number) => request<FilesView>('GET', pack(exercise, 'files'), { query: { revision } })
export const saveFiles = (exercise: string, revision: number, files: Record<string, string | null>) =>
  request<RevisionView>('PUT', pack(exercise, 'files'), { body: { revision, files } })
export const listRevisions = (exercise: string) => request<RevisionView[]>('GET', pack(exercise, 'revisions'))
export const archiveAddress = (exercise: string, revision?: number) => withQuery(pack(exercise, 'archive'), { revision })
export const importArchive = (exercise: string, archive: Blob) => request<RevisionView>('PUT', pack(exercise, 'archive'), { body: archive })

export const readSchema = (of: 'exercise' | 'scenario') => request<object>('GET', at('authoring', 'schemas', of))
export const checkFiles = (exercise: string, files: Texts) => request<CheckView>('POST', at('authoring', 'check'), { body: { files, exercise } })
export const previewFiles = (exercise: string, files: Texts) => request<PreviewView>('POST', at('authoring', 'preview'), { body: { files, exercise } })

export const beginProof = (exercise: string) => request<ProofView>('POST', pack(exercise, 'proofs'))
export const listProofs = (exercise: string) => request<ProofView[]>('GET', pack(exercise, 'proofs'))
export const readProof = (exercise: string, proof: string) => request<ProofView>('GET', pack(exercise, 'proofs', proof))

export const publishPack = (exercise: string, revision: number) => request<VersionView>('POST', pack(exercise, 'versions'), { body: { revision } })
export const withdrawVersion = (exercise: string, version: number) => request<VersionView>('DELETE', pack(exercise, 'versions', String(version)))
export const offerVersion = (exercise: string, version: number) => request<VersionView>('POST', pack(exercise, 'versions', String(version), 'restore'))
