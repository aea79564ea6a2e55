/** Where something lies in the window, in pixels from its top left corner. */
export interface Place {
  top: number
  left: number
  width: number
  height: number
}

export interface Corner {
  top: boolean
  left: boolean
}

/** The first element with one of these selectors that is in sight, in the order of the selectors. */
export function inSight(selectors: readonly string[]): Element | undefined {
  return selectors.flatMap((selector) => [...document.querySelectorAll(selector)]).find((element) => element.getClientRects().length)
}

/** The corner of the window, best first, in which a card of that size covers least of a place. */
export function freeCorner(corners: readonly Corner[], card: { width: number; height: number }, place: Place | undefined): Corner {
  const covered = (corner: Corner): number => {
    if (!place) return 0
    const top = corner.top ? 0 : innerHeight - card.height
    const left = corner.left ? 0 : innerWidth - card.width
    const wide = Math.min(left + card.width, place.left + place.width) - Math.max(left, place.left)
    const high = Math.min(top + card.height, place.top + place.height) - Math.max(top, place.top)
    return Math.max(0, wide) * Math.max(0, high)
  }
  return corners.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best))
}
