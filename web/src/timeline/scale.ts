import type { Span, Value } from './types'

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200]
const shortestSpan = 10

/** Round times in a span, at most `most` of them; `origin` is the clock time at which second 0 is. */
export function ticks(span: Span, most: number, origin: number): number[] {
  const step = steps.find((one) => (span.to - span.from) / one <= most) ?? 86400
  const first = Math.ceil((span.from + origin) / step) * step - origin
  const count = Math.max(0, Math.floor((span.to - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => first + index * step)
}

/** The span moved into the whole, no longer than it. */
export function within(span: Span, whole: Span): Span {
  const length = Math.min(span.to - span.from, whole.to - whole.from)
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length)
  return { from, to: from + length }
}

/** The span made longer or shorter about its middle. */
export function scaled(span: Span, factor: number, whole: Span): Span {
  const middle = (span.from + span.to) / 2
  const half = Math.max((span.to - span.from) * factor, shortestSpan) / 2
  return within({ from: middle - half, to: middle + half }, whole)
}

/** A longer span that also shows what came before and after. */
export function around(span: Span, whole: Span): Span {
  const margin = Math.max(60, (span.to - span.from) * 0.75)
  return within({ from: span.from - margin, to: span.to + margin }, whole)
}

/** Whether a value means that something is on. */
export function isOn(value: Value): boolean {
  return value === true || (typeof value === 'string' && value.toUpperCase() === 'ON')
}

/** Whether a value is one of two: on or off. */
export function isSwitch(value: Value): boolean {
  return typeof value === 'boolean' || (typeof value === 'string' && /^(on|off)$/i.test(value))
}
