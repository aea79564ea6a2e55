import { t } from './words'
import { isUnit } from './progress'
import type { ExerciseSummary } from '../api/types'

/** The name of a unit of the curriculum; another one is called as it is written. */
export const unitName = (unit: string): string => (isUnit(unit) ? t(`unit.${unit}`) : unit)

/** Exercises in the order of their numbers, unit by unit. */
export function byUnit<Exercise extends Pick<ExerciseSummary, 'unit' | 'number'>>(exercises: Exercise[]): [string, Exercise[]][] {
  const units = new Map<string, Exercise[]>()
  for (const exercise of [...exercises].sort((a, b) => a.number - b.number)) {
    units.set(exercise.unit, [...(units.get(exercise.unit) ?? []), exercise])
  }
  return [...units]
}
