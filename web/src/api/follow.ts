import { readSubmission, submissionEvents } from './submissions'
import type { Progress } from './types'

const pollMilliseconds = 1500

export interface Follower {
  progress: (progress: Progress) => void
  done: () => void
  /** No stream and no answer just now; following goes on. */
  waiting: () => void
}

/** Follow a submission until it is graded, by server-sent events and, where those fail, by asking. Returns how to stop. */
export function follow(id: string, follower: Follower): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const source = new EventSource(submissionEvents(id))

  const finish = () => {
    stop()
    follower.done()
  }
  const poll = async () => {
    try {
      const { status, place } = await readSubmission(id)
      if (stopped) return
      if (status === 'done') return finish()
      follower.progress({ status, place, run: null, runs: null, simulated_s: null, total_s: null })
    } catch {
      if (!stopped) follower.waiting()
    }
    if (!stopped) timer = setTimeout(() => void poll(), pollMilliseconds)
  }
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    source.close()
  }

  source.addEventListener('progress', (event) => follower.progress(JSON.parse(event.data) as Progress))
  source.addEventListener('done', finish)
  source.addEventListener('error', () => {
    source.close()
    if (!stopped) void poll()
  })
  return stop
}
