import type { ConnectionState } from '../live/connection'
import type { LiveConnection } from '../live/live-connection.svelte'
import type { Quality, Received } from '../live/received'
import { messageOf, type Message } from './message'

const mostKept = 1000
const paintMilliseconds = 200

/** The messages of the live house that the connection follows, newest first, as long as the page is open. */
export class MessageStream {
  messages = $state.raw<Message[]>([])
  paused = $state(false)
  /** How many came while the picture stands still. */
  waiting = $state(0)
  #arrived: Message[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #count = 0

  constructor(readonly connection: LiveConnection) {
    connection.listen({
      begun: () => this.clear(),
      message: (received, base) => this.#take(received, base),
    })
  }

  get state(): ConnectionState {
    return this.connection.state
  }

  get mayPublish(): boolean {
    return this.connection.mayPublish
  }

  setPaused(paused: boolean): void {
    this.paused = paused
    this.#paint()
  }

  clear(): void {
    this.#arrived = []
    this.messages = []
    this.waiting = 0
  }

  /** @throws PublishRefused */
  async publish(topic: string, payload: string, qos: Quality, retain: boolean): Promise<void> {
    await this.connection.publish(topic, payload, qos, retain)
  }

  /** However many messages come, the page is drawn at most five times a second. */
  #take(received: Received, base: string): void {
    this.#arrived.push(messageOf(received, ++this.#count, base))
    if (this.#arrived.length > 2 * mostKept) this.#arrived.splice(0, mostKept)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#paint()
    }, paintMilliseconds)
  }

  #paint(): void {
    if (this.paused) {
      this.waiting = this.#arrived.length
      return
    }
    this.messages = [...this.#arrived.reverse(), ...this.messages].slice(0, mostKept)
    this.#arrived = []
    this.waiting = 0
  }
}
