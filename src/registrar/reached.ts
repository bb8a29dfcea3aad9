import type { Letter } from '../letters/letter'

/**
 * The milestones that a total passed from `before` to `after`: 100, 250, 500, 1,000 …, the goal, and
 * the letter's own.
 */
export function reached(
  before: number,
  after: number,
  { goal, milestones }: Pick<Letter, 'goal' | 'milestones'>
): number[] {
  const passed = (number: number) => before < number && number <= after
  const found = new Set([...milestones, ...(goal === null ? [] : [goal])].filter(passed))
  for (let power = 100; power <= after; power *= 10) {
    for (const number of [power, 2.5 * power, 5 * power]) if (passed(number)) found.add(number)
  }
  return [...found].toSorted((a, b) => a - b)
}
