import type { Message, TopicState } from './message'

const mostTopics = 2000

/** What was heard on each topic. Where there are too many, the one that was silent for longest is forgotten. */
export class TopicLedger {
  readonly #topics = new Map<string, TopicState>()

  get topics(): TopicState[] {
    return [...this.#topics.values()]
  }

  /** Write a message down, and give it back with what was said before it on its topic. */
  enter(message: Message): Message {
    const known = this.#topics.get(message.topic)
    const entered = { ...message, before: known?.last.payload ?? null }
    this.#topics.delete(message.topic)
    this.#topics.set(message.topic, { topic: message.topic, count: (known?.count ?? 0) + 1, last: entered })
    if (this.#topics.size > mostTopics) this.#topics.delete(this.#topics.keys().next().value!)
    return entered
  }

  clear(): void {
    this.#topics.clear()
  }
}
