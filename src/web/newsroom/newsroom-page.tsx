import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { Letter } from '../../letters/letter'
import type { Breakdown } from '../../newsroom/breakdown'
import type { HistoryRow } from '../../newsroom/history'
import type { Totals } from '../../newsroom/totals'
import type { StoredCheckpoint } from '../../proofs/checkpoint'
import { askedPlace } from './asked-place'
import { BreakdownTables } from './breakdown-tables'
import type { Happened } from './chart-events'
import { DataFiles } from './data-files'
import { EmbedTheCount } from './embed-the-count'
import { Figure } from './figure'
import { HowWeCount } from './how-we-count'
import { LetterHead } from './letter-head'
import { dayInWords } from './other-days'
import { NewestCorrections } from './newest-corrections'
import { OverTime } from './over-time'
import { PressContact } from './press-contact'
import { SharesSection, type SharesProps } from './shares-section'
import { isMapped } from './tiles'
import { Where } from './where'

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
  /** What part of the register's schools they are of; null where nobody chooses from one. */
  shares: SharesProps | null
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** For journalists: the number to quote, what it means, how it came about, and the data behind it. */
export function NewsroomPage(props: NewsroomPageProps) {
  const { letter, totals, breakdown, keptDay, history, checkpoint, stopped, shares, site } = props
  const mapped = isMapped(breakdown)
  const size = checkpoint?.size === totals.ledgerSize ? checkpoint.size : null
  const { editions, milestones, corrections } = props
  const happened = { letter, editions, milestones, corrections, now: totals.asOf }
  return (
    <Layout
      title={`Newsroom: ${letter.title}`}
      error={shares !== null && 'problems' in askedPlace(shares.typed, shares.authorities)}
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
        <Figure {...{ letter, totals, breakdown, checkpoint, stopped, site }} />
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
            give them{mapped && '; phases and types are those of the first school each chose'}.{' '}
            <span class="noprint">Open a row for a sentence to quote it by.</span>
          </p>
          <BreakdownTables
            {...{ letter, breakdown, totals, site }}
            besides={mapped ? ['region', 'local_authority'] : []}
          />
          {keptDay !== null && (
            <p class="mt">
              Breakdowns are kept and signed once a day, so that they can be cited for good:{' '}
              <a href={paths.keptDay(letter.slug, keptDay)}>that of {dayInWords(keptDay)}</a> is the
              newest.
            </p>
          )}
        </Section>
      )}
      {mapped && (
        <Section id="where" title="Where">
          <Where {...{ letter, breakdown, totals, site }} />
        </Section>
      )}
      {shares && (
        <Section id="shares" title="Shares of schools">
          <SharesSection {...shares} {...{ site, size }} at={totals.asOf} />
        </Section>
      )}
      <Section id="corrections" title="Corrections">
        <NewestCorrections {...{ letter, totals, corrections }} />
      </Section>
      <Section id="data" title="Take the data">
        <DataFiles
          {...{ letter, totals, breakdown }}
          hasShares={shares !== null}
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
