const browsers = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Windows', 'Windows'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** A browser's or program's own name for itself, in short: Firefox, Windows. */
export function agentName(agent: string | null): string | null {
  if (!agent) return null
  const found = [browsers, systems].flatMap((names) => names.find(([mark]) => agent.includes(mark))?.[1] ?? [])
  return found.length ? found.join(', ') : (agent.split(/[/ ]/)[0] ?? agent)
}
