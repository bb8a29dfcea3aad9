import type { Letter } from '../../letters/letter'
import type { Correction } from '../../newsroom/corrections'
import type { WholeCorrection } from '../../newsroom/whole-corrections'
import { paths } from '../../paths'
import { ukDate } from '../../uk-time'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { EARLIER, kindInWords, reasonInWords } from './correction-in-words'

type CorrectionsTableProps = { letter: Letter; corrections: WholeCorrection[] }

/** What cases did to the total, each with the published totals before and after. */
export function CorrectionsTable({ letter, corrections }: CorrectionsTableProps) {
  return (
    <table class="stack">
      <caption class="vh">Corrections, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">What and why</th>
          <th scope="col" class="num">
            Signatures
          </th>
          <th scope="col" class="num">
            Total before
          </th>
          <th scope="col" class="num">
            Total after
          </th>
          <th scope="col" class="num">
            Ledger
          </th>
        </tr>
      </thead>
      <tbody>
        {corrections.map((correction, i) => (
          <Row slug={letter.slug} {...correction} id={firstOfDay(correction, corrections[i - 1])} />
        ))}
      </tbody>
    </table>
  )
}

/** Names the place where a day's corrections begin, by any moment of the day. */
export function correctedOn(at: number): string {
  return `on-${ukDate(at)}`
}

function firstOfDay({ at }: Correction, newer: Correction | undefined): string | undefined {
  const day = correctedOn(at)
  return newer && correctedOn(newer.at) === day ? undefined : day
}

function Row(props: WholeCorrection & { slug: string; id: string | undefined }) {
  const { id, slug, at, kind, reason, sentence, number, commits } = props
  const { countedBefore, countedAfter, ledgerFrom, ledgerTo } = props
  return (
    <tr id={id}>
      <th scope="row">
        <Time at={at} kind="moment" />
      </th>
      <td>
        <b>{kindInWords(kind)}</b>
        {EARLIER[kind] && `; ${EARLIER[kind]}`}: {reasonInWords(reason)}.{' '}
        <span class="soft">{sentence}</span>
        {commits > 1 && <span class="hint">In {formatNumber(commits)} steps of that day.</span>}
      </td>
      <td class="num" data-l="Signatures">
        {sign(kind) + formatNumber(number)}
      </td>
      <td class="num" data-l="Total before">
        <a href={paths.pastTotal(slug, ledgerFrom)}>{formatNumber(countedBefore)}</a>
      </td>
      <td class="num" data-l="Total after">
        <a href={paths.pastTotal(slug, ledgerTo)}>{formatNumber(countedAfter)}</a>
      </td>
      <td class="num" data-l="Ledger">
        {ledgerFrom === ledgerTo ? ledgerTo : `${ledgerFrom} to ${ledgerTo}`}
      </td>
    </tr>
  )
}

/** What was refused, or is looked at again, is not in the total. */
function sign(kind: Correction['kind']): string {
  return { removal: '−', refusal: '', reinstatement: '+', reconsideration: '' }[kind]
}
