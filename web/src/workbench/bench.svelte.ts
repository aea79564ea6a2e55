import type { Exercise } from '../api/types'
import { LiveLab } from '../connect/lab.svelte'
import { LiveHouse } from '../house/live-house.svelte'
import { MessageStream } from '../messages/stream.svelte'
import { ProgramRun } from '../run/run.svelte'
import { session } from '../session.svelte'
import { Draft } from './draft.svelte'
import { Grading } from './grading.svelte'

/** Everything that one student has on the workbench of one exercise. */
export class Workbench {
  readonly draft: Draft
  readonly grading: Grading
  readonly lab: LiveLab
  readonly program = new ProgramRun()
  readonly house = new LiveHouse()
  readonly stream = new MessageStream(this.house.connection)

  constructor(readonly exercise: Exercise) {
    const place = `${session.user?.id}.${exercise.id}`
    this.draft = new Draft(place, exercise.starter)
    this.grading = new Grading(exercise.id)
    this.lab = new LiveLab(exercise.id)
  }

  /** Find what was going on before, and keep an eye on it; returns how to leave. */
  enter(): () => void {
    void this.grading.restore()
    void this.lab.restore().then(() => (this.lab.lab ? this.program.restore(this.lab.lab.id) : undefined))
    const stopWatching = this.lab.watch()
    return () => {
      stopWatching()
      this.grading.leave()
      this.program.leave()
      this.house.follow(undefined)
    }
  }

  /** Run the program in the practice house, which is started first where it is off. */
  run = async (): Promise<void> => {
    if (this.program.busy) return
    if (!this.lab.lab) await this.lab.start()
    if (this.lab.lab) await this.program.start(this.lab.lab.id, { [this.draft.file]: this.draft.text })
    else this.program.failure = this.lab.failure
  }

  submit = (): Promise<void> => this.grading.submit({ [this.draft.file]: this.draft.text })
}
