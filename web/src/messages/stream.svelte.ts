import { PublishRefused, type ConnectionState } from '../live/connection'
import type { LiveConnection } from '../live/live-connection.svelte'
import { atNextPaint } from '../live/paint'
import type { Received } from '../live/received'
import { houseMessage } from './house-message'
import { TopicLedger } from './ledger'
import type { Message, MessageSource, Quality, TopicState } from './message'

const mostKept = 1000
/** So long after publishing, what comes back on that topic with that payload is taken for one's own. */
const echoMilliseconds = 10_000

/** The messages of the live house that the connection follows, newest first, as long as the page is open. */
export class MessageStream implements MessageSource {
  messages = $state.raw<readonly Message[]>([])
  topics = $state.raw<readonly TopicState[]>([])
  paused = $state(false)
  waiting = $state(0)
  readonly #ledger = new TopicLedger()
  #arrived: Message[] = []
  #own: { topic: string; payload: string; until: number }[] = []
  #leavePaint: (() => void) | undefined
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
    this.#ledger.clear()
    this.messages = []
    this.topics = []
    this.waiting = 0
  }

  publish = async (topic: string, payload: string, qos: Quality, retain: boolean): Promise<boolean> => {
    this.#own.push({ topic, payload, until: Date.now() + echoMilliseconds })
    try {
      await this.connection.publish(topic, payload, qos, retain)
      return true
    } catch (error) {
      if (!(error instanceof PublishRefused)) throw error
      return false
    }
  }

  /** However many messages come, the page is drawn at most five times a second. */
  #take(received: Received, base: string): void {
    const message = houseMessage(received, ++this.#count, base)
    this.#arrived.push(this.#isOwn(message) ? { ...message, sender: 'you' } : message)
    if (this.#arrived.length > 2 * mostKept) this.#arrived.splice(0, mostKept)
    this.#leavePaint ??= atNextPaint(() => {
      this.#leavePaint = undefined
      this.#paint()
    })
  }

  /** MQTT does not say who sent a message, so what this page published is known by coming back. */
  #isOwn({ topic, payload }: Message): boolean {
    if (!this.#own.length) return false
    this.#own = this.#own.filter(({ until }) => until > Date.now())
    const found = this.#own.findIndex((sent) => sent.topic === topic && sent.payload === payload)
    if (found >= 0) this.#own.splice(found, 1)
    return found >= 0
  }

  #paint(): void {
    if (this.paused) {
      this.waiting = this.#arrived.length
      return
    }
    const entered = this.#arrived.map((message) => this.#ledger.enter(message))
    this.messages = [...entered.reverse(), ...this.messages].slice(0, mostKept)
    this.topics = this.#ledger.topics
    this.#arrived = []
    this.waiting = 0
  }
}
