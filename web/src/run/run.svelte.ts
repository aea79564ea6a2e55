import { freshKey } from '../api/client'
import { Problem } from '../api/problem'
import { readLastRun, startRun, stopRun } from '../api/labs'
import type { Files, Text } from '../api/types'
import { followRun } from './follow'
import type { Printed, RunEnding, RunState } from './types'

/** So many pieces of output are shown; the service keeps head and tail of more. */
const mostPieces = 3000

/** The program that runs in the student's live house, or the last one that did. */
export class ProgramRun {
  state = $state<RunState>()
  output = $state.raw<Printed[]>([])
  ending = $state<RunEnding>()
  /** Local time of the house, ISO 8601. */
  clock = $state<string>()
  connected = $state(true)
  failure = $state<unknown>()
  /** What is to run once the student has agreed that it takes another program's place. */
  waiting = $state.raw<{ lab: string; files: Files }>()
  #place: { lab: string; run: string } | undefined
  #leave: () => void = () => {}
  /** What was run, as long as this page knows it. */
  #files = $state.raw<Files>({})

  readonly busy = $derived(this.state !== undefined && this.state !== 'ended')

  /** Find what runs in a house, or ran there last. */
  async restore(lab: string): Promise<void> {
    if (this.#place?.lab === lab) return
    try {
      const run = await readLastRun(lab)
      if (!run) return
      this.#begin(lab, run.id, run.output)
      this.state = run.state
      if (run.ending) this.#end(run.ending)
      else this.#follow(lab, run.id)
    } catch (error) {
      this.failure = error
    }
  }

  async start(lab: string, files: Files, replace = false): Promise<void> {
    const before = this.state
    this.state = 'sending'
    this.failure = this.waiting = undefined
    try {
      const { id } = await startRun(lab, files, freshKey(), replace)
      this.#files = files
      this.#begin(lab, id, [])
      this.state = 'starting'
      this.#follow(lab, id)
    } catch (error) {
      this.state = before
      if (error instanceof Problem && error.code === 'run_going_on') this.waiting = { lab, files }
      else this.failure = error
    }
  }

  async stop(): Promise<void> {
    if (!this.#place) return
    this.state = 'stopping'
    try {
      await stopRun(this.#place.lab, this.#place.run)
    } catch (error) {
      this.failure = error
    }
  }

  /** Run what waits in place of what runs. */
  replace = (): Promise<void> => (this.waiting ? this.start(this.waiting.lab, this.waiting.files, true) : Promise.resolve())

  /** Leave what runs alone. */
  keep = (): void => {
    this.waiting = undefined
  }

  /** The line at which the program ended, as long as it stands in these files as it was run. */
  marks(files: Files): { file: string; line: number; says: Text }[] {
    const { file, line, says } = this.ending ?? {}
    return file && line && says && file in files && files[file] === this.#files[file] ? [{ file, line, says }] : []
  }

  /** Listen no longer; the program runs on. */
  leave(): void {
    this.#leave()
  }

  #begin(lab: string, run: string, output: Printed[]): void {
    this.#leave()
    this.#place = { lab, run }
    this.output = output
    this.ending = this.clock = undefined
  }

  #follow(lab: string, run: string): void {
    this.#leave = followRun(lab, run, this.output.at(-1)?.n ?? 0, {
      printed: (piece) => {
        if (this.state === 'starting') this.state = 'running'
        this.output = [...this.output, piece].slice(-mostPieces)
      },
      clock: (simulatedAt) => {
        if (this.state === 'starting') this.state = 'running'
        this.clock = simulatedAt
      },
      ended: (ending) => this.#end(ending),
      connected: (connected) => (this.connected = connected),
    })
  }

  #end(ending: RunEnding): void {
    this.state = 'ended'
    this.ending = ending
  }
}
