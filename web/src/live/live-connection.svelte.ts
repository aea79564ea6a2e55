import { makePageToken } from '../api/labs'
import { BrokerConnection, PublishRefused, type ConnectionState } from './connection'
import type { Quality, Received } from './received'

export interface HouseListener {
  /** Another house from now on: what was heard before is of no use any more. */
  begun?: () => void
  /** `base` is the house's own topic, `lab/<id>`; the message's topic is whole. */
  message: (message: Received, base: string) => void
}

/** The one connection that everything on the page shares which listens to a live house: the plan, the messages, the clock. */
export class LiveConnection {
  state = $state<ConnectionState>('connecting')
  mayPublish = $state(false)
  #lab: string | undefined
  #connection: BrokerConnection | undefined
  readonly #listeners = new Set<HouseListener>()
  /** What a new subscriber would be sent at once; for who begins to listen later. */
  readonly #retained = new Map<string, Received>()

  /** The topic that everything of the house is below, `lab/<id>`. */
  get base(): string {
    return `lab/${this.#lab}`
  }

  /** Listen to this house from now on, and to no other; to none without an id. */
  follow(lab: string | undefined): void {
    if (this.#lab === lab) return
    this.#connection?.leave()
    this.#connection = undefined
    this.#lab = lab
    this.#retained.clear()
    for (const listener of this.#listeners) listener.begun?.()
    if (lab === undefined) return
    this.#connection = new BrokerConnection(() => makePageToken(lab), {
      state: (state) => (this.state = state),
      granted: (token) => (this.mayPublish = token.may_publish),
      message: (message) => this.#take(message),
    })
  }

  /** Tell every message from now on, beginning with what is retained; returns how to stop. */
  listen(listener: HouseListener): () => void {
    this.#listeners.add(listener)
    for (const message of this.#retained.values()) listener.message(message, this.base)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Publish as the student's own client would, and wait for the broker's answer.
   * @throws PublishRefused
   */
  async publish(topic: string, payload: string, qos: Quality, retain: boolean): Promise<void> {
    if (!this.#connection) throw new PublishRefused(0x80)
    await this.#connection.publish(topic, payload, qos, retain)
  }

  #take(message: Received): void {
    if (message.retain && message.payload.length) this.#retained.set(message.topic, message)
    else if (message.retain) this.#retained.delete(message.topic)
    for (const listener of this.#listeners) listener.message(message, this.base)
  }
}
