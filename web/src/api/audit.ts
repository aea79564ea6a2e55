/** Who changed what. */
import type { Change } from '../../types/service'
import { at } from './client'

export type { Change }

export const changesOfClass = (id: string) => at('classes', id, 'audit')
export const changesOfCentre = at('audit')
