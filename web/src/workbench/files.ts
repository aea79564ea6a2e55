import type { Exercise, Files } from '../api/types'

/** The service takes no more files than this, and no names of another form. */
export const mostFiles = 20
const fileName = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,98}\.[A-Za-z0-9]{1,8}$/u

export const isFileName = (name: string): boolean => fileName.test(name)

/** The file that a submission of this kind has at least. */
export function mainFile({ kind }: Pick<Exercise, 'kind'>): string {
  return { answers: 'answers.json', configuration: 'mosquitto.conf' }[kind] ?? 'main.py'
}

export function sameFiles(one: Files, other: Files): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/** Hand a text to the person as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
