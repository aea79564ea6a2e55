const retryMilliseconds = 3000

/** Whether the lab answers; while it does not, asks again by itself. */
class Connection {
  lost = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined

  found(): void {
    this.lost = false
    clearTimeout(this.#timer)
  }

  lose(): void {
    this.lost = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), retryMilliseconds)
  }

  async #ask(): Promise<void> {
    try {
      await fetch('/healthz')
      this.found()
    } catch {
      this.lose()
    }
  }
}

export const connection = new Connection()
