let drawn: CanvasRenderingContext2D | null | undefined
const known = new Map<string, number>()

/** How wide a text is in a font of CSS, in pixels. */
export function widthOf(text: string, font: string): number {
  const key = `${font} ${text}`
  let width = known.get(key)
  if (width === undefined) {
    drawn ??= document.createElement('canvas').getContext('2d')
    if (drawn) drawn.font = font
    width = drawn?.measureText(text).width ?? text.length * 7
    known.set(key, width)
  }
  return width
}

/** As many words of a title as there is room for; letters of the first where not even that has any. */
export function shortened(title: string, room: number, font: string): string {
  if (widthOf(title, font) <= room) return title
  const parts = title.split(' ')
  for (let count = parts.length - 1; count > 0; count--) {
    const text = `${parts.slice(0, count).join(' ')}…`
    if (parts[count - 1]!.length > 1 && widthOf(text, font) <= room) return text
  }
  for (let length = parts[0]!.length - 1; length > 1; length--) {
    const text = `${parts[0]!.slice(0, length)}…`
    if (widthOf(text, font) <= room) return text
  }
  return ''
}
