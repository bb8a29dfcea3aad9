const MINUTE_MS = 60 * 1000

/**
 * So many of a list, and the next minute those behind them, round and round: what fails again and
 * again then holds up nothing else.
 */
export function inTurn<T>(all: T[], most: number, now: Date): T[] {
  const from = (Math.floor(now.getTime() / MINUTE_MS) * most) % Math.max(1, all.length)
  return [...all.slice(from), ...all.slice(0, from)].slice(0, most)
}
