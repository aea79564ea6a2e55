import { addComment, editComment, listComments, removeComment, restoreComment, type Comment } from '../api/comments'
import { notices } from '../shell/notices.svelte'
import { t } from './words'

/** A line of a file; without both, the whole. */
export interface Place {
  file?: string
  line?: number
}

/** What teachers have said of one submission. */
export class Comments {
  all = $state.raw<Comment[]>([])

  constructor(readonly submission: string) {}

  async read(): Promise<void> {
    this.all = (await listComments(this.submission)).filter((comment) => !comment.removed_at)
  }

  /** Those on a line, or on the whole; a comment on a file stands at its first line. */
  at({ file, line }: Place): Comment[] {
    return this.all.filter((comment) => (file ? comment.file === file && (comment.line ?? 1) === line : comment.file === null))
  }

  async add(place: Place, text: string): Promise<void> {
    this.#put(await addComment(this.submission, { text, ...place }))
  }

  async edit({ id }: Comment, text: string): Promise<void> {
    this.#put(await editComment(id, text))
  }

  async remove({ id }: Comment): Promise<void> {
    await removeComment(id)
    this.all = this.all.filter((comment) => comment.id !== id)
    notices.tell(t('comment.removed'), async () => this.#put(await restoreComment(id)))
  }

  #put(comment: Comment): void {
    const others = this.all.filter(({ id }) => id !== comment.id)
    this.all = [...others, comment].sort((one, other) => one.created_at.localeCompare(other.created_at))
  }
}
