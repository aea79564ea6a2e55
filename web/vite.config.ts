import { copyFileSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

const output = '../api/static'
const service = 'http://127.0.0.1:8000'

/** The font's licence travels with the font; `build.license` lists those of the shipped programs. */
const fontLicence: Plugin = {
  name: 'font-licence',
  apply: 'build',
  closeBundle: () => copyFileSync('node_modules/vazirmatn/OFL.txt', `${output}/vazirmatn-OFL.txt`),
}

export default defineConfig({
  plugins: [svelte(), fontLicence],
  build: {
    outDir: output,
    emptyOutDir: true,
    target: ['chrome109', 'firefox115'],
    license: { fileName: 'licences.md' },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': service, '/healthz': service, '/mqtt': { target: service, ws: true } } },
})
