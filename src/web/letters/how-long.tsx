import { KEPT } from '../../gate/rules'
import type { Letter } from '../../letters/letter'
import { REPORT_LINK_MS } from '../../reports/report'
import { COMPLAINT_MONTHS, monthsInWords, NEWS_MONTHS } from '../../retention/periods'
import { LINK_MS } from '../../signatures/sign'
import { Section } from '../ui/section'
import { DataDeleted } from '../ui/data-deleted'
import { Time } from '../ui/time'

/** How long each thing is held, by the constants that delete it. */
export function HowLong({ letter }: { letter: Letter }) {
  return (
    <Section id="how-long" title="How long">
      <DataDeleted letter={letter} />
      <ul>
        <li>
          <b>Not confirmed:</b> {days(LINK_MS)} days, then what you typed and your address are
          deleted.
        </li>
        <li>
          <b>Confirmed:</b> <Until letter={letter} />, or until you erase it. Then your name, role
          in your own words, school and every key to you are deleted, and all else that is listed
          here with them. The count, its breakdowns and the ledger stay, and nobody can be found in
          them.
        </li>
        <li>
          <b>Your address</b> goes when you confirm, unless you asked for news; then it goes when
          you turn news off, withdraw or erase, and {NEWS_MONTHS} months after you confirmed in any
          case.
        </li>
        <li>
          <b>How your signature came in:</b> keyed hashes of your network’s address, of your
          address, your name and what your browser calls itself, whose network it is, and the site
          you came from, to find floods of false signatures: {days(KEPT.tracesMs)} days.
        </li>
        <li>
          <b>A school mailbox that you add:</b> its address goes when somebody there answers, when
          you withdraw or erase, or after 14 days; a keyed hash of it stays with the signature. If
          the answer is “this wasn’t me”, a keyed hash stays with it too, so that we do not write
          there about it again.
        </li>
        <li>
          <b>Withdrawn:</b> no longer counted or shown. The rest is kept, so that you can sign
          again, until you erase it.
        </li>
        <li>
          <b>Why you signed:</b> until you take it back, withdraw or erase.
        </li>
        <li>
          <b>Erased:</b> your name, address, its keyed hash, school and the ledger’s secret are
          deleted. The ledger entry stays, and nothing can connect it with you any more.
        </li>
        <li>
          <b>“This wasn’t me”:</b> what was typed is deleted at once. A keyed hash of the address
          stays, so that we do not write to it about this letter again.
        </li>
        <li>
          <b>What you report about a name:</b> {days(REPORT_LINK_MS)} days if you don’t confirm it,
          otherwise until it is decided. Then what you wrote and your address are deleted.
        </li>
        <li>
          <b>A complaint about data:</b> what you write, your name and your address,{' '}
          {COMPLAINT_MONTHS} months after the answer.
        </li>
        <li>
          <b>Following without signing:</b> 7 days if you don’t confirm it, otherwise your address,
          encrypted, and a keyed hash of it, until you unsubscribe, until the data of the letter’s
          signers goes, or for {NEWS_MONTHS} months.
        </li>
        <li>
          <b>Asking for an answer to be corrected:</b> what you write, your name and role, and the
          domain of your address become part of what is public beside the letter. The address goes
          once it is settled, and all of it after 7 days if you don’t confirm it.
        </li>
        <li>
          <b>Names of widely known people</b>, listed so that none is shown before its owner was
          asked: this letter’s list goes with its signers’ data; the site’s is kept while letters
          need it.
        </li>
        <li>
          <b>A mailbox that can’t be reached, or mail from us called spam:</b> a keyed hash of the
          address and the reason stay, so that we do not write there again.
        </li>
        <li>
          <b>Mail:</b> the address and contents of a mail are deleted here once our mail provider
          has taken or refused it. Of an address that we wrote to and that never answered, a keyed
          hash is kept, to limit how often anyone can make us write to it.
        </li>
        <li>
          <b>Backups:</b> what is deleted disappears from backups within 30 days.
        </li>
      </ul>
    </Section>
  )
}

function Until({ letter }: { letter: Letter }) {
  const { keepMonths, keepBecause, closedAt } = letter
  return (
    <>
      until {monthsInWords(keepMonths)} after the letter{' '}
      {closedAt === null ? (
        'closes'
      ) : (
        <>
          closed on <Time at={closedAt} kind="day" />
        </>
      )}
      {keepBecause && <> (longer than usual: {keepBecause})</>}
    </>
  )
}

function days(ms: number): number {
  return ms / (24 * 60 * 60 * 1000)
}
