import { moreReviewed, reviewed, type Reviewed, type Wanted } from '../api/review'

/** What a class has handed in, newest first, piece by piece. */
export class Queue {
  items = $state.raw<Reviewed[]>([])
  next = $state<string | null>(null)

  constructor(
    readonly schoolClass: string,
    readonly wanted: Wanted,
  ) {}

  async read(): Promise<void> {
    const piece = await reviewed(this.schoolClass, this.wanted)
    this.items = piece.items
    this.next = piece.next
  }

  async readMore(): Promise<void> {
    if (!this.next) return
    const piece = await moreReviewed(this.next)
    this.items = [...this.items, ...piece.items]
    this.next = piece.next
  }

  /** The submission so many places after another one; the first where that one is not in the list. */
  from(id: string | null, steps: number): Reviewed | undefined {
    const place = this.items.findIndex((item) => item.id === id)
    return place < 0 ? this.items[0] : this.items[place + steps]
  }
}
