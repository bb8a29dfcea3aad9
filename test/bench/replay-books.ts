import { paths } from '../../src/paths.ts'
import type { LetterData } from '../../src/newsroom/letter-data.ts'
import type { CountData, HistoryData } from '../../src/newsroom/public-data.ts'
import type { Site } from './site.ts'

/** What those who play know: what they asked for, and what was answered. */
export type Book = { signs: Asked; confirmations: Asked; ledgerSize: number }
type Asked = { sent: number; answered: number }

export function emptyBook(): Book {
  return { signs: { sent: 0, answered: 0 }, confirmations: { sent: 0, answered: 0 }, ledgerSize: 0 }
}

/**
 * Reads a letter's public numbers and throws unless each is possible: no less than was answered
 * before it was asked for, no more than was sent by the time it came, of one moment, and of a ledger
 * that does not become shorter.
 */
export async function compareNow({ origin }: Site, slug: string, book: Book): Promise<void> {
  const [signed, confirmed] = [book.signs.answered, book.confirmations.answered]
  const count = await read<CountData>(origin + paths.countJson(slug))
  const letter = await read<LetterData>(origin + paths.letterJson(slug))
  const history = await read<HistoryData>(origin + paths.historyJson(slug))
  const { signs, confirmations } = book

  const atEnd = history.at(-1)?.counted ?? 0
  for (const counted of [count.counted, letter.counted, atEnd]) {
    requireBetween(confirmed, counted, confirmations.sent, 'are counted')
  }
  const [fewest, most] = [signed - confirmations.sent, signs.sent - confirmed]
  requireBetween(fewest, letter.awaiting_confirmation, most, 'await confirmation')
  if (count.counted > letter.counted || letter.counted > atEnd) throw new Error('the count fell')

  const { size, checkpoint, root } = letter.ledger
  const [, signedSize, signedRoot] = (checkpoint ?? '').split('\n')
  requireSame(Number(signedSize), size, 'entries are signed')
  if (signedRoot !== root) throw new Error(`another root is signed: ${signedRoot}`)
  requireBetween(book.ledgerSize, count.ledger_size, size, 'entries are in the ledger')
  if (size === count.ledger_size) requireSame(letter.counted, count.counted, 'are counted')
  book.ledgerSize = size

  requireSame(letter.confirmed - letter.withdrawn - letter.removed, letter.counted, 'are confirmed')
  for (const [dimension, rows] of Object.entries(letter.breakdown)) {
    const sum = rows.reduce((total, { counted }) => total + counted, 0)
    requireSame(sum, letter.counted, `are in the breakdown by ${dimension}`)
  }
  const gross = history.reduce((total, hour) => {
    return total + hour.confirmed - hour.withdrawn - hour.removed + hour.reinstated
  }, 0)
  requireSame(gross, atEnd, 'are in the history')
}

async function read<T>(url: string): Promise<T> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return (await answer.json()) as T
}

function requireSame(found: number, expected: number, what: string) {
  if (found !== expected) throw new Error(`${found} ${what}, not ${expected}`)
}

function requireBetween(least: number, found: number, most: number, what: string) {
  if (found < least || found > most) {
    throw new Error(`${found} ${what}, where ${least} to ${most} are possible`)
  }
}
