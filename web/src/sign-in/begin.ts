import type { Credentials } from '../api/types'
import { links, router } from '../router.svelte'
import { session } from '../session.svelte'

/** Sign in, and go to where one wanted to go. */
export async function begin(credentials: Credentials): Promise<void> {
  const user = await session.begin(credentials)
  if (router.path.length === 0 || router.path[0] === 'signin') {
    router.replace(user.role !== 'student' ? links.classes : links.exercises)
  }
}
