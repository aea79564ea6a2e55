import { locale } from '../i18n/locale.svelte'
import { connection } from './connection.svelte'
import { Unreachable, readProblem } from './problem'

/** Called when the service no longer knows who is asking. */
let whenSignedOut: () => void = () => {}

export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener
}

export interface RequestOptions {
  body?: unknown
  /** Repeating a request with the same key does its work once. */
  idempotencyKey?: string
}

/**
 * Ask the service and read its JSON answer.
 * @throws Problem when it refuses, Unreachable when no answer comes.
 */
export async function request<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(method, path, options)
  if (!response.ok) {
    const problem = await readProblem(response)
    if (response.status === 401) whenSignedOut()
    throw problem
  }
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': locale.tag }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  try {
    const response = await fetch(path, { method, headers, body, credentials: 'same-origin' })
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
