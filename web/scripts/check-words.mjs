// Holds the words of the page to their rules: both languages, the same fields in both, nothing missing, nothing unused.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

const complaints = []
const files = readdirSync('src', { recursive: true }).map((name) => name.replaceAll('\\', '/'))
const folders = new Map(
  files.filter((name) => name.endsWith('/words.json')).map((name) => [dirname(name), JSON.parse(readFileSync(join('src', name), 'utf8'))]),
)
const common = folders.get('i18n')

const fields = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join(', ')

for (const [folder, words] of folders) {
  for (const [key, { en, fa, ...others }] of Object.entries(words)) {
    const name = `src/${folder}/words.json "${key}"`
    if (!en || !fa || Object.keys(others).length) complaints.push(`${name} needs a text in "en" and one in "fa", and nothing else.`)
    else if (fields(en) !== fields(fa)) complaints.push(`${name} has the fields {${fields(fa)}} in Persian and {${fields(en)}} in English.`)
    if (/[\u064a\u0643]/.test(fa)) complaints.push(`${name} has an Arabic ي or ك; Persian writes ی and ک.`)
    if (/(?<![\w-])\d+(?![\w-])/.test(fa)) complaints.push(`${name} has a Latin number in Persian: write it with Persian digits.`)
    if (folder !== 'i18n' && key in common) complaints.push(`${name} is among the words of src/i18n already.`)
  }
}

const used = new Map([...folders.keys()].map((folder) => [folder, new Set()]))

/** The folder whose words a source file speaks: its own, or the nearest above it. */
function wordsOf(name) {
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) if (folders.has(folder)) return folder
  return 'i18n'
}

function use(folder, key) {
  const home = key in folders.get(folder) ? folder : key in common ? 'i18n' : undefined
  if (home) used.get(home).add(key)
  return home !== undefined
}

for (const name of files.filter((file) => /\.(ts|svelte)$/.test(file))) {
  const source = readFileSync(join('src', name), 'utf8')
  const folder = wordsOf(name)
  for (const [, key] of source.matchAll(/\bt\(\s*'([^']+)'/g)) {
    if (!use(folder, key)) complaints.push(`src/${name} says "${key}", which is neither in src/${folder}/words.json nor among the common words.`)
  }
  for (const [, key] of source.matchAll(/\bcounted\(\s*'([^']+)'/g)) {
    for (const form of ['one', 'other']) {
      if (!use(folder, `${key}.${form}`)) complaints.push(`src/${name} counts "${key}", but there is no "${key}.${form}" in src/${folder}/words.json.`)
    }
  }
  for (const [, text] of source.matchAll(/'([\w.-]+)'/g)) use(folder, text)
  for (const [, prefix] of source.matchAll(/`([a-z][\w.-]*\.)\$\{/g)) {
    for (const key of [...Object.keys(folders.get(folder)), ...Object.keys(common)]) if (key.startsWith(prefix)) use(folder, key)
  }
}

for (const [folder, words] of folders) {
  for (const key of Object.keys(words)) if (!used.get(folder).has(key)) complaints.push(`src/${folder}/words.json "${key}" is said nowhere.`)
}

for (const complaint of complaints) console.error(complaint)
const count = [...folders.values()].reduce((sum, words) => sum + Object.keys(words).length, 0)
console.log(`${count} texts in two languages, ${complaints.length} complaints.`)
process.exit(complaints.length ? 1 : 0)
