import { afterEach, vi } from 'vitest'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Moves the clock of the whole site on. From then until the test's end it stands still. */
export function passTime(ms: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
}

/** Does something anew if a minute ended meanwhile: the platform counts visits by the minute. */
export async function withinOneMinute<T>(act: () => Promise<T>): Promise<T> {
  const began = Math.floor(Date.now() / MINUTE)
  const done = await act()
  return Math.floor(Date.now() / MINUTE) === began ? done : withinOneMinute(act)
}

afterEach(() => {
  vi.useRealTimers()
})
