import { raw } from 'hono/html'
import type { Snapshot } from '../../delivery/snapshot'
import { paths } from '../../paths'
import { FrozenText } from '../letters/letter-text'
import { QrCode } from '../share/qr-code'
import { AssuranceKey } from '../ui/assurance-mark'
import { Founding } from '../ui/founding'
import { hostNames } from '../ui/host-names'
import { formatNumber, nounFor } from '../ui/number'
import { OnPaper } from '../ui/on-paper'
import { Time } from '../ui/time'
import { PackOrganisations } from './pack-organisations'
import { PackTables } from './pack-tables'

/** Where the names come, which are many; nothing that anybody wrote can spell it. */
export const NAMES_HERE = '<!--names-->'

/** Said where the list went on changing. */
export const MOVED =
  'While the names were read others signed, or changed what is shown of them: the names are those of the signatures in the number, as shown a moment later.'

type PackLetterProps = {
  snapshot: Snapshot
  /** Where this site is, such as https://letters.example.org. */
  site: string
  /** Within it, for it is a file of its own. */
  style: string
}

/** A letter to hand in, whole in one page: for paper and PDF, without anything from elsewhere. */
export function PackLetter({ snapshot, site, style }: PackLetterProps) {
  const { letter, edition, totals, named } = snapshot
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{edition.title}</title>
          <style>{raw(style)}</style>
        </head>
        <body>
          <main>
            {letter.demonstration && (
              <p class="note">Demonstration letter: its people and schools are made up.</p>
            )}
            <p>From {hostNames(edition.hosts)}</p>
            <p>To {edition.addressedTo}</p>
            <h1 lang={letter.language}>{edition.title}</h1>
            <FrozenText letter={letter} edition={edition} />
            <p class="s soft">
              Edition {edition.number} of the text, frozen on{' '}
              <Time at={edition.frozenAt} kind="day" />. SHA-256 <code>{edition.sha256}</code>
            </p>
            <TheNumber snapshot={snapshot} site={site} />
            <PackTables snapshot={snapshot} />
            <PackOrganisations snapshot={snapshot} />
            <section class="own">
              <h2>Who signed</h2>
              <p class="s">
                {formatNumber(named)} of the {formatNumber(totals.counted)} signed with their names
                shown. They stand here in the order in which they confirmed. People sign in a
                personal capacity; a school or organisation says who someone is, it has not itself
                signed.
                {snapshot.moved && ` ${MOVED}`}
              </p>
              {letter.schools === 'register' && (
                <p class="s">
                  <AssuranceKey />
                </p>
              )}
              <ul class="names">
                {raw(NAMES_HERE)}
                {totals.unnamed > 0 && (
                  <li>And {formatNumber(totals.unnamed)} whose names are not shown.</li>
                )}
              </ul>
            </section>
          </main>
        </body>
      </html>
    </>
  )
}

function TheNumber({ snapshot, site }: Omit<PackLetterProps, 'style'>) {
  const { letter, totals, checkpoint } = snapshot
  const { confirmed, withdrawn, removed } = totals
  const address = site + paths.pastTotal(letter.slug, totals.ledgerSize)
  return (
    <section class="own">
      <h2>The number</h2>
      <div class="number">
        <div>
          <p class="big">{formatNumber(totals.counted)}</p>
          <p class="lead">
            {nounFor(totals.counted)} confirmed by email, at <Time at={totals.asOf} kind="moment" />
            , as the letter’s ledger of size {totals.ledgerSize} proves
          </p>
          <p class="s">
            Check it at <a href={address}>{address}</a>
          </p>
        </div>
        <QrCode text={address} label={`Code that leads to ${address}`} />
      </div>
      <p class="s">
        {formatNumber(confirmed)} confirmed − {formatNumber(withdrawn)} withdrawn or erased −{' '}
        {formatNumber(removed)} removed after a check = {formatNumber(totals.counted)}. Root hash of
        the ledger: <code>{checkpoint.root.toBase64()}</code>. That each signature was confirmed by
        somebody who reads the mail of an address is what this says; not who that is.
      </p>
      <Founding letter={letter} />
      {letter.paper && <OnPaper paper={letter.paper} />}
    </section>
  )
}
