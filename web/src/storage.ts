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
