import type { PageToken } from '../api/types'
import { LabConnection, type ConnectionState } from './connection'
import { messageOf, type Message, type Quality, type Received } from './message'

const mostKept = 1000
const paintMilliseconds = 200

/** The messages of one lab, newest first, as long as the page is open. */
export class MessageStream {
  state = $state<ConnectionState>('connecting')
  messages = $state.raw<Message[]>([])
  paused = $state(false)
  /** How many came while the picture stands still. */
  waiting = $state(0)
  mayPublish = $state(false)
  #connection: LabConnection | undefined
  #arrived: Message[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #count = 0

  /** Listen to this lab from now on, and to no other; to none without an id. */
  follow(lab: string | undefined): void {
    if (this.#connection?.lab === lab) return
    this.#connection?.leave()
    this.#connection = undefined
    this.clear()
    if (lab === undefined) return
    const base = `lab/${lab}`
    this.#connection = new LabConnection(lab, {
      state: (state) => (this.state = state),
      granted: (token: PageToken) => (this.mayPublish = token.may_publish),
      message: (received) => this.#take(received, base),
    })
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
    await this.#connection?.publish(topic, payload, qos, retain)
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
