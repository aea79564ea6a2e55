const stepMilliseconds = 15_000

/** The present moment for what is shown: it moves on by itself, in steps too small to be noticed in “3 minutes left”. */
class Now {
  moment = $state.raw(new Date())

  constructor() {
    setInterval(() => (this.moment = new Date()), stepMilliseconds)
  }
}

export const now = new Now()
