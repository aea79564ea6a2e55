import { archiveAddress, beginPack, importArchive, readFiles, saveFiles } from '../api/authoring'
import type { NewPack } from '../api/authoring'

export const begin = (body: NewPack) => beginPack(body)

/** A new exercise with everything that another one holds, as version 1 of its own. */
export async function beginAsCopy(exercise: string, source: string): Promise<void> {
  const archive = await fetch(archiveAddress(source), { credentials: 'same-origin' })
  await beginFromArchive(exercise, await archive.blob())
}

/** A new exercise with the files of a zip file, which may come from an exercise of another name. */
export async function beginFromArchive(exercise: string, archive: Blob): Promise<void> {
  const { revision } = await importArchive(exercise, archive)
  const { files } = await readFiles(exercise)
  const text = files['exercise.yaml']
  const named = text?.replace(/^id:.*$/m, `id: ${exercise}`).replace(/^version:.*$/m, 'version: 1')
  if (named !== undefined && named !== text) await saveFiles(exercise, revision, { 'exercise.yaml': named })
}
