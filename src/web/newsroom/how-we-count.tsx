import { HELD_MS } from '../../gate/risk'
import { HOUR_MS, KEPT } from '../../gate/rules'
import { paths } from '../../paths'
import { assuranceLabel } from '../../register/assurance-words'

/** The method, and what it leaves unproven. */
export function HowWeCount({ slug }: { slug: string }) {
  return (
    <>
      <ol>
        <li>
          Somebody fills in the form: a name, a role, a school if there is one, an email address.
        </li>
        <li>
          We write to that address. Opening the link counts nobody, because mail scanners open links
          too. Whoever reads the mail follows its link, or types its six-digit code, sees what would
          be published, and answers yes or no.
        </li>
        <li>
          A yes counts, at once and once, unless it has to be checked first. One address counts once
          for a letter; spellings that reach the same mailbox, such as dots in a Gmail address, are
          one address.
        </li>
        <li>
          Some are checked before they count, and shown as “being checked” until then: where very
          many come from one network within an hour, and where several lesser signs of a program
          come together, such as names or mailboxes that are alike, a domain that is new and busy, a
          mailbox or a machine of the sort that is hired for this, or an answer faster than anybody
          reads. There are fixed numbers for each; they are not told, since whoever knew them could
          stay below. These signatures count after {HELD_MS / HOUR_MS} hours by themselves, unless
          there is a case about them. How signatures came in is forgotten after{' '}
          {KEPT.tracesMs / (24 * HOUR_MS)} days.
        </li>
        <li>
          Where much of what came within an hour is alike, the site asks the letter’s team to look,
          and holds others like it until they have decided. It removes nothing by itself.
        </li>
        <li>
          A signer may hide or correct the name, or withdraw or erase the signature, at any time. A
          withdrawn or erased one leaves the total.
        </li>
        <li>
          Signatories are numbered in the order of their confirmations, and a number is never used
          again. So the newest number can be higher than the total.
        </li>
        <li>
          Each yes and each withdrawal or removal is an entry in the letter’s ledger. The total is
          what its entries add up to, a nightly recount compares the two, and so can anyone:{' '}
          <a href={paths.ledger(slug)}>check this number</a>.
        </li>
      </ol>
      <h3>What the number does not prove</h3>
      <p>
        It proves that each signature was confirmed by somebody who reads the mail of an address, a
        different one each time. It does not prove a signer’s identity: a person with two mailboxes
        could sign twice, and names, roles and schools are as the signers give them. People sign in
        a personal capacity; a school or organisation says who someone is, it has not itself signed.
      </p>
      <h3 id="what-stands-behind-a-role">What stands behind a role</h3>
      <p>
        Where a signer chose a school from the official register, the address that said yes is
        compared with it. Afterwards only keyed hashes of the address are kept, unless its reader
        asked for news.
      </p>
      <ul>
        <li>
          <b>{assuranceLabel('named-head')}.</b> A school mailbox, and more: the role is a head’s,
          the register of its day names a head of the school by that name, and the mailbox looks
          like the head’s. It holds the surname and no digits, or is one such as head@ or
          headteacher@. Names match whole, whatever their case, accents, hyphens, titles and middle
          names; a first name also by its usual short form, such as Kate for Katherine, or by its
          initial if that fits one head only. Never by being nearly alike. At most as many count as
          the register names at the school.
        </li>
        <li>
          <b>{assuranceLabel('school-mailbox')}.</b> The address is at the school’s own domain, or
          its trust’s, as the register has its website. Staff and pupils have such addresses too: it
          says where somebody reads mail, not what they are.
        </li>
        <li>
          <b>{assuranceLabel('self-declared')}.</b> Somebody reads the mail of an address. Nothing
          else was compared, or it led to nothing. A head who signs from a private address stands
          here.
        </li>
        <li>
          <b>Can’t be checked for this school.</b> Self-declared, where no mailbox could say more:
          the register has no website for the school, as for all of Wales and many independent
          schools, or its website stands where anybody’s may, such as at a free site builder.
        </li>
      </ul>
      <p>
        None of these proves who a person is. A register can be out of date, a mailbox can be read
        by others, and names of heads are public: they serve to match, and are never shown here.
      </p>
    </>
  )
}
