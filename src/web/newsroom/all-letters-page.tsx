import { closedSince } from '../../letters/state'
import type { GlancedLetter } from '../../newsroom/at-a-glance'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { hostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'

type AllLettersPageProps = {
  letters: GlancedLetter[]
  /** What is new has been confirmed from here on. */
  since: Date
  asOf: Date
}

/** Every letter at a glance: its total, what the last day brought, and whether it takes signatures. */
export function AllLettersPage({ letters, since, asOf }: AllLettersPageProps) {
  return (
    <Layout
      title="Newsroom: all letters"
      description="The confirmed totals of every open letter here, with what the last 24 hours brought."
    >
      <header class="hd">
        <p class="up">Newsroom</p>
        <h1>All letters</h1>
        {letters.length > 0 ? (
          <p>
            Totals as of <Time at={asOf} kind="moment" />. They count signatures that were confirmed
            by email and neither withdrawn nor removed. Hours are counted whole, so the last 24
            hours begin at <Time at={since} kind="moment" />. A total leads to the page that shows
            it for good.
          </p>
        ) : (
          <p>There is no letter here yet.</p>
        )}
      </header>
      {letters.length > 0 && (
        <table class="stack">
          <caption class="vh">All letters, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">Letter</th>
              <th scope="col">State</th>
              <th scope="col" class="num">
                Last 24 hours
              </th>
              <th scope="col" class="num">
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <Row letter={letter} asOf={asOf} />
            ))}
          </tbody>
        </table>
      )}
    </Layout>
  )
}

function Row({ letter, asOf }: { letter: GlancedLetter; asOf: Date }) {
  const { slug, title, hosts, came, went, counted, named, ledgerSize } = letter
  return (
    <tr>
      <th scope="row">
        <a href={paths.newsroom(slug)}>{title}</a>
        <span class="s soft blk">
          To {addressee(letter)}, from {hostNames(hosts)}
          {letter.demonstration && '. Demonstration letter: its people are made up'}
          {letter.isDoubtful && '. Its records are being checked: do not quote its total yet'}
        </span>
      </th>
      <td data-l="State">
        <State letter={letter} asOf={asOf} />
      </td>
      <td class="num" data-l="Last 24 hours">
        {came === 0 && went === 0 ? '0' : change(came, went)}
      </td>
      <td class="num" data-l="Total">
        <a href={paths.pastTotal(slug, ledgerSize)}>
          <b>{formatNumber(counted)}</b>
        </a>
        {named > 0 && (
          <span class="s soft blk">{formatNumber(named)} from heads named in the register</span>
        )}
      </td>
    </tr>
  )
}

function State({ letter, asOf }: { letter: GlancedLetter; asOf: Date }) {
  const closed = closedSince(letter, asOf)
  if (letter.state === 'paused') return <>Paused</>
  if (closed === null) return <>Open</>
  return (
    <>
      Closed <Time at={closed} kind="day" />
      {letter.state === 'delivered' && ', handed in'}
    </>
  )
}

/** "+12", "−3" or "+12 −3": what came and what went are told apart. */
function change(came: number, went: number): string {
  const parts = [came > 0 && `+${formatNumber(came)}`, went > 0 && `−${formatNumber(went)}`]
  return parts.filter(Boolean).join(' ')
}
