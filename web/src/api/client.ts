import { locale } from '../i18n/locale.svelte'
import { connection } from './connection.svelte'
import { Unreachable, readProblem } from './problem'

/** Called when the service no longer knows who is asking. */
let whenSignedOut: () => void = () => {}

export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener
}

export interface RequestOptions {
  /** Sent as JSON; a `FormData` or a `Blob` as it is. */
  body?: unknown
  /** What comes after the `?`; what is undefined is left out. */
  query?: Record<string, string | number | boolean | undefined>
  /** Repeating a request with the same key does its work once. */
  idempotencyKey?: string
}

/** A piece of a long list, and the address of the next piece. */
export interface Piece<Item> {
  items: Item[]
  next: string | null
}

/** The path of an address of the service; its parts may be any text. */
export const at = (...parts: string[]): string => `/api/${parts.map(encodeURIComponent).join('/')}`

/** The address with its query. */
export function withQuery(path: string, query: RequestOptions['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return given.length ? `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : path
}

/**
 * Ask the service and read its JSON answer.
 * @throws Problem when it refuses, Unreachable when no answer comes.
 */
export async function request<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(method, path, options)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/** The same for an answer that is a text, such as a trace. */
export async function requestText(path: string): Promise<string> {
  return (await send('GET', path, {})).text()
}

/** One piece of a long list: the first, or the one at the address that the piece before gave. */
export async function requestPiece<Item>(path: string, options: RequestOptions = {}): Promise<Piece<Item>> {
  const response = await send('GET', path, options)
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '')?.[1] ?? null
  return { items: (await response.json()) as Item[], next }
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const response = await reach(method, withQuery(path, options.query), options)
  if (response.ok) return response
  const problem = await readProblem(response)
  if (response.status === 401) whenSignedOut()
  throw problem
}

async function reach(method: string, address: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': locale.tag }
  const asItIs = options.body instanceof FormData || options.body instanceof Blob
  if (options.body !== undefined && !asItIs) headers['Content-Type'] = 'application/json'
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  const body = options.body === undefined ? undefined : asItIs ? (options.body as BodyInit) : JSON.stringify(options.body)
  try {
    const response = await fetch(address, { method, headers, body, credentials: 'same-origin' })
    connection.found()
    return response
  } catch {
    connection.lose()
    throw new Unreachable()
  }
}

/** A key nobody else has; `crypto.randomUUID` does not exist on pages that came over plain HTTP. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
