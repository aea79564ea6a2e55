import type { TopicState } from './message'

/** A level of a topic: what is below it, and what was heard on the topic that ends there. */
export interface Branch {
  path: string
  name: string
  children: Map<string, Branch>
  state: TopicState | undefined
  /** Messages here and below. */
  count: number
  /** The number of the newest message here or below. */
  newest: number
}

export interface TreeRow {
  branch: Branch
  level: number
  position: number
  of: number
  /** Whether what is below is shown; undefined where nothing is below. */
  open: boolean | undefined
}

const levelsOpen = 1
const mostChildrenOpen = 30

/** The tree of these topics; those below the base topic begin after it. */
export function grow(topics: readonly TopicState[], base: string): Branch {
  const root = branch('', '')
  for (const state of topics) {
    const within = state.topic.startsWith(`${base}/`)
    let place = root
    let path = within ? base : ''
    for (const name of (within ? state.topic.slice(base.length + 1) : state.topic).split('/')) {
      path = path ? `${path}/${name}` : name
      let next = place.children.get(name)
      if (!next) place.children.set(name, (next = branch(path, name)))
      next.count += state.count
      next.newest = Math.max(next.newest, state.last.number)
      place = next
    }
    place.state = state
  }
  return root
}

/** The rows in sight when these were opened and closed by hand; the others are open where that is not too much. */
export function rowsOf(root: Branch, chosen: ReadonlyMap<string, boolean>, allOpen: boolean, level = 1): TreeRow[] {
  const children = [...root.children.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
  return children.flatMap((child, index) => {
    const few = level <= levelsOpen && child.children.size <= mostChildrenOpen
    const open = child.children.size ? (chosen.get(child.path) ?? (allOpen || few)) : undefined
    const row = { branch: child, level, position: index + 1, of: children.length, open }
    return open ? [row, ...rowsOf(child, chosen, allOpen, level + 1)] : [row]
  })
}

function branch(path: string, name: string): Branch {
  return { path, name, children: new Map(), state: undefined, count: 0, newest: 0 }
}
