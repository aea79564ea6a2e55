/** Signing in and out, and what is one's own. */
import { at, request } from './client'
import type { Credentials, User } from './types'

export const signIn = (credentials: Credentials) =>
  request<{ token: string; user: User }>('POST', at('session'), { body: credentials })
export const whoAmI = () => request<{ user: User }>('GET', at('session'))
export const signOut = () => request<void>('DELETE', at('session'))
export const choosePassword = (username: string, password: string) =>
  request<void>('PUT', at('me', 'password'), { body: { username, password } })
