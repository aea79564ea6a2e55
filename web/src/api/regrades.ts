/** Grading everything anew that was handed in for an assignment. */
import { at, request, requestPiece } from './client'
import type { ChangeView, RegradeView } from '../../types/service'

export type Regrade = RegradeView
export type VerdictChange = ChangeView

export const beginRegrade = (assignment: string) => request<Regrade>('POST', at('assignments', assignment, 'regrades'))
export const listRegrades = (assignment: string) => request<Regrade[]>('GET', at('assignments', assignment, 'regrades'))
export const readRegrade = (id: string) => request<Regrade>('GET', at('regrades', id))
export const applyRegrade = (id: string) => request<Regrade>('POST', at('regrades', id, 'apply'))
export const discardRegrade = (id: string) => request<Regrade>('DELETE', at('regrades', id))
/** The first changes, or those at the address of the next piece. */
export const listRegradeChanges = (id: string, next?: string) =>
  next ? requestPiece<VerdictChange>(next) : requestPiece<VerdictChange>(at('regrades', id, 'changes'), { query: { limit: 50 } })
