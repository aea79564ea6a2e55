/** What a file of an exercise is for; its name says so. */
export type FileRole = 'exercise' | 'text.fa' | 'text.en' | 'scenario' | 'starter' | 'solution' | 'wrong' | 'other'

const order: FileRole[] = ['exercise', 'text.fa', 'text.en', 'scenario', 'starter', 'solution', 'wrong', 'other']

const patterns: [RegExp, FileRole][] = [
  [/^exercise\.yaml$/, 'exercise'],
  [/^text\.fa\.md$/, 'text.fa'],
  [/^text\.en\.md$/, 'text.en'],
  [/^[^/]+\.ya?ml$/, 'scenario'],
  [/^starter\./, 'starter'],
  [/^solution[./]/, 'solution'],
  [/^wrong_/, 'wrong'],
]

export const roleOf = (name: string): FileRole => patterns.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'

/** In the order in which an author thinks of them. */
export const inOrder = (names: string[]): string[] =>
  [...names].sort((one, other) => order.indexOf(roleOf(one)) - order.indexOf(roleOf(other)) || one.localeCompare(other))

/** Without these files there is no exercise. */
export const isNeeded = (name: string): boolean => ['exercise', 'text.fa', 'text.en'].includes(roleOf(name))

/** As the service wants it: Latin letters, digits, `_`, `-` and `.`, perhaps in folders. */
export const fileName = /^(?:[A-Za-z0-9_][A-Za-z0-9_.\-]*\/){0,3}[A-Za-z0-9_][A-Za-z0-9_.\-]*$/
