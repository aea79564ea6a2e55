import { remember, remembered } from './storage'

export type Theme = 'light' | 'dark'

const darkOutside = matchMedia('(prefers-color-scheme: dark)')

/** Light or dark: what the person chose, or what their computer says. */
class Appearance {
  #chosen = $state(remembered('theme'))
  #outside = $state<Theme>(darkOutside.matches ? 'dark' : 'light')
  readonly theme: Theme = $derived(this.#chosen === 'light' || this.#chosen === 'dark' ? this.#chosen : this.#outside)

  constructor() {
    darkOutside.addEventListener('change', (event) => (this.#outside = event.matches ? 'dark' : 'light'))
  }

  toggle(): void {
    this.#chosen = this.theme === 'dark' ? 'light' : 'dark'
    remember('theme', this.#chosen)
  }
}

export const appearance = new Appearance()
