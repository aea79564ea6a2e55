import { appendFileSync, readFileSync } from 'node:fs'
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
    const text = readFileSync('node_modules/vazirmatn/OFL.txt', 'utf8')
    appendFileSync(`${output}/${licences}`, `\n## vazirmatn (OFL-1.1)\n\n${text}`)
  },
}

export default defineConfig({
  plugins: [svelte(), fontLicence],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: ['chrome109', 'firefox115'],
    license: { fileName: licences },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': service, '/healthz': service, '/mqtt': { target: service, ws: true } } },
})
