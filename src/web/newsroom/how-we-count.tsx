import { paths } from '../../paths'

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
          A yes counts, at once and once. One address counts once for a letter; spellings that reach
          the same mailbox, such as dots in a Gmail address, are one address.
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
    </>
  )
}
