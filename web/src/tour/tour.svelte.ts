import { session } from '../session.svelte'
import { remember, remembered } from '../storage'

/**
 * The steps of the guided start. An element of the page says by `data-tour` which step happens there; where it lies
 * behind a tab, the tab of that name stands for it. What `follows` shows when it comes in sight that the step is done.
 */
export const steps = [
  { id: 'list', tab: '', follows: 'task' },
  { id: 'task', tab: 'task', follows: '' },
  { id: 'house', tab: 'house', follows: '' },
  { id: 'run', tab: 'program', follows: '' },
  { id: 'messages', tab: 'messages', follows: '' },
  { id: 'change', tab: 'program', follows: '' },
  { id: 'submit', tab: 'program', follows: 'feedback' },
  { id: 'feedback', tab: '', follows: '' },
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
