import { runEvents } from '../api/labs'
import type { Printed, RunEnding } from './types'

export interface RunListener {
  printed: (piece: Printed) => void
  /** The time of day in the house, ISO 8601 without a zone. */
  clock: (simulatedAt: string) => void
  ended: (ending: RunEnding) => void
  /** Whether the stream stands; the browser looks for a lost one by itself. */
  connected: (connected: boolean) => void
}

/** Hear what a program prints from now on, or from after the piece `last`; returns how to stop. */
export function followRun(lab: string, run: string, last: number, listener: RunListener): () => void {
  const source = new EventSource(runEvents(lab, run))
  const print = (event: MessageEvent<string>) => {
    const piece = JSON.parse(event.data) as Printed
    if (piece.n > last) {
      last = piece.n
      listener.printed(piece)
    }
  }
  source.addEventListener('output', print)
  source.addEventListener('omitted', print)
  source.addEventListener('clock', (event) => listener.clock((JSON.parse(event.data) as { simulated_at: string }).simulated_at))
  source.addEventListener('ended', (event) => {
    source.close()
    listener.ended(JSON.parse(event.data) as RunEnding)
  })
  source.addEventListener('open', () => listener.connected(true))
  source.addEventListener('error', () => listener.connected(false))
  return () => source.close()
}
