import { onSignedOut } from './api/client'
import { Problem } from './api/problem'
import { signIn, signOut, whoAmI } from './api/session'
import type { Credentials, User } from './api/types'

/** Who is signed in; `undefined` until the service has said. */
class Session {
  user = $state<User | null | undefined>(undefined)

  get teaches(): boolean {
    return this.user != null && this.user.role !== 'student'
  }

  /** @throws Unreachable when the lab does not answer. */
  async restore(): Promise<void> {
    try {
      this.user = (await whoAmI()).user
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error
      this.user = null
    }
  }

  async begin(credentials: Credentials): Promise<User> {
    this.user = (await signIn(credentials)).user
    return this.user
  }

  async end(): Promise<void> {
    await signOut()
    sessionStorage.clear()
    this.user = null
  }
}

export const session = new Session()

onSignedOut(() => {
  if (session.user) session.user = null
})
