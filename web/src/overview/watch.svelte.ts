/** Asks again and again while the page is seen, and keeps the last answer while none comes. */
export class Watch<Answer> {
  answer = $state.raw<Answer>()
  failure = $state.raw<unknown>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly seconds: number,
  ) {}

  /** Begin; returns how to stop. */
  start(): () => void {
    const turn = () => void this.#turn()
    document.addEventListener('visibilitychange', turn)
    turn()
    return () => {
      this.#stopped = true
      clearTimeout(this.#timer)
      document.removeEventListener('visibilitychange', turn)
    }
  }

  async #turn(): Promise<void> {
    clearTimeout(this.#timer)
    if (document.hidden || this.#stopped) return
    try {
      this.answer = await this.ask()
      this.failure = undefined
    } catch (error) {
      this.failure = error
    }
    clearTimeout(this.#timer)
    if (!this.#stopped && !document.hidden) this.#timer = setTimeout(() => void this.#turn(), this.seconds * 1000)
  }
}
