const shownMilliseconds = 12_000

export interface Notice {
  id: number
  text: string
  undo: (() => Promise<unknown>) | undefined
}

/** Short words on what was just done, with a way back where there is one. They go by themselves. */
class Notices {
  shown = $state.raw<Notice[]>([])
  #count = 0

  tell(text: string, undo?: () => Promise<unknown>): void {
    const notice: Notice = { id: ++this.#count, text, undo }
    this.shown = [...this.shown, notice]
    setTimeout(() => this.dismiss(notice), shownMilliseconds)
  }

  dismiss(notice: Notice): void {
    this.shown = this.shown.filter(({ id }) => id !== notice.id)
  }
}

export const notices = new Notices()
