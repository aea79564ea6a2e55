/** What a class is doing now, how busy grading is, and where students find the page. */
import type { Addresses, Overview, QueueView, StudentNow } from '../../types/service'
import { at, request } from './client'

export type { Overview, QueueView, StudentNow }

export const readOverview = (id: string) => request<Overview>('GET', at('classes', id, 'overview'))
export const readQueue = () => request<QueueView>('GET', at('queue'))
export const readAddresses = () => request<Addresses>('GET', at('addresses'))
