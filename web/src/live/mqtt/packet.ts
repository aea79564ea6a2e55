/** The kinds of control packets that a client sends and receives (MQTT 5, chapter 3). */
export const packetType = {
  connect: 1,
  connack: 2,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  suback: 9,
  pingreq: 12,
  disconnect: 14,
} as const

export interface Packet {
  type: number
  flags: number
  body: Uint8Array
}

/** Puts the body of a packet together. */
export class Writer {
  readonly #bytes: number[] = []

  byte(value: number): this {
    this.#bytes.push(value)
    return this
  }

  short(value: number): this {
    return this.byte(value >> 8).byte(value & 0xff)
  }

  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.#bytes.push(byte)
    return this
  }

  text(value: string): this {
    const bytes = new TextEncoder().encode(value)
    return this.short(bytes.length).raw(bytes)
  }

  /** The packet as it is sent: its kind, how long it is, and its body. */
  packet(type: number, flags = 0): Uint8Array<ArrayBuffer> {
    return Uint8Array.from([(type << 4) | flags, ...variableInteger(this.#bytes.length), ...this.#bytes])
  }
}

function variableInteger(value: number): number[] {
  const bytes: number[] = []
  do {
    const rest = value >> 7
    bytes.push((value & 0x7f) | (rest ? 0x80 : 0))
    value = rest
  } while (value)
  return bytes
}

/** Reads the body of a packet from its beginning. */
export class Reader {
  #at = 0

  constructor(readonly bytes: Uint8Array) {}

  get ended(): boolean {
    return this.#at >= this.bytes.length
  }

  byte(): number {
    return this.bytes[this.#at++] ?? 0
  }

  short(): number {
    return (this.byte() << 8) | this.byte()
  }

  text(): string {
    const length = this.short()
    return new TextDecoder().decode(this.bytes.subarray(this.#at, (this.#at += length)))
  }

  variableInteger(): number {
    let value = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte()
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    return value
  }

  /** Properties tell a page nothing that it needs. */
  skipProperties(): void {
    const length = this.variableInteger()
    this.#at += length
  }

  rest(): Uint8Array {
    return this.bytes.slice(this.#at)
  }
}

/** Cuts what arrives into packets: a frame of the WebSocket may hold several, or a part of one. */
export class Splitter {
  #waiting = new Uint8Array()

  take(bytes: Uint8Array): Packet[] {
    const all = new Uint8Array(this.#waiting.length + bytes.length)
    all.set(this.#waiting)
    all.set(bytes, this.#waiting.length)
    const packets: Packet[] = []
    let at = 0
    for (;;) {
      const begins = bodyAt(all, at)
      if (!begins || begins.end > all.length) break
      const first = all[at]!
      packets.push({ type: first >> 4, flags: first & 0x0f, body: all.subarray(begins.start, begins.end) })
      at = begins.end
    }
    this.#waiting = all.slice(at)
    return packets
  }
}

/** Where the body of the packet that begins here lies, once its length has arrived. */
function bodyAt(bytes: Uint8Array, at: number): { start: number; end: number } | undefined {
  let length = 0
  for (let place = 0; place < 4; place += 1) {
    const byte = bytes[at + 1 + place]
    if (byte === undefined) return undefined
    length |= (byte & 0x7f) << (7 * place)
    if (byte < 0x80) {
      const start = at + 2 + place
      return { start, end: start + length }
    }
  }
  throw new RangeError('a packet longer than MQTT allows')
}
