const retryMilliseconds = 3000

/** Whether the lab answers; while it does not, asks again by itself. */
class Connection {
  lost = $state(false)
  /** How many times the lab has come back; who waits for it looks for a change. */
  returns = $state(0)
  #timer: ReturnType<typeof setTimeout> | undefined

  found(): void {
    if (this.lost) this.returns += 1
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
