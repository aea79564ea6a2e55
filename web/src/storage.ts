/** What this browser keeps. A browser that may keep nothing loses comfort only, so refusals are not errors. */
const prefix = 'khaneh.'

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Keep a value, or forget it when it is null; false when the browser refuses. */
export function remember(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
    return true
  } catch {
    return false
  }
}

/** Told when another tab of this browser keeps a value under that name; returns how to stop. */
export function onRememberedElsewhere(name: string, listener: (value: string | null) => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === prefix + name) listener(event.newValue)
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}
