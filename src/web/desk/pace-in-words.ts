import type { Pace } from '../../desk/pace'
import { ukDay } from '../../uk-time'

/** When the next milestone would be reached, in a sentence; where that can’t be told, why. */
export function paceInWords(pace: Pace, closesAt: number | null): string {
  if (pace.when !== null) {
    const late = closesAt !== null && pace.when > closesAt ? ', after the letter has closed' : ''
    return `At this week’s pace, on ${ukDay(pace.when)}${late}.`
  }
  switch (pace.because) {
    case 'none-came':
      return 'No more came this week than went, so no date can be told.'
    case 'too-few':
      return 'Too few came this week to tell a date.'
    case 'too-young':
      return 'When that will be can be told once the letter has been open for a day.'
    case 'too-far':
      return 'At this week’s pace, more than a year from now.'
  }
}
