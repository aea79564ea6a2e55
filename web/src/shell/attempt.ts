import { explain } from '../i18n/explain'
import { notices } from './notices.svelte'

/** Do something that has no form of its own to show a refusal in; says why when it is refused. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action()
    return true
  } catch (error) {
    notices.tell(explain(error))
    return false
  }
}
