import { requestPiece } from '../api/client'

/** A long list that is fetched piece by piece, from the address of its first. */
export class Pieces<Item> {
  items = $state.raw<Item[]>([])
  failure = $state.raw<unknown>()
  busy = $state(false)
  #next = $state<string | null>(null)

  constructor(first: string) {
    this.#next = first
    void this.more()
  }

  get hasMore(): boolean {
    return this.#next !== null
  }

  more = async (): Promise<void> => {
    if (this.#next === null || this.busy) return
    this.busy = true
    this.failure = undefined
    try {
      const { items, next } = await requestPiece<Item>(this.#next)
      this.items = [...this.items, ...items]
      this.#next = next
    } catch (error) {
      this.failure = error
    } finally {
      this.busy = false
    }
  }
}
