/** What a payload says that is JSON; undefined for any other. */
export function read(payload: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(payload))
  } catch {
    return undefined
  }
}

/** The value below these keys; undefined where there is none. */
export function valueAt(content: unknown, keys: readonly string[]): unknown {
  let found = content
  for (const key of keys) {
    if (found === null || typeof found !== 'object') return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}

const decoder = new TextDecoder()
