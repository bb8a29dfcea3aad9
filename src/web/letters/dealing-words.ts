import { pointsIn, repliedTo, type Dealing, type DealingKind } from '../../dealings/dealing'
import { endOfUkDay, ukDay } from '../../uk-time'
import { plainText } from '../ui/plain-text'

/** What may pass with a recipient, as pages call it. */
export const DEALING_WORDS: Record<DealingKind, string> = {
  sent: 'Sent',
  acknowledged: 'Acknowledged',
  'automatic-reply': 'Automatic reply',
  meeting: 'Meeting',
  answer: 'Reply',
  'hand-in': 'Handed in',
  'correction-asked': 'Correction asked for',
  'correction-settled': 'Correction settled',
}

const BEFORE_WHOM: Record<DealingKind, string> = {
  sent: 'to',
  acknowledged: 'by',
  'automatic-reply': 'from',
  meeting: 'with',
  answer: 'from',
  'hand-in': 'to',
  'correction-asked': 'by',
  'correction-settled': 'by',
}

/** "Sent", and the rest of its sentence: " to the Chief Inspector, by email, with pack 2". */
export function dealingInWords(dealing: Dealing) {
  const { kind, how, whom, pack, marks } = dealing
  const parts = [
    whom && `${BEFORE_WHOM[kind]} ${whom}`,
    how && (kind === 'correction-asked' ? `from ${how}` : how),
    pack !== null && `with pack ${pack}`,
    marks.length > 0 && `to ${repliedTo(marks)} of ${pointsIn(dealing)} points`,
  ].filter(Boolean)
  return { what: DEALING_WORDS[kind], rest: parts.length > 0 ? ` ${parts.join(', ')}` : '' }
}

/** "19 June 2026" */
export function dayInWords(day: string): string {
  return ukDay(endOfUkDay(day) ?? 0)
}

/** "the reply of 19 June 2026" */
export function replyInWords({ kind, day }: Pick<Dealing, 'kind' | 'day'>): string {
  return kind === 'answer'
    ? `the reply of ${dayInWords(day)}`
    : `“${DEALING_WORDS[kind]}” of ${dayInWords(day)}`
}

/** How words begin, to the end of a word. */
export function firstWords(markdown: string, most = 180): string {
  const text = plainText(markdown).replace(/\s+/g, ' ')
  return text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, '')} …` : text
}

/** When it stands among other things: at the end of its day, and never after it was entered. */
export function momentOf({ day, recordedAt }: Pick<Dealing, 'day' | 'recordedAt'>): number {
  return Math.min(endOfUkDay(day) ?? recordedAt, recordedAt)
}
