/** Live houses and the programs that run in them. */
import type { OwnedLabView, ShownLabView } from '../../types/service'
import { at, request } from './client'
import type { Files, Lab, PageToken } from './types'
import type { Run } from '../run/types'

export const startLab = (exercise: string) => request<Lab>('POST', at('labs'), { body: { exercise } })
export const listOwnLabs = () => request<OwnedLabView[]>('GET', at('labs'), { query: { limit: 200 } })
export const readLab = (id: string) => request<ShownLabView>('GET', at('labs', id))
export const changeLab = (id: string, change: { speed?: number; paused?: boolean }) =>
  request<Lab>('PATCH', at('labs', id), { body: change })
export const stopLab = (id: string) => request<void>('DELETE', at('labs', id))
export const resetLab = (id: string) => request<Lab>('POST', at('labs', id, 'reset'))
export const renewLabToken = (id: string) => request<Lab>('POST', at('labs', id, 'token'))
export const startRun = (lab: string, files: Files, idempotencyKey: string, replace: boolean) =>
  request<{ id: string }>('POST', `${at('labs', lab, 'run')}?replace=${replace}`, { body: { files }, idempotencyKey })
export const readLastRun = (lab: string) => request<Run | null>('GET', at('labs', lab, 'run'))
export const stopRun = (lab: string, run: string) => request<void>('DELETE', at('labs', lab, 'run', run))
export const runEvents = (lab: string, run: string) => at('labs', lab, 'run', run, 'events')
export const makePageToken = (id: string) => request<PageToken>('POST', at('labs', id, 'page-token'))
