/** Entries, root and checkpoint in plain words. */
export function HowItIsMade() {
  return (
    <>
      <ol>
        <li>
          Each edition of the text is an entry, and so is each yes, correction, withdrawal, removal
          and reinstatement. An entry holds no name and no address. It says what happened, in which
          hour, and to which earlier entry, if any.
        </li>
        <li>
          The entry of a yes also holds a commitment: 32 bytes made from the signer’s details and a
          secret number. Nobody can read anything from it. Whoever has the secret number, which is
          in the signer’s receipt, can show exactly what it was made from, and nothing else fits.
        </li>
        <li>
          Entries are only ever added. After each group of them one more states the totals: that is
          the number on the letter’s page.
        </li>
        <li>
          All entries together are boiled down to one short value, the root. Change, drop or move a
          single one, however old, and the root is another.
        </li>
        <li>
          The ledger’s name, its number of entries and the root are signed with the site’s key: that
          is a checkpoint. It is published at once, and mailed to everybody who is counted. Nobody
          can take back what it binds.
        </li>
      </ol>
      <p>
        When somebody erases their signature, their secret number is destroyed with everything else
        about them. The entry stays where it is and means nothing any more; a further entry takes it
        out of the total.
      </p>
    </>
  )
}
