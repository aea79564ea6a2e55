/** What is in a live house, and what is done in it by hand. */
import type { DeviceView, PossibleActions } from '../../types/service'
import { at, request } from './client'

export type { DeedView as Deed, DeviceView as Device, FaultView as Fault, PropertyView as Property, ThingView as Thing, ToldView as Told } from '../../types/service'
export type { PossibleActions }

export const readDevices = (lab: string) => request<DeviceView[]>('GET', at('labs', lab, 'devices'))
export const readActions = (lab: string) => request<PossibleActions>('GET', at('labs', lab, 'actions'))
/** Let a hand do what `readActions` lists, or a device break or be mended. */
export const act = (lab: string, deed: object) => request<unknown>('POST', at('labs', lab, 'actions'), { body: deed })
