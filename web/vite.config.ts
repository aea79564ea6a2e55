import { appendFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

const output = '../api/static'
const service = 'http://127.0.0.1:8000'

const licences = 'licences.txt'

/** The font's licence travels with the font: `build.license` lists those of the shipped programs only. */
const fontLicence: Plugin = {
  name: 'font-licence',
  apply: 'build',
  closeBundle() {
    const text = readFileSync('node_modules/@fontsource-variable/vazirmatn/LICENSE', 'utf8')
    appendFileSync(`${output}/${licences}`, `\n## vazirmatn (OFL-1.1)\n\n${text}`)
  },
}

const smallestPacked = 1024

/** What is worth it lies packed beside the file, so that the lab need not pack it for every browser. */
const packed: Plugin = {
  name: 'packed',
  apply: 'build',
  enforce: 'post',
  closeBundle() {
    for (const name of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
      const file = `${output}/${name}`
      if (!/\.(js|css|html|svg|txt|json)$/.test(name) || statSync(file).size < smallestPacked) continue
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
    }
  },
}

export default defineConfig({
  plugins: [svelte(), fontLicence, packed],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: ['chrome109', 'firefox115'],
    license: { fileName: licences },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': service, '/healthz': service, '/mqtt': { target: service, ws: true } } },
})
