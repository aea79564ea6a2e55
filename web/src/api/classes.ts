/** Classes. */
import { at, request } from './client'
import type { SchoolClass } from './types'

export const listClasses = () => request<SchoolClass[]>('GET', at('classes'))
export const createClass = (name: string) => request<SchoolClass>('POST', at('classes'), { body: { name } })
export const readClass = (id: string) => request<SchoolClass>('GET', at('classes', id))
