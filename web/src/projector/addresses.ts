import { remember, remembered } from '../storage'

const thisMachine = ['localhost', '127.0.0.1', '[::1]']

/** Where students may find the page, the likeliest first: the one by which this page itself came, unless that is only this machine's own. */
export function usableAddresses(told: readonly string[], own: URL): string[] {
  const reached = thisMachine.includes(own.hostname) ? [] : [own.origin]
  const all = [...new Set([...reached, ...told])]
  const before = remembered('address')
  return before !== null && all.includes(before) ? [before, ...all.filter((address) => address !== before)] : all
}

export function preferAddress(address: string): void {
  remember('address', address)
}

/** Where a phone that reads the picture begins: the sign-in with the class code filled in. */
export function joinAddress(address: string, code: string): string {
  return `${address}/#/signin?class=${encodeURIComponent(code)}`
}
