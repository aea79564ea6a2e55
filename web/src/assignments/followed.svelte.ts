import { readRegrade, type Regrade } from '../api/regrades'

const pauseMilliseconds = 1000
const moves = (regrade: Regrade | undefined) => regrade?.state === 'grading' || regrade?.state === 'applying'

/** A regrading that is asked for anew as long as it moves, also when the page was loaded in the middle of it. */
export function followed(first: Regrade | undefined, applied: () => void) {
  let regrade = $state.raw(first)

  async function look() {
    if (!regrade) return
    try {
      regrade = await readRegrade(regrade.id)
      if (regrade.state === 'applied') applied()
    } catch {
      // The banner says that the lab does not answer; it is asked again.
      regrade = { ...regrade }
    }
  }

  $effect(() => {
    if (!moves(regrade)) return
    const timer = setTimeout(look, pauseMilliseconds)
    return () => clearTimeout(timer)
  })

  return {
    get regrade() {
      return regrade
    },
    follow(next: Regrade) {
      regrade = next
    },
  }
}
