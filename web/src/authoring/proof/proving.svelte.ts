import { beginProof, listProofs, readProof, type ProofView } from '../../api/authoring'

const pauseMilliseconds = 1500

export const isUnderWay = (proof: ProofView | undefined): boolean => proof?.state === 'queued' || proof?.state === 'running'

/** The newest proof of an exercise, followed to its end. It goes on in the lab whether anybody looks or not. */
export class Proving {
  proof = $state.raw<ProofView>()
  failure = $state<unknown>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false

  constructor(
    readonly exercise: string,
    readonly ended: () => Promise<void>,
  ) {}

  /** Find the newest proof again, and follow it if it goes on. */
  async find(): Promise<void> {
    this.#show((await listProofs(this.exercise))[0])
  }

  async begin(): Promise<void> {
    this.#show(await beginProof(this.exercise))
    if (!isUnderWay(this.proof)) await this.ended()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #show(proof: ProofView | undefined): void {
    this.proof = proof
    this.#askLater()
  }

  #askLater(): void {
    clearTimeout(this.#timer)
    if (!this.#stopped && isUnderWay(this.proof)) this.#timer = setTimeout(() => void this.#ask(), pauseMilliseconds)
  }

  async #ask(): Promise<void> {
    try {
      this.proof = await readProof(this.exercise, this.proof!.id)
      this.failure = undefined
      if (!isUnderWay(this.proof)) await this.ended()
    } catch (error) {
      this.failure = error
    }
    this.#askLater()
  }
}
