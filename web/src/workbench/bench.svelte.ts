import type { Exercise } from '../api/types'
import { LiveLab } from '../connect/lab.svelte'
import { LiveHouse } from '../house/live-house.svelte'
import type { Chosen } from '../house/plan'
import { MessageStream } from '../messages/stream.svelte'
import { ProgramRun } from '../run/run.svelte'
import { session } from '../session.svelte'
import { remember, remembered } from '../storage'
import { DraftSync } from './draft-sync.svelte'
import { Draft } from './draft.svelte'
import type { Mark } from './editor/lint'
import { mainFile } from './files'
import { Grading } from './grading.svelte'
import { markOf } from './results'
import { Target } from './target.svelte'

/** Everything that one student has on the workbench of one exercise. */
export class Workbench {
  /** Names what this browser keeps for this student and this exercise. */
  readonly place: string
  readonly target: Target
  readonly draft: Draft
  readonly sync: DraftSync
  readonly grading: Grading
  readonly lab: LiveLab
  readonly program = new ProgramRun()
  readonly house = new LiveHouse()
  readonly stream = new MessageStream(this.house.connection)
  #folded = $state(remembered('task.folded') === 'yes')
  /** What is chosen in the house or among its messages: each shows the other's. */
  chosen = $state.raw<Chosen>()
  readonly exercise = $derived.by(() => this.target.exercise)
  /** Whether the kind of exercise asks for a program, which can be tried in the house. */
  readonly runs = $derived(this.exercise.kind === 'program' || this.exercise.kind === 'device')
  readonly writes = $derived(this.runs || this.exercise.kind === 'configuration')
  readonly checks = $derived(this.exercise.kind !== 'answers')
  readonly marks: Mark[] = $derived.by(() => [...this.program.marks(this.draft.files), ...markOf(this.grading.latest, this.draft.files)])

  constructor(exercise: Exercise) {
    const place = `${session.user?.id}.${exercise.id}`
    this.place = place
    this.target = new Target(exercise, place)
    this.draft = new Draft(place, mainFile(exercise), exercise.starter)
    this.sync = new DraftSync(exercise.id, this.draft)
    this.grading = new Grading(exercise.id, place)
    this.grading.onReceived = () => void this.target.look()
    this.lab = new LiveLab(exercise.id)
  }

  /** Whether the task is folded up above the program. */
  get folded(): boolean {
    return this.#folded
  }

  set folded(folded: boolean) {
    this.#folded = folded
    remember('task.folded', folded ? 'yes' : null)
  }

  /** Find what was going on before, and keep an eye on it; returns how to leave. */
  enter(): () => void {
    void this.grading.restore()
    void this.target.lookForClosed()
    void this.lab.restore().then(() => (this.lab.lab ? this.program.restore(this.lab.lab.id) : undefined))
    const stopWatching = this.lab.watch()
    const stopSaving = this.sync.begin()
    return () => {
      stopWatching()
      stopSaving()
      this.grading.leave()
      this.program.leave()
      this.house.follow(undefined)
    }
  }

  /** Run the program in the practice house, which is started first where it is off. */
  run = async (): Promise<void> => {
    if (!this.runs || this.program.busy) return
    if (!this.lab.lab) await this.lab.start()
    if (this.lab.lab) await this.program.start(this.lab.lab.id, this.draft.files)
    else this.program.failure = this.lab.failure
  }

  check = (): Promise<void> => this.#send('check')
  submit = (): Promise<void> => this.#send('submit')

  async #send(purpose: 'check' | 'submit'): Promise<void> {
    if (this.grading.busy || (purpose === 'check' && !this.checks) || !this.target.isClear()) return
    const terms = { purpose, assignment: this.target.assignment?.id }
    if (this.exercise.kind !== 'hands_on') return this.grading.send({ files: this.draft.files }, terms)
    if (this.lab.lab) await this.grading.send({ lab: this.lab.lab.id }, terms)
  }
}
