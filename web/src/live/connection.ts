import type { MqttClient } from 'mqtt'
import { freshKey } from '../api/client'
import { Problem } from '../api/problem'
import type { PageToken } from '../api/types'
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

/** The broker's word on a message: what came back, as MQTT 5 numbers it. */
export class PublishRefused extends Error {
  constructor(readonly reason: number) {
    super(`reason ${reason}`)
  }
}

/** A page's connection to the broker. Each attempt asks for a token of its own; one that ends is followed by the next. */
export class BrokerConnection {
  #client: MqttClient | undefined
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
    this.#client?.end(true)
  }

  /**
   * Publish, and wait for the broker's answer where the quality of service has one.
   * @throws PublishRefused
   */
  async publish(topic: string, payload: string, qos: Quality, retain: boolean): Promise<void> {
    if (!this.#client?.connected) throw new PublishRefused(firstFailure)
    try {
      await this.#client.publishAsync(topic, payload, { qos, retain })
    } catch (error) {
      throw new PublishRefused((error as { code?: number }).code ?? firstFailure)
    }
  }

  async #connect(): Promise<void> {
    this.listener.state('connecting')
    try {
      const [{ default: mqtt }, token] = await Promise.all([import('mqtt'), this.askForToken()])
      if (this.#left) return
      this.listener.granted(token)
      this.#client = mqtt.connect(token.ws_url, {
        protocolVersion: 5,
        clientId: pageClients + freshKey().slice(0, 12),
        username: token.username,
        password: token.token,
        clean: true,
        keepalive: 60,
        // A timer in a worker would need a script from a blob, which the page's policy forbids.
        timerVariant: 'native',
        reconnectPeriod: 0,
        connectTimeout: 10_000,
      })
      this.#listen(this.#client, token)
    } catch (error) {
      if (!this.#left) this.#failed(error)
    }
  }

  #listen(client: MqttClient, token: PageToken): void {
    client.on('connect', () => {
      this.#failures = 0
      this.listener.state('connected')
      // Retain as published: a message that was published as retained is shown as such when it comes live, too.
      client.subscribe(token.topics, { qos: 2, rap: true })
    })
    client.on('message', (topic, payload, { qos, retain }) => this.listener.message({ topic, payload, qos, retain }))
    client.on('error', () => client.end(true))
    client.on('close', () => {
      client.removeAllListeners()
      client.on('error', () => undefined)
      if (!this.#left) this.#tryLater()
    })
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
