const arrows: Record<string, readonly [x: number, y: number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }
/** How much worse it is to lie aside than to lie farther ahead. */
const aside = 2

/** One tab stop for all buttons of a picture: the arrow keys go to the nearest in their direction. */
export function roving(picture: Element): () => void {
  const buttons = () => [...picture.querySelectorAll<SVGElement>('[role=button]')]

  function settle(current: Element | undefined): void {
    for (const button of buttons()) button.setAttribute('tabindex', button === current ? '0' : '-1')
  }

  function enter(event: Event): void {
    settle((event.target as Element).closest('[role=button]') ?? undefined)
  }

  function go(event: Event): void {
    const { key, target } = event as KeyboardEvent
    const towards = arrows[key]
    const from = (target as Element).closest('[role=button]')
    if (!towards || !from) return
    event.preventDefault()
    nearest(from, buttons(), towards)?.focus()
  }

  // People come and go: who comes is no tab stop of their own.
  const watcher = new MutationObserver(() => settle(buttons().find((button) => button.getAttribute('tabindex') === '0')))
  watcher.observe(picture, { childList: true })
  picture.addEventListener('focusin', enter)
  picture.addEventListener('keydown', go)
  settle(buttons()[0])
  return () => {
    watcher.disconnect()
    picture.removeEventListener('focusin', enter)
    picture.removeEventListener('keydown', go)
  }
}

function nearest(from: Element, buttons: readonly SVGElement[], [x, y]: readonly [number, number]): SVGElement | undefined {
  const here = middle(from)
  const reached = buttons.flatMap((button) => {
    const there = middle(button)
    const [across, down] = [there.x - here.x, there.y - here.y]
    const ahead = across * x + down * y
    return button !== from && ahead > 1 ? [{ button, far: ahead + aside * Math.abs(across * y + down * x) }] : []
  })
  return reached.sort((one, other) => one.far - other.far)[0]?.button
}

function middle(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
