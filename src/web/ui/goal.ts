import { formatNumber } from './number'

/** How far a letter is from its goal, in words. */
export function standing(goal: number, counted: number): string {
  if (counted === 0) return `The goal is ${formatNumber(goal)}.`
  return counted < goal
    ? `${formatNumber(goal - counted)} more to reach ${formatNumber(goal)}.`
    : `The goal of ${formatNumber(goal)} has been reached.`
}
