import { freshKey } from '../api/client'
import { Problem } from '../api/problem'
import type { PageToken } from '../api/types'
import { MqttConnection, PublishRefused } from './mqtt/client'
import { pageClients, type Quality, type Received } from './received'

/** `away`: not connected, and trying again by itself; `refused`: the service gives no token, so trying is of no use. */
export type ConnectionState = 'connecting' | 'connected' | 'away' | 'refused'

export interface Listener {
  state: (state: ConnectionState) => void
  granted: (token: PageToken) => void
  message: (message: Received) => void
}

const longestDelayMilliseconds = 10_000
const firstFailure = 0x80

export { PublishRefused }

/** A page's connection to the broker. Each attempt asks for a token of its own; one that ends is followed by the next. */
export class BrokerConnection {
  #client: MqttConnection | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #left = false

  constructor(
    readonly askForToken: () => Promise<PageToken>,
    readonly listener: Listener,
  ) {
    void this.#connect()
  }

  leave(): void {
    this.#left = true
    clearTimeout(this.#timer)
    this.#client?.end()
  }

  /**
   * Publish, and wait for the broker's answer where the quality of service has one.
   * @throws PublishRefused
   */
  async publish(topic: string, payload: string, qos: Quality, retain: boolean): Promise<void> {
    if (!this.#client) throw new PublishRefused(firstFailure)
    await this.#client.publish(topic, payload, qos, retain)
  }

  async #connect(): Promise<void> {
    this.listener.state('connecting')
    try {
      const token = await this.askForToken()
      if (this.#left) return
      this.listener.granted(token)
      this.#client = this.#open(token)
    } catch (error) {
      if (!this.#left) this.#failed(error)
    }
  }

  #open(token: PageToken): MqttConnection {
    const access = { url: token.ws_url, clientId: pageClients + freshKey().slice(0, 12), username: token.username, password: token.token }
    const client = new MqttConnection(access, {
      connected: () => client.subscribe(token.topics),
      subscribed: () => {
        this.#failures = 0
        this.listener.state('connected')
      },
      message: this.listener.message,
      closed: () => {
        if (!this.#left) this.#tryLater()
      },
    })
    return client
  }

  #failed(error: unknown): void {
    if (error instanceof Problem && error.status < 500) this.listener.state('refused')
    else this.#tryLater()
  }

  #tryLater(): void {
    this.listener.state('away')
    const delay = Math.min(1000 * 2 ** this.#failures, longestDelayMilliseconds)
    this.#failures += 1
    this.#timer = setTimeout(() => void this.#connect(), delay)
  }
}
