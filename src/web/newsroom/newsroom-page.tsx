import type { Letter } from '../../letters/letter'
import type { Breakdown } from '../../newsroom/breakdown'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { BreakdownTables } from './breakdown-tables'
import { DataFiles } from './data-files'
import { Figure } from './figure'
import { HowWeCount } from './how-we-count'

type NewsroomPageProps = {
  letter: Letter
  totals: Totals
  /** Of the same moment as the totals. */
  breakdown: Breakdown
  /** The newest signed head of the letter's ledger, of the same moment too. */
  checkpoint: StoredCheckpoint | null
  /** Its records don't agree, and a steward has to look. */
  stopped: boolean
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** For journalists: the number to quote, what it means, and the data behind it. */
export function NewsroomPage(props: NewsroomPageProps) {
  const { letter, totals, breakdown, checkpoint, stopped, site } = props
  return (
    <Layout title={`Newsroom: ${letter.title}`} letter={letter}>
      <header class="hd">
        <p class="up">Newsroom</p>
        <h1>{letter.title}</h1>
        <p>
          Open letter to {addressee(letter)}, from <HostNames hosts={letter.hosts} />.{' '}
          <a class="noprint" href={paths.letter(letter.slug)}>
            Read the letter
          </a>
        </p>
        {letter.demonstration && (
          <p class="note">
            Demonstration letter: its people and schools are made up. Do not quote it.
          </p>
        )}
        {stopped && (
          <p class="note">
            Our records of this letter don’t agree with each other, and signing has stopped until
            someone has looked. Do not quote the figure before this note is gone.
          </p>
        )}
      </header>
      <Section id="figure" title="The figure">
        <Figure {...{ letter, totals, checkpoint, stopped, site }} />
      </Section>
      {totals.counted > 0 && (
        <Section id="breakdown" title="Breakdown">
          <p>
            As of <Time at={totals.asOf} kind="moment" />, like the figure. Roles and countries are
            as the signers give them.
          </p>
          <BreakdownTables letter={letter} breakdown={breakdown} counted={totals.counted} />
        </Section>
      )}
      <Section id="method" title="How we count">
        <HowWeCount slug={letter.slug} />
      </Section>
      <Section id="data" title="Take the data">
        <DataFiles letter={letter} />
      </Section>
    </Layout>
  )
}
