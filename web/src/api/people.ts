/** The people of the centre, for its administrators. */
import type { LinkView, NewPerson, PersonChange, PersonView } from '../../types/service'
import { at, request, withQuery } from './client'

export type Person = PersonView
export type SignInLink = LinkView
export type StaffRole = NonNullable<NewPerson['role']>

const most = 500

export const staffOf = (role: StaffRole) => request<Person[]>('GET', at('people'), { query: { role, limit: most } })
export const listStaff = async () => (await Promise.all([staffOf('administrator'), staffOf('instructor')])).flat()
export const studentsNamed = (named: string) => withQuery(at('people'), { role: 'student', named: named || undefined, limit: 50 })
export const addPerson = (name: string, role: StaffRole) => request<SignInLink>('POST', at('people'), { body: { name, role } })
export const changePerson = (id: string, change: Partial<PersonChange>) => request<Person>('PATCH', at('people', id), { body: change })
export const closePerson = (id: string) => request<Person>('POST', at('people', id, 'close'))
export const reopenPerson = (id: string) => request<Person>('POST', at('people', id, 'reopen'))
export const makeLink = (id: string) => request<SignInLink>('POST', at('people', id, 'link'))
export const erasePerson = (id: string, name: string) => request<void>('DELETE', at('people', id), { query: { name } })
export const personalData = (id: string) => at('people', id, 'data')
