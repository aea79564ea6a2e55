import type { Text } from '../i18n/text'

export type Quality = 0 | 1 | 2

/** `you` is this page, `house` what is being listened to, `program` any other client. */
export type Sender = 'you' | 'house' | 'program'

/** What a message means, for those that are about the traffic itself; `trouble`: something did not arrive, or was not allowed. */
export interface Note {
  says: Text
  trouble: boolean
}

/** One message as it is shown. */
export interface Message {
  /** In the order in which they came. */
  number: number
  at: Date
  topic: string
  /** The text, or its bytes in hexadecimal where it is none; cut where it is very long. */
  payload: string
  /** The payload of the message before on the same topic. */
  before: string | null
  bytes: number
  qos: Quality
  retained: boolean
  sender: Sender
  note: Note | null
  /** Shown on demand only. */
  background: boolean
}

/** A topic with what was heard on it. */
export interface TopicState {
  topic: string
  count: number
  last: Message
}

/** What an explorer shows, and how it is held still. */
export interface MessageSource {
  /** Newest first. */
  readonly messages: readonly Message[]
  readonly topics: readonly TopicState[]
  readonly paused: boolean
  /** How many came while the picture stands still. */
  readonly waiting: number
  setPaused: (paused: boolean) => void
  clear: () => void
}

/** False when the broker refused it. */
export type Publish = (topic: string, payload: string, qos: Quality, retain: boolean) => Promise<boolean>

/** How the connection is, in words and as the tone of a badge. */
export interface Status {
  text: string
  tone: 'good' | 'warn' | 'bad' | ''
  connected: boolean
}

const mostLetters = 10_000

/** A payload as text, or as bytes in hexadecimal. */
export function readable(payload: Uint8Array): string {
  try {
    return cut(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return cut(Array.from(payload.subarray(0, mostLetters), (byte) => byte.toString(16).padStart(2, '0')).join(' '))
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

function cut(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text
}
