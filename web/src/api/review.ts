/** What a class has handed in, for its teachers. */
import { at, request, requestPiece } from './client'
import type { Comparison, Reviewed } from '../../types/service'

export type { Comparison, Pair, Passage, Reviewed, Side } from '../../types/service'

/** Which submissions are asked for; what is undefined does not matter. */
export interface Wanted {
  assignment?: string
  student?: string
  state?: string
}

export const reviewed = (schoolClass: string, wanted: Wanted) =>
  requestPiece<Reviewed>(at('classes', schoolClass, 'submissions'), { query: { ...wanted, limit: 50 } })
export const moreReviewed = (address: string) => requestPiece<Reviewed>(address)
export const comparePrograms = (assignment: string) => request<Comparison>('GET', at('assignments', assignment, 'similarity'))
