import type { MyLetter } from '../../desk/my-letters'
import { stageOf, TEAM_ROLE_WORDS } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { addressee } from '../ui/addressee'
import { formatNumber } from '../ui/number'
import { StageMark } from './stage-mark'

type LetterTableProps = { letters: MyLetter[]; now: Date }

/** The letters that somebody works on: the state and the number of each, and what today brought. */
export function LetterTable({ letters, now }: LetterTableProps) {
  return (
    <table class="stack">
      <caption class="vh">Your letters, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">Letter</th>
          <th scope="col">State</th>
          <th scope="col" class="num">
            Confirmed
          </th>
          <th scope="col" class="num">
            Today
          </th>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <Row letter={letter} now={now} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ letter, now }: { letter: MyLetter; now: Date }) {
  const { id, title, role, counted, change } = letter
  const stage = stageOf(letter, now)
  const runs = stage === 'open' || stage === 'gathering' || stage === 'paused'
  return (
    <tr>
      <th scope="row">
        <a href={deskPaths.letter(id)}>{title || 'A letter without a title'}</a>
        <span class="s soft blk">
          {letter.addressedTo ? `To ${addressee(letter)}` : 'Not yet addressed to anyone'}
          {role !== 'owner' && `. You are its ${TEAM_ROLE_WORDS[role].label.toLowerCase()}`}
        </span>
      </th>
      <td>
        <StageMark stage={stage} />
      </td>
      <td class="num" data-l="Confirmed">
        {counted === null ? '–' : formatNumber(counted)}
      </td>
      <td class="num" data-l="Today">
        {counted === null || (change === 0 && !runs) ? '–' : signed(change)}
      </td>
    </tr>
  )
}

/** "+66", "−2", "0". */
export function signed(change: number): string {
  if (change === 0) return '0'
  return `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))}`
}
