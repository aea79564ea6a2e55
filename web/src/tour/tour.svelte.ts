import { session } from '../session.svelte'
import { remember, remembered } from '../storage'

/** The steps of the guided start, and where on the page each happens: the first of these that is in sight. */
export const steps = [
  { id: 'list', places: ['main li a.surface'] },
  { id: 'task', places: ['.work .task', '[role=tab][id$="-task"]'] },
  { id: 'house', places: ['.columns > section:nth-of-type(2)', '[role=tab][id$="-house"]'] },
  { id: 'run', places: ['.foot .button:not(.primary)', '[role=tab][id$="-program"]'] },
  { id: 'messages', places: ['.explorer', '[role=tab][id$="-messages"]'] },
  { id: 'change', places: ['.cm-editor', '[role=tab][id$="-program"]'] },
  { id: 'submit', places: ['.foot .button.primary', '[role=tab][id$="-program"]'] },
  { id: 'feedback', places: ['figure', '[role=tab][id$="-attempts"]'] },
] as const

const finished = 'done'

/** How far a student is with the guided start; kept in this browser, so that it goes on after a reload. */
class Tour {
  step = $state<number>()

  get #name(): string {
    return `tour.${session.user?.id}`
  }

  /** Neither begun nor put away. */
  get isNew(): boolean {
    return this.step === undefined && remembered(this.#name) === null
  }

  resume(): void {
    const kept = Number(remembered(this.#name) ?? NaN)
    this.step = kept in steps ? kept : undefined
  }

  go(step: number): void {
    this.step = step in steps ? step : undefined
    remember(this.#name, this.step === undefined ? finished : String(step))
  }

  end(): void {
    this.go(-1)
  }
}

export const tour = new Tour()
