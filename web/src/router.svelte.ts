/** Where the person is, kept after the `#` of the address: works from any server and survives a reload. */
class Router {
  #address = $state(location.hash)
  /** The parts of `#/exercises/motion-light`: `['exercises', 'motion-light']`. */
  readonly path = $derived(split(this.#address)[0].split('/').filter(Boolean).map(decodeURIComponent))
  readonly query = $derived(new URLSearchParams(split(this.#address)[1]))

  constructor() {
    addEventListener('hashchange', () => (this.#address = location.hash))
  }

  go(address: string): void {
    location.hash = address
  }

  /** Go there without a way back, as after signing in. */
  replace(address: string): void {
    history.replaceState(null, '', address)
    this.#address = address
  }
}

function split(address: string): [path: string, query: string] {
  const [path = '', query = ''] = address.replace(/^#/, '').split('?')
  return [path, query]
}

export const router = new Router()

export const links = {
  exercises: '#/exercises',
  exercise: (id: string) => `#/exercises/${encodeURIComponent(id)}`,
  submission: (id: string) => `#/submissions/${encodeURIComponent(id)}`,
  account: '#/account',
  classes: '#/classes',
  /** A class, or one of its parts: `students`, `now`, `assignments`, `gradebook`, `review`, `competencies`, `settings`, `projector`. */
  class: (id: string, part = 'students') => `#/classes/${encodeURIComponent(id)}/${part}`,
  /** The students of a class with one of them opened. */
  student: (id: string, student: string) => `#/classes/${encodeURIComponent(id)}/students?student=${encodeURIComponent(student)}`,
  assignment: (id: string) => `#/assignments/${encodeURIComponent(id)}`,
  similarity: (id: string) => `#/assignments/${encodeURIComponent(id)}/similarity`,
  house: (lab: string) => `#/houses/${encodeURIComponent(lab)}`,
  authoring: '#/authoring',
  pack: (id: string) => `#/authoring/${encodeURIComponent(id)}`,
  people: '#/people',
  signIn: '#/signin',
}
