import type { Quality, Received } from '../received'
import { type Packet, packetType, Reader, Splitter, Writer } from './packet'

export interface Access {
  url: string
  clientId: string
  username: string
  password: string
}

export interface Events {
  connected: () => void
  /** From now on messages come. */
  subscribed: () => void
  message: (message: Received) => void
  /** Told once, whatever the reason. */
  closed: () => void
}

const version = 5
const cleanStartWithCredentials = 0xc2
const keepAliveSeconds = 60
const connectMilliseconds = 10_000
const firstFailure = 0x80
const retainAsPublished = 0x08

/** The broker's word on a message that it does not take, as MQTT 5 numbers it. */
export class PublishRefused extends Error {
  constructor(readonly reason: number) {
    super(`reason ${reason}`)
  }
}

interface Waiting {
  resolve: () => void
  reject: (error: PublishRefused) => void
}

/**
 * One MQTT 5 connection over WebSocket, from its beginning to its end, without a session that outlives it.
 * It is what the page needs of MQTT and no more: mqtt.js would be a fifth of all that a workbench loads.
 */
export class MqttConnection {
  connected = false
  readonly #socket: WebSocket
  readonly #splitter = new Splitter()
  readonly #waiting = new Map<number, Waiting>()
  /** Messages of quality 2 that came and are not released yet: they may come again. */
  readonly #unreleased = new Set<number>()
  readonly #patience: ReturnType<typeof setTimeout>
  #pings: ReturnType<typeof setInterval> | undefined
  #answered = true
  #lastIdentifier = 0

  constructor(
    readonly access: Access,
    readonly events: Events,
  ) {
    this.#socket = new WebSocket(access.url, 'mqtt')
    this.#socket.binaryType = 'arraybuffer'
    this.#patience = setTimeout(() => this.#socket.close(), connectMilliseconds)
    this.#socket.onopen = () => this.#send(this.#connect())
    this.#socket.onmessage = ({ data }) => this.#take(new Uint8Array(data as ArrayBuffer))
    this.#socket.onclose = () => this.#ended()
  }

  end(): void {
    if (this.connected) this.#send(new Writer().packet(packetType.disconnect))
    this.#socket.close()
  }

  /** All topics with the highest quality of service; what was published as retained is shown as such when it comes live, too. */
  subscribe(filters: string[]): void {
    const body = new Writer().short(this.#nextIdentifier()).byte(0)
    for (const filter of filters) body.text(filter).byte(retainAsPublished | 2)
    this.#send(body.packet(packetType.subscribe, 2))
  }

  /** @throws PublishRefused where the broker does not take it, or the connection ends first. */
  async publish(topic: string, payload: string, qos: Quality, retain: boolean): Promise<void> {
    if (!this.connected) throw new PublishRefused(firstFailure)
    const identifier = qos ? this.#nextIdentifier() : 0
    const body = new Writer().text(topic)
    if (qos) body.short(identifier)
    body.byte(0).raw(new TextEncoder().encode(payload))
    this.#send(body.packet(packetType.publish, (qos << 1) | (retain ? 1 : 0)))
    if (qos) await new Promise<void>((resolve, reject) => this.#waiting.set(identifier, { resolve, reject }))
  }

  #connect(): Uint8Array<ArrayBuffer> {
    const { clientId, username, password } = this.access
    const body = new Writer().text('MQTT').byte(version).byte(cleanStartWithCredentials).short(keepAliveSeconds).byte(0)
    return body.text(clientId).text(username).text(password).packet(packetType.connect)
  }

  #take(bytes: Uint8Array): void {
    this.#answered = true
    for (const packet of this.#splitter.take(bytes)) this.#handle(packet)
  }

  #handle({ type, flags, body }: Packet): void {
    const reader = new Reader(body)
    if (type === packetType.connack) this.#acknowledged(reader)
    else if (type === packetType.publish) this.#receive(flags, reader)
    else if (type === packetType.pubrel) this.#release(reader.short())
    else if (type === packetType.puback || type === packetType.pubcomp) this.#settle(reader)
    else if (type === packetType.pubrec) this.#recorded(reader)
    else if (type === packetType.suback) this.events.subscribed()
    else if (type === packetType.disconnect) this.#socket.close()
  }

  #acknowledged(reader: Reader): void {
    reader.byte()
    if (reader.byte() >= firstFailure) return this.#socket.close()
    clearTimeout(this.#patience)
    this.connected = true
    this.#pings = setInterval(() => this.#ping(), (keepAliveSeconds * 1000) / 2)
    this.events.connected()
  }

  #receive(flags: number, reader: Reader): void {
    const qos = ((flags >> 1) & 3) as Quality
    const topic = reader.text()
    const identifier = qos ? reader.short() : 0
    reader.skipProperties()
    const known = this.#unreleased.has(identifier)
    if (qos === 1) this.#send(new Writer().short(identifier).packet(packetType.puback))
    if (qos === 2) {
      this.#unreleased.add(identifier)
      this.#send(new Writer().short(identifier).packet(packetType.pubrec))
    }
    if (!known) this.events.message({ topic, payload: reader.rest(), qos, retain: (flags & 1) === 1 })
  }

  #release(identifier: number): void {
    this.#unreleased.delete(identifier)
    this.#send(new Writer().short(identifier).packet(packetType.pubcomp))
  }

  #recorded(reader: Reader): void {
    const identifier = reader.short()
    const reason = reader.byte()
    if (reason >= firstFailure) this.#refuse(identifier, reason)
    else this.#send(new Writer().short(identifier).packet(packetType.pubrel, 2))
  }

  #settle(reader: Reader): void {
    const identifier = reader.short()
    const reason = reader.byte()
    if (reason >= firstFailure) return this.#refuse(identifier, reason)
    this.#waiting.get(identifier)?.resolve()
    this.#waiting.delete(identifier)
  }

  #refuse(identifier: number, reason: number): void {
    this.#waiting.get(identifier)?.reject(new PublishRefused(reason))
    this.#waiting.delete(identifier)
  }

  #ping(): void {
    if (!this.#answered) return this.#socket.close()
    this.#answered = false
    this.#send(new Writer().packet(packetType.pingreq))
  }

  #ended(): void {
    clearTimeout(this.#patience)
    clearInterval(this.#pings)
    this.connected = false
    for (const identifier of [...this.#waiting.keys()]) this.#refuse(identifier, firstFailure)
    this.events.closed()
  }

  #nextIdentifier(): number {
    do this.#lastIdentifier = (this.#lastIdentifier % 0xffff) + 1
    while (this.#waiting.has(this.#lastIdentifier))
    return this.#lastIdentifier
  }

  #send(packet: Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(packet)
  }
}
