import type { Pack } from '../../delivery/find'
import type { NoSnapshot } from '../../delivery/snapshot'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import type { Totals } from '../../newsroom/totals'
import { formatNumber, signatures } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'

type PackPageProps = {
  at: AtLetter
  totals: Totals
  packs: Pack[]
  /** May whoever reads this make one without another code. */
  isFresh: boolean
  /** Why none was made just now. */
  problem?: NoSnapshot
}

/** Where a team makes what it hands to the recipient. */
export function PackPage({ at, totals, packs, isFresh, problem }: PackPageProps) {
  const { id, slug } = at.letter
  const pack = deskPaths.pack(id)
  return (
    <DeskPage title="Delivery pack" at={at} error={problem !== undefined}>
      {problem && (
        <p class="note" tabindex={-1} autofocus>
          <b>No pack was made.</b> {PROBLEMS[problem]}
        </p>
      )}
      <Section id="make" title="Make a pack">
        <p>
          A pack is one ZIP file for the recipient: the letter with its number and names as a page
          to print, the names as a table, the exact text, and the proof of the number. All of it is
          of one moment. Now that would be {signatures(totals.counted)},{' '}
          {formatNumber(totals.counted - totals.unnamed)} of them by name;{' '}
          <a href={deskPaths.packPage(id)}>read and print the page as it is now</a>.
        </p>
        <p>
          Everyone will see on the letter’s page that a pack was made, of how many signatures, and
          its SHA-256, so that any copy can be compared with what you handed in.
        </p>
        {totals.counted === 0 ? (
          <p>Nobody has signed yet, so there is nothing to hand in.</p>
        ) : isFresh ? (
          <form method="post" action={pack}>
            <button class="btn">Make the pack and download it</button>
            <p class="s soft mt">
              When the download has ended, <a href={pack}>open this page again</a>: the pack stands
              below. A download that breaks off counts as none.
            </p>
          </form>
        ) : (
          <p>
            It holds many names, so we make sure that it is you:{' '}
            <a href={deskPaths.fresh(pack)}>ask for a code</a>, and make it then.
          </p>
        )}
      </Section>
      <Section id="packs" title="Packs made">
        {packs.length === 0 && <p>None so far.</p>}
        {packs.map((one) => (
          <Made pack={one} />
        ))}
        {packs.length > 0 && (
          <p class="s soft">
            To see which pack a file is, type <code>sha256sum FILE</code> on a command line (on a
            Mac, <code>shasum -a 256 FILE</code>) and compare.
          </p>
        )}
      </Section>
      <Section id="after" title="Hand it in">
        <ol>
          <li>
            Print letter.html from the pack, or save it as PDF from your browser’s print window.
          </li>
          <li>
            Hand the paper over or send the ZIP file, and keep it as it is: its SHA-256 then shows
            that it is one of those above.
          </li>
          <li>
            Say <a href={deskPaths.handIn(id)}>when and where you hand it in</a>, and afterwards{' '}
            <a href={deskPaths.dealings(id)}>record that you did</a>:{' '}
            <a href={paths.letter(slug)}>the letter’s page</a> tells everyone.
          </li>
        </ol>
      </Section>
    </DeskPage>
  )
}

function Made({ pack }: { pack: Pack }) {
  const { number, madeAt, counted, names, bytes, sha256, ledgerSize, edition } = pack
  return (
    <>
      <p class="n">
        <b>Pack {number}</b>, made at <Time at={madeAt} kind="moment" />: {signatures(counted)},{' '}
        {formatNumber(names)} by name; edition {edition}, ledger size {formatNumber(ledgerSize)};{' '}
        {formatNumber(bytes)} bytes. SHA-256 <code>{sha256}</code>
      </p>
    </>
  )
}

const PROBLEMS: Record<NoSnapshot, string> = {
  nobody: 'Nobody has signed yet, so there is nothing to hand in.',
  stopped:
    'Our records of this letter don’t agree with each other, and signing has stopped until a steward has looked. A pack could show a wrong number; make it once that is settled.',
  moving:
    'Signers left or changed the list just while it was read. Make the pack again in a minute.',
}
