import { ukHour, ukMoment } from '../uk-time.ts'
import type { Audited } from './verify-audit.ts'
import type { Trust } from './verify-keys.ts'
import type { PublishedLetter } from './verify-letter.ts'
import { aboutKeys, headData, headLines, sumLine, totalsData } from './verify-report.ts'
import { count, hourInUtc, number, plain } from './verify-words.ts'

/** An audit in words that a journalist can paste. */
export function auditLines(audited: Audited, trust: Trust, now: Date): string[] {
  const { found, result, hour, title } = audited
  return [
    ...(found.letter ? letterLines(found.letter, title ?? '') : []),
    sumLine(result.totals),
    verified(audited),
    ...headLines(result, hour),
    `Checked: ${ukMoment(now)}`,
    ...stateLines(audited),
    ...pastLines(audited),
    '',
    'What this does not prove: that the names are those of real people, or that whoever runs the',
    'site invented none. It proves that nothing was changed, dropped or miscounted.',
    ...aboutKeys(result.signedBy, trust),
  ]
}

/** An audit for machines. */
export function auditData(audited: Audited, trust: Trust) {
  const { found, result, hour, past, title, hasHistory } = audited
  const { letter } = found
  const { closed, anonymisedBefore } = result
  return {
    letter: letter && {
      title,
      url: letter.url,
      demonstration: letter.isDemonstration,
    },
    ...totalsData(result.totals),
    ...headData(result, hour, trust),
    closed,
    anonymised_before: anonymisedBefore,
    past: past && {
      size: past.size,
      total: past.totals && { ...totalsData(past.totals), hour: hourInUtc(past.hour) },
    },
    compared: { numbers: letter !== null, history: hasHistory },
  }
}

function letterLines({ url, isDemonstration }: PublishedLetter, title: string): string[] {
  const lines = [`“${plain(title)}”`, url]
  return isDemonstration
    ? [...lines, 'Demonstration letter: its people and schools are made up. Do not quote it.']
    : lines
}

function verified({ found, result, hasHistory }: Audited): string {
  const entries = count(result.size, 'entry', 'entries')
  const sum = `Verified: the ledger’s ${entries} were read and add up to exactly this.`
  if (!found.letter) return sum
  const also = hasHistory ? ' Its numbers and its history' : ' Its numbers'
  return `${sum}${also} on the site are the same.`
}

function stateLines({ result }: Audited): string[] {
  const { closed, anonymisedBefore } = result
  return [
    ...(closed ? ['The ledger is closed: no signature can be added any more.'] : []),
    ...(anonymisedBefore > 0
      ? [`What identified the signers of entries before ${number(anonymisedBefore)} is destroyed.`]
      : []),
  ]
}

function pastLines({ past }: Audited): string[] {
  if (!past) return []
  const at = `At the size of ${count(past.size, 'entry', 'entries')}`
  if (!past.totals) return ['', `${at} no total was published.`]
  return ['', `${at}, ${ukHour(past.hour)}: ${sumLine(past.totals)}`]
}
