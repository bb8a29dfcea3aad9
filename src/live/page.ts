import { ukClock, ukMoment } from '../uk-time.ts'
import { standing } from '../web/ui/goal.ts'
import { formatNumber, nounFor } from '../web/ui/number.ts'
import type { News } from './news.ts'

/** Moves the number on wherever the page shows it, with its time and all that is said of it. */
export function showOnPage({ counted, as_of }: News) {
  const at = new Date(as_of)
  for (const number of all('[data-counted]')) write(number, formatNumber(counted))
  for (const noun of all('[data-noun]')) write(noun, nounFor(counted))
  for (const time of all<HTMLTimeElement>('time[data-as-of]')) {
    time.dateTime = `${as_of.slice(0, 19)}Z`
    write(time, time.dataset.asOf === 'clock' ? ukClock(at) : ukMoment(at))
  }
  for (const goal of all<HTMLProgressElement>('progress[data-goal]')) {
    goal.value = Math.min(counted, goal.max)
  }
  for (const text of all('p[data-goal]')) write(text, standing(Number(text.dataset.goal), counted))
}

/** All else on the page stays as it was loaded, and now says so. */
export function showThatItMoved() {
  for (const note of all('[data-moved]')) note.hidden = false
  if (!matchMedia('(prefers-reduced-motion: no-preference)').matches) return
  for (const number of all('[data-counted]')) number.animate?.([{ opacity: 0.3 }, {}], 700)
}

function all<T extends HTMLElement = HTMLElement>(selector: string): Iterable<T> {
  return document.querySelectorAll<T>(selector)
}

function write(element: HTMLElement, text: string) {
  if (element.textContent !== text) element.textContent = text
}
