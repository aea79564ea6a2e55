/**
 * A house seen from above, and how things stand in it. Nothing here knows where either comes from.
 * Lengths are metres; x grows towards the east, y towards the south.
 */
export type Value = boolean | number | string | null

export interface Plan {
  rooms: readonly PlanRoom[]
  openings: readonly Opening[]
  devices: readonly PlanDevice[]
  people: readonly PlanPerson[]
  /** What has no place on the plan: pipes, tanks, beds, circuits. */
  supplies: readonly Supply[]
}

export interface PlanRoom {
  id: string
  title: string
  x: number
  y: number
  width: number
  height: number
  /** Where people in it stand: one after the other, and together at the last when there are more of them. */
  places: readonly Point[]
}

export type Point = readonly [x: number, y: number]

/** A door or a window: the piece of wall that it takes up. */
export interface Opening {
  id: string
  title: string
  kind: 'door' | 'window'
  /** The rooms on either side of it; a single one where it leads outside. */
  rooms: readonly string[]
  /** A door turns on `from`. */
  from: Point
  to: Point
  /** On which side of who looks from there to `to` the inside is: there a door opens. */
  turns: 'left' | 'right'
  /** Whether that is a piece of wall; a window in the roof, and a door between rooms that do not touch, lie free. */
  walled: boolean
  /** The device that reports it, if there is one: a choice of the device shows the opening. */
  device: string | null
}

export interface PlanDevice {
  id: string
  title: string
  /** A name of `devices/` icons, such as `lamp` or `motion`. */
  icon: string
  room: string | null
  x: number
  y: number
  /** What it has; nothing else of it is looked for among the readings. */
  exposes: readonly { property: string }[]
}

export interface PlanPerson {
  id: string
  title: string
}

export interface Supply {
  id: string
  title: string
  kind: 'water' | 'gas' | 'tank' | 'bed' | 'circuit'
  unit: string
  /** The path of its value among the readings. */
  reading: string
}

/**
 * How things stand, by the paths below a live house's `_lab/`: `room/kitchen/temperature`, `house/kitchen_window/open_share`,
 * `people/maryam/room`, `corridor_lamp/state`.
 */
export type Readings = Readonly<Record<string, Value | undefined>>

/** What on the plan is chosen: the kind and the id of a room, an opening, a device, a person or a supply. */
export interface Chosen {
  kind: 'room' | 'opening' | 'device' | 'person' | 'supply'
  id: string
}
