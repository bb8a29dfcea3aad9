/** What anyone can be sure of after a check, and what no check of this kind can show. */
export function WhatItProves() {
  return (
    <>
      <h3>It proves</h3>
      <ul>
        <li>
          <b>That this number was stated</b> by whoever holds the site’s key, and that it is what
          the entries add up to.
        </li>
        <li>
          <b>That nothing was changed afterwards.</b> A later checkpoint contains every entry of an
          earlier one, in the same order.
        </li>
        <li>
          <b>That nobody left the count unseen.</b> Each withdrawal and each removal is an entry of
          its own; a removal gives its reason.
        </li>
        <li>
          <b>Which words were signed.</b> Each yes names its edition, and the hash of each edition’s
          text is an entry.
        </li>
        <li>
          <b>To a signer, that they were counted,</b> with their receipt; and that they still are,
          with a check of the whole ledger beside it.
        </li>
      </ul>
      <h3>It can’t prove</h3>
      <ul>
        <li>
          <b>That a person stands behind each entry.</b> Whoever runs this site could invent
          signatures: an entry does not show whose it is.
        </li>
        <li>
          <b>That signers are who they say they are,</b> or that nobody signed twice. What is
          checked is that somebody reads the mail of an address, once for each address.
        </li>
        <li>
          <b>That nobody’s yes was left out.</b> Only the one left out can notice: they get no
          receipt.
        </li>
        <li>
          <b>That everybody is shown the same ledger.</b> A site could keep two. That comes to light
          when copies are compared, which is why every mail that says “counted” carries a
          checkpoint.
        </li>
        <li>
          <b>That the number is right at this moment.</b> It was right when its checkpoint was
          signed.
        </li>
      </ul>
    </>
  )
}

/** What an onlooker may work out, although no entry holds a name. */
export function WhatItGivesAway() {
  return (
    <>
      <p>
        Entries hold no names, but they appear the moment something happens, in that order, and each
        says its hour. Mixing them up would hide more, and the number would lag behind; we chose a
        number that is always of now. This follows from it:
      </p>
      <ul>
        <li>
          Somebody who watches the ledger and the list of names at the same time can tell which
          entry belongs to a name that appears at that moment, and then which later correction or
          withdrawal was theirs.
        </li>
        <li>Somebody who knows when you signed can tell which entry is yours, or nearly.</li>
        <li>
          If you chose not to be named, your entry shows that somebody was counted in that hour.
          Neither it nor any other entry says who.
        </li>
      </ul>
    </>
  )
}
