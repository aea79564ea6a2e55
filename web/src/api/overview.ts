/** What a class is doing now, and how busy grading is. */
import type { Overview, QueueView, StudentNow } from '../../types/service'
import { at, request } from './client'

export type { Overview, QueueView, StudentNow }

export const readOverview = (id: string) => request<Overview>('GET', at('classes', id, 'overview'))
export const readQueue = () => request<QueueView>('GET', at('queue'))
