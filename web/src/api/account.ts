/** One's own account: secrets, sign-ins and tokens, grades. */
import { at, request } from './client'
import type { MadeToken, OwnGrade, SessionView } from '../../types/service'

export type { MadeToken, OwnGrade }
export type OwnSession = SessionView

export const choosePin = (pin: string, currentPin?: string) =>
  request<void>('PUT', at('me', 'pin'), { body: { pin, current_pin: currentPin } })
export const changePassword = (password: string, currentPassword: string) =>
  request<void>('PUT', at('me', 'password'), { body: { password, current_password: currentPassword } })
export const listSessions = () => request<OwnSession[]>('GET', at('me', 'sessions'))
export const endSession = (id: string) => request<void>('DELETE', at('me', 'sessions', id))
export const endOtherSessions = () => request<void>('DELETE', at('me', 'sessions'))
export const makeToken = (name: string, days: number) => request<MadeToken>('POST', at('me', 'tokens'), { body: { name, days } })
export const listOwnGrades = () => request<OwnGrade[]>('GET', at('grades'))
/** Everything that the lab knows of oneself, as a ZIP archive. */
export const ownData = at('me', 'data')
