/** The milestones that a total passed from `before` to `after`: 100, 250, 500, 1,000 … and the goal. */
export function reached(before: number, after: number, goal: number | null): number[] {
  const passed = (number: number) => before < number && number <= after
  const found = new Set(goal !== null && passed(goal) ? [goal] : [])
  for (let power = 100; power <= after; power *= 10) {
    for (const number of [power, 2.5 * power, 5 * power]) if (passed(number)) found.add(number)
  }
  return [...found].toSorted((a, b) => a - b)
}
