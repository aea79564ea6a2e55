const paintMilliseconds = 200

/**
 * Do something soon, at the next of five moments a second that all of the page shares: what lives on it is then drawn together, in
 * one frame. Returns how to leave it undone.
 */
export function atNextPaint(draw: () => void): () => void {
  const timer = setTimeout(draw, paintMilliseconds - (performance.now() % paintMilliseconds))
  return () => clearTimeout(timer)
}

const patienceMilliseconds = 1000

/** Resolves when the browser has nothing more urgent to do, or a second later. */
export function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patienceMilliseconds }))
}
