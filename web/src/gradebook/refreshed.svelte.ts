import { connection } from '../api/connection.svelte'

const pauseMilliseconds = 20_000

/** An answer that is asked for anew every now and then while somebody can see it; a refusal leaves the last one standing. */
export function refreshed<Answer>(first: Answer, ask: () => Promise<Answer>) {
  let now = $state.raw(first)

  async function refresh() {
    now = await ask()
  }

  $effect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !connection.lost) refresh().catch(() => {})
    }, pauseMilliseconds)
    return () => clearInterval(timer)
  })

  return {
    get now() {
      return now
    },
    refresh,
  }
}
