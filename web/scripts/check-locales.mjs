// Holds the two languages to each other and to the page: same names, same fields, nothing missing, nothing unused.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const read = (language) => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'))
const locales = { fa: read('fa'), en: read('en') }
const complaints = []

const fields = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join(', ')

for (const [language, other] of [['fa', 'en'], ['en', 'fa']]) {
  for (const key of Object.keys(locales[language])) {
    if (!(key in locales[other])) complaints.push(`${other}.json lacks "${key}", which ${language}.json has.`)
    else if (fields(locales[language][key]) !== fields(locales[other][key])) {
      complaints.push(`"${key}" has the fields {${fields(locales[language][key])}} in ${language}.json and {${fields(locales[other][key])}} in ${other}.json.`)
    }
  }
}

for (const [key, text] of Object.entries(locales.fa)) {
  if (/[\u064a\u0643]/.test(text)) complaints.push(`fa.json "${key}" has an Arabic ي or ك; Persian writes ی and ک.`)
  if (/(?<![\w-])\d+(?![\w-])/.test(text)) complaints.push(`fa.json "${key}" has a Latin number: write it with Persian digits.`)
}

const sources = readdirSync('src', { recursive: true })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .map((name) => [name, readFileSync(join('src', name), 'utf8')])

const used = new Set()
const prefixes = new Set()
const keys = new Set(Object.keys(locales.en))

for (const [name, source] of sources) {
  for (const [, key] of source.matchAll(/\bt\(\s*'([^']+)'/g)) {
    if (!keys.has(key)) complaints.push(`src/${name} uses "${key}", which no locale has.`)
  }
  for (const [, key] of source.matchAll(/\bcounted\(\s*'([^']+)'/g)) {
    for (const form of ['one', 'other']) {
      if (!keys.has(`${key}.${form}`)) complaints.push(`src/${name} counts "${key}", but "${key}.${form}" is in no locale.`)
      used.add(`${key}.${form}`)
    }
  }
  for (const [, prefix] of source.matchAll(/`([a-z][\w.]*\.)\$\{/g)) prefixes.add(prefix)
  for (const [, text] of source.matchAll(/'([\w.]+)'/g)) if (keys.has(text)) used.add(text)
}

for (const key of keys) {
  if (!used.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix))) complaints.push(`"${key}" is used nowhere.`)
}

for (const complaint of complaints) console.error(complaint)
console.log(`${keys.size} texts in two languages, ${complaints.length} complaints.`)
process.exit(complaints.length ? 1 : 0)
