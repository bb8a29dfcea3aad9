import type { HeldRow } from '../../cases/held'
import { deskPaths } from '../../desk-paths'
import { HELD_MS } from '../../gate/risk'
import { HiddenFields } from '../signatures/hidden-fields'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { CaseFrame } from './case-frame'
import type { AtCases } from './case-reach'
import { whatTheySay, Who } from './case-sample'
import { RISK_WORDS } from './case-words'

type HeldPageProps = {
  at: AtCases
  rows: HeldRow[]
  /** How many are being checked in all. */
  total: number
  /** Where the next page begins, or null on the last. */
  next: string | null
  form: FormState
  said?: string
}

/** Signatures that are being checked, longest first, and what a checker may do. */
export function HeldPage({ at, rows, total, next, form, said }: HeldPageProps) {
  const { letter } = at
  return (
    <CaseFrame title="Being checked" {...{ at, form, said }}>
      <p class="short">
        These were confirmed, and something in how they came suggests that it was not by the people
        they name. They are not in the total. Each is counted by itself after 48 hours, unless a
        case is about it; those who signed know that they are being checked. Never ask for more
        proof than a word from their own mailbox.
      </p>
      {rows.length === 0 ? (
        <p>Nobody is being checked{total > 0 ? ' behind this place of the list' : ''}.</p>
      ) : (
        <>
          <p class="row">
            <b>{formatNumber(total)} in all</b>
            <a href={`${deskPaths.newCase(letter.id)}?states=held`}>Make a case of these</a>
          </p>
          <p class="short">
            To count many at once, such as a school’s staff, make a case of them and find it to be
            nothing.
          </p>
          <Table {...{ at, rows }} />
        </>
      )}
      {next !== null && (
        <p class="mt">
          <a href={`${deskPaths.held(letter.id)}?after=${next}`}>Next page</a>
        </p>
      )}
    </CaseFrame>
  )
}

function Table({ at: { letter }, rows }: Pick<HeldPageProps, 'at' | 'rows'>) {
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Signer</th>
          <th scope="col">Why</th>
          <th scope="col">Since</th>
          <th scope="col">Counted by itself</th>
          <th scope="col" class="num">
            <span class="vh">To do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <Who one={{ name: row.name, state: 'held' }} />
              <span class="hint">{whatTheySay(letter, row)}</span>
            </th>
            <td data-l="Why">{why(row)}</td>
            <td data-l="Since">
              <Time at={row.confirmedAt} kind="moment" />
            </td>
            <td data-l="Counted by itself">
              <Until {...{ letter, row }} />
            </td>
            <td class="num">
              {row.caseId === null && (
                <>
                  <form method="post" action={deskPaths.held(letter.id)}>
                    <HiddenFields values={{ signature: row.id }} />
                    <button class="btn alt sm" name="act" value="count">
                      Count it
                    </button>
                  </form>
                  <a
                    class="s lone"
                    href={`${deskPaths.newCase(letter.id)}?states=both&network_of=${row.id}`}
                  >
                    Look for more like it
                  </a>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Until({ letter, row }: { letter: AtCases['letter']; row: HeldRow }) {
  if (row.caseId !== null) {
    return (
      <>
        Not before <a href={deskPaths.case(letter.id, row.caseId)}>its case</a> is decided
      </>
    )
  }
  if (row.isLike) {
    return (
      <>
        Not before <a href={deskPaths.cases(letter.id)}>the case</a> that it looks like is decided
      </>
    )
  }
  if (row.edition !== letter.edition) return <>Once its signer says yes to the newer words</>
  return <Time at={row.confirmedAt + HELD_MS} kind="moment" />
}

function why({ reasons, isAsked }: HeldRow): string {
  if (isAsked) return 'Nothing any more: its signer is asked about the newer words'
  const words = reasons.map((one) => RISK_WORDS[one]).join('; ')
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : 'Somebody wants it looked at'
}
