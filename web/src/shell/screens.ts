import type { Component } from 'svelte'
import type { User } from '../api/types'

/** Who may open a screen; the service decides again what they may see there. */
export type Audience = 'everyone' | 'teachers' | 'administrators'

export interface ScreenEntry {
  /** As `classes/:id/gradebook`; what stands for `:id` becomes the component's property `id`. */
  path: string
  audience: Audience
  load: () => Promise<{ default: Component<any> }>
  /** Whether it fills a wide window from edge to edge and scrolls only inside its own parts. */
  fills: boolean
}

const entry = (path: string, audience: Audience, load: ScreenEntry['load'], { fills = false } = {}): ScreenEntry => ({ path, audience, load, fills })

/** Every screen of the page. Each is fetched when it is first opened. */
export const screens: ScreenEntry[] = [
  entry('account', 'everyone', () => import('../account/Account.svelte')),
  entry('welcome', 'teachers', () => import('../sign-in/ChooseCredentials.svelte')),
  entry('exercises', 'everyone', () => import('../exercises/ExerciseList.svelte')),
  entry('exercises/:id', 'everyone', () => import('../workbench/Workbench.svelte'), { fills: true }),
  entry('submissions/:id', 'everyone', () => import('../verdict/SubmissionPage.svelte')),
  entry('classes', 'teachers', () => import('../classes/Classes.svelte')),
  entry('classes/:id/students', 'teachers', () => import('../roster/Students.svelte')),
  entry('classes/:id/now', 'teachers', () => import('../overview/Overview.svelte')),
  entry('classes/:id/settings', 'teachers', () => import('../classes/ClassSettings.svelte')),
  entry('classes/:id/projector', 'teachers', () => import('../projector/Projector.svelte')),
  entry('classes/:id/assignments', 'teachers', () => import('../assignments/Assignments.svelte')),
  entry('assignments/:id', 'teachers', () => import('../assignments/AssignmentPage.svelte')),
  entry('classes/:id/gradebook', 'teachers', () => import('../gradebook/Gradebook.svelte')),
  entry('classes/:id/competencies', 'teachers', () => import('../competencies/Competencies.svelte')),
  entry('classes/:id/review', 'teachers', () => import('../review/Review.svelte')),
  entry('assignments/:id/similarity', 'teachers', () => import('../review/Similarity.svelte')),
  entry('houses/:id', 'everyone', () => import('../house/HousePage.svelte')),
  entry('authoring', 'teachers', () => import('../authoring/Packs.svelte')),
  entry('authoring/:id', 'teachers', () => import('../authoring/PackEditor.svelte')),
  entry('people', 'administrators', () => import('../people/People.svelte')),
]

export interface Found {
  entry: ScreenEntry
  props: Record<string, string>
}

/** The screen at an address that this person may open. */
export function findScreen(address: readonly string[], user: User): Found | undefined {
  for (const entry of screens) {
    const props = match(entry.path.split('/'), address)
    if (props && isFor(entry.audience, user)) return { entry, props }
  }
  return undefined
}

/** Begin to fetch the screen at an address before it is known who asks; what may not be seen is not shown. */
export function fetchAhead(address: readonly string[]): void {
  const ahead = screens.find(({ path }) => match(path.split('/'), address))
  // A screen that does not come says so when it is opened.
  ahead?.load().catch(() => undefined)
}

export function isFor(audience: Audience, { role }: User): boolean {
  return audience === 'everyone' || role === 'administrator' || (audience === 'teachers' && role === 'instructor')
}

function match(pattern: readonly string[], address: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== address.length) return undefined
  const props: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith(':')) props[part.slice(1)] = address[index]!
    else if (part !== address[index]) return undefined
  }
  return props
}
