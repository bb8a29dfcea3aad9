import type { Letter } from '../letters/letter'

/** The next number worth telling: the goal, one of the letter's own, or 100, 250, 500, 1,000 … */
export function nextMilestone(
  { goal, milestones }: Pick<Letter, 'goal' | 'milestones'>,
  counted: number
): number {
  const ahead = (number: number) => number > counted
  let power = 100
  while (!ahead(5 * power)) power *= 10
  const usual = [power, 2.5 * power, 5 * power].filter(ahead)
  return Math.min(...[goal ?? 0, ...milestones].filter(ahead), ...usual)
}
