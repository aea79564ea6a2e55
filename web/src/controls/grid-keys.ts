/**
 * Lets arrow keys go from cell to cell of a table, as in a spreadsheet, with one stop for the Tab key. Every cell, or the link or
 * button in it, has `tabindex="-1"`; the one that was last in focus becomes the stop.
 */
export function gridKeys(table: HTMLTableElement) {
  const inside = (cell: Element): HTMLElement => cell.querySelector<HTMLElement>('a, button') ?? (cell as HTMLElement)
  let stop: HTMLElement | undefined

  function makeStop(element: HTMLElement) {
    if (stop) stop.tabIndex = -1
    stop = element
    stop.tabIndex = 0
  }

  function begin() {
    const cell = table.tBodies[0]?.rows[0]?.cells[1]
    if (!(stop && table.contains(stop)) && cell) makeStop(inside(cell))
  }

  function focused({ target }: FocusEvent) {
    if ((target as HTMLElement).closest('td, th')) makeStop(target as HTMLElement)
  }

  function pressed(event: KeyboardEvent) {
    const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>('td, th')
    const row = cell?.closest('tr')
    if (!cell || !row) return
    const forward = getComputedStyle(table).direction === 'rtl' ? -1 : 1
    const last = { row: table.rows.length - 1, column: row.cells.length - 1 }
    const page = Math.max(1, Math.floor((table.parentElement?.clientHeight ?? 0) / row.offsetHeight) - 2)
    const targets: Record<string, [row: number, column: number]> = {
      ArrowRight: [row.rowIndex, cell.cellIndex + forward],
      ArrowLeft: [row.rowIndex, cell.cellIndex - forward],
      ArrowDown: [row.rowIndex + 1, cell.cellIndex],
      ArrowUp: [row.rowIndex - 1, cell.cellIndex],
      Home: [event.ctrlKey ? 0 : row.rowIndex, 0],
      End: [event.ctrlKey ? last.row : row.rowIndex, last.column],
      PageDown: [row.rowIndex + page, cell.cellIndex],
      PageUp: [row.rowIndex - page, cell.cellIndex],
    }
    const target = targets[event.key]
    if (!target) return
    event.preventDefault()
    const within = (index: number, most: number) => Math.min(Math.max(index, 0), most)
    const next = table.rows[within(target[0], last.row)]?.cells[within(target[1], last.column)]
    if (next) inside(next).focus()
  }

  begin()
  const changes = new MutationObserver(begin)
  changes.observe(table, { childList: true, subtree: true })
  table.addEventListener('focusin', focused)
  table.addEventListener('keydown', pressed)
  return {
    destroy() {
      changes.disconnect()
      table.removeEventListener('focusin', focused)
      table.removeEventListener('keydown', pressed)
    },
  }
}
