import type { Text } from '../api/types'
import type { Quality, Received } from '../live/received'

const mostLetters = 10_000

/** What the broker saw of one of this lab's clients; `says` tells it in words. */
export interface News {
  kind: string
  client: string
  says: Text
}

const troubles = new Set(['denied', 'refused', 'dropped', 'lost'])

/** Something did not arrive, or was not allowed. */
export function isTrouble({ kind }: News): boolean {
  return troubles.has(kind)
}

/** One message as it is shown. */
export interface Message {
  /** In the order in which they came. */
  number: number
  at: Date
  topic: string
  /** The text, or its bytes in hexadecimal where it is none; cut where it is very long. */
  payload: string
  bytes: number
  qos: Quality
  retained: boolean
  news: News | null
}

export function messageOf(received: Received, number: number, base: string): Message {
  const payload = readable(received.payload)
  const isNews = received.topic.startsWith(`${base}/_lab/mqtt/`)
  return {
    number,
    at: new Date(),
    topic: received.topic,
    payload,
    bytes: received.payload.length,
    qos: received.qos,
    retained: received.retain,
    news: isNews ? newsIn(payload) : null,
  }
}

/** A payload that is JSON in lines and columns; any other as it is. */
export function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}

function readable(payload: Uint8Array): string {
  try {
    return cut(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return cut(Array.from(payload.subarray(0, mostLetters), (byte) => byte.toString(16).padStart(2, '0')).join(' '))
  }
}

function cut(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text
}

/** A student may publish anything on that topic too, so nothing in it is taken for granted. */
function newsIn(payload: string): News | null {
  try {
    const { kind, client_id: client, says } = JSON.parse(payload) as { kind?: unknown; client_id?: unknown; says?: Partial<Text> }
    if (typeof kind !== 'string' || typeof says?.en !== 'string' || typeof says.fa !== 'string') return null
    return { kind, client: String(client), says: { en: says.en, fa: says.fa } }
  } catch {
    return null
  }
}
