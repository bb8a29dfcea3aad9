import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { Letter } from '../../letters/letter'
import type { Breakdown } from '../../newsroom/breakdown'
import type { HistoryRow } from '../../newsroom/history'
import type { Totals } from '../../newsroom/totals'
import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { BreakdownTables } from './breakdown-tables'
import type { Happened } from './chart-events'
import { CorrectionsTable } from './corrections-table'
import { DataFiles } from './data-files'
import { EmbedTheCount } from './embed-the-count'
import { Figure } from './figure'
import { HowWeCount } from './how-we-count'
import { LetterHead } from './letter-head'
import { dayInWords } from './other-days'
import { OverTime } from './over-time'
import { PressContact } from './press-contact'

type NewsroomPageProps = Omit<Happened, 'letter' | 'now'> & {
  letter: Letter
  totals: Totals
  /** Of the same moment as the totals, like all that follows. */
  breakdown: Breakdown
  /** The newest day whose breakdown was kept, such as 2026-06-22. */
  keptDay: string | null
  history: HistoryRow[]
  /** The newest signed head of the letter's ledger. */
  checkpoint: StoredCheckpoint | null
  /** Its records don't agree, and a steward has to look. */
  stopped: boolean
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** So many corrections stand in the newsroom itself; all are on their own page. */
const NEWEST = 3

/** For journalists: the number to quote, what it means, how it came about, and the data behind it. */
export function NewsroomPage(props: NewsroomPageProps) {
  const { letter, totals, breakdown, keptDay, history, checkpoint, stopped, site } = props
  const { editions, milestones, corrections } = props
  const happened = { letter, editions, milestones, corrections, now: totals.asOf }
  return (
    <Layout
      title={`Newsroom: ${letter.title}`}
      description={`How many have signed the open letter to ${addressee(letter)}, who they are, and how to check it.`}
      address={site + paths.newsroom(letter.slug)}
      letter={letter}
    >
      <LetterHead up="Newsroom" letter={letter} stopped={stopped}>
        <p>
          Open letter to {addressee(letter)}, from <HostNames hosts={letter.hosts} />.{' '}
          <a class="noprint" href={paths.letter(letter.slug)}>
            Read the letter
          </a>
        </p>
      </LetterHead>
      <Section id="figure" title="The figure">
        <Figure {...{ letter, totals, checkpoint, stopped, site }} />
      </Section>
      <Section id="method" title="How we count">
        <HowWeCount slug={letter.slug} />
      </Section>
      <Section id="time" title="Over time">
        <OverTime {...happened} history={history} site={site} />
      </Section>
      {totals.counted > 0 && (
        <Section id="breakdown" title="Breakdown">
          <p>
            As of <Time at={totals.asOf} kind="moment" />. Roles and countries are as the signers
            give them. <span class="noprint">Open a row for a sentence to quote it by.</span>
          </p>
          <BreakdownTables {...{ letter, breakdown, totals, site }} />
          {keptDay !== null && (
            <p class="mt">
              Breakdowns are kept and signed once a day, so that they can be cited for good:{' '}
              <a href={paths.keptDay(letter.slug, keptDay)}>that of {dayInWords(keptDay)}</a> is the
              newest.
            </p>
          )}
        </Section>
      )}
      <Section id="corrections" title="Corrections">
        <Newest {...props} />
      </Section>
      <Section id="data" title="Take the data">
        <DataFiles
          {...{ letter, totals, breakdown }}
          hours={history.length}
          corrections={corrections.length}
        />
      </Section>
      <Section id="embed" title="Embed the count">
        <EmbedTheCount letter={letter} site={site} />
      </Section>
      <Section id="press" title="Ask">
        <PressContact letter={letter} />
        <p>
          To be told of milestones, corrections and new editions, follow the{' '}
          <a href={paths.feed(letter.slug)}>feed</a> in a feed reader.{' '}
          <a href={paths.newsrooms()}>All letters at a glance</a>
        </p>
      </Section>
    </Layout>
  )
}

function Newest({ letter, totals, corrections }: NewsroomPageProps) {
  if (corrections.length === 0) {
    return (
      <p>
        None so far: as of <Time at={totals.asOf} kind="moment" />, no signature has been removed,
        refused or counted again.
      </p>
    )
  }
  return (
    <>
      <CorrectionsTable letter={letter} corrections={corrections.slice(0, NEWEST)} />
      <p>
        <a href={paths.corrections(letter.slug)}>
          {corrections.length > NEWEST
            ? `All ${formatNumber(corrections.length)} corrections`
            : 'The page of corrections'}
        </a>
      </p>
    </>
  )
}
