import type { Plan, PlanRoom } from './plan'

/** The room around the plan, in pixels: for windows that stand open and for the mark of the north. */
export const margin = 14
const tallest = 560
const least = 8
const largestRadius = 12
/** As the plan is made: what a device takes up of the plan's longer side, and a room's words of that. */
const markShare = 1 / 16
const wordsShare = 0.8

export interface Frame {
  x: number
  y: number
  width: number
  height: number
  /** Pixels a metre. */
  scale: number
  /** How high a device may be, in pixels, where its room is not crowded. */
  mark: number
}

/** The picture in so much room, and how many pixels a metre has in it. */
export function frameOf(plan: Plan, room: number): Frame {
  const west = Math.min(...plan.rooms.map(({ x }) => x), Infinity)
  const north = Math.min(...plan.rooms.map(({ y }) => y), Infinity)
  const wide = Math.max(...plan.rooms.map(({ x, width }) => x + width), west + 1) - west
  const deep = Math.max(...plan.rooms.map(({ y, height }) => y + height), north + 1) - north
  const scale = Math.max(least, Math.min((room - 2 * margin) / wide, tallest / deep))
  return {
    x: west * scale - margin,
    y: north * scale - margin,
    width: wide * scale + 2 * margin,
    height: deep * scale + 2 * margin,
    scale,
    mark: Math.max(wide, deep) * scale * markShare,
  }
}

/** How high the words at the top of a room are. */
export function wordsHeight(room: PlanRoom, { scale, mark }: Frame): number {
  return Math.min(wordsShare * mark, (room.height * scale) / 3)
}

/** How large devices are drawn in each room, so that none lies on another. */
export function radii(plan: Plan, { scale, mark }: Frame): Map<string | null, number> {
  const most = Math.min(largestRadius, mark / 2 - 1)
  return new Map(plan.rooms.map(({ id }) => [id, Math.min(most, (nearest(plan, id) * scale) / 2 - 0.5)]))
}

function nearest(plan: Plan, room: string): number {
  const devices = plan.devices.filter((device) => device.room === room)
  const distances = devices.flatMap((one, index) => devices.slice(index + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)))
  return Math.min(...distances, Infinity)
}
