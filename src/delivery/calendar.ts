import type { Letter } from '../letters/letter'
import type { HandIn } from './find'

/** A line is at most so many octets long (RFC 5545, 3.1), its line break not counted. */
const LONGEST_LINE = 75

/**
 * A hand-in as a calendar of one event (RFC 5545). Its UID is made of the ledger's name, which never
 * changes, and DTSTAMP is when the plan was last changed: the same plan gives the same bytes.
 */
export function calendarOf(letter: Letter, handIn: HandIn, address: string): string {
  const { startsAt, endsAt, place, note, sequence, changedAt, cancelledAt } = handIn
  const host = letter.origin.split(/[:/]/)[0] ?? ''
  const demonstration = letter.demonstration ? 'Demonstration letter: this is made up.' : ''
  const description = [note, demonstration].filter(Boolean).join(' ')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Countersign//Hand-in//EN',
    'BEGIN:VEVENT',
    `UID:hand-in-${letter.uuid}@${host}`,
    `DTSTAMP:${utc(changedAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `SEQUENCE:${sequence}`,
    `STATUS:${cancelledAt === null ? 'CONFIRMED' : 'CANCELLED'}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(`Handing in: ${letter.title}`)}`,
    `LOCATION:${escaped(place)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    `URL:${address}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** 20260622T130000Z */
function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
}

/** Long lines go on in the next, after a space; no character is cut in two. */
function folded(line: string): string {
  const octets = new TextEncoder()
  let [text, length] = ['', 0]
  for (const character of line) {
    const more = octets.encode(character).length
    if (length + more > LONGEST_LINE) [text, length] = [`${text}\r\n `, 1]
    text += character
    length += more
  }
  return text
}
