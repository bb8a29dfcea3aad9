import { closedSince, type Letter } from '../../letters/letter'
import type { Breakdown } from '../../newsroom/breakdown'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { nobodyWaits, notInTotal } from '../ui/not-in-total'
import { formatNumber, signatures } from '../ui/number'
import { OpenUntil } from '../ui/open-until'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { ukMoment } from '../../uk-time'
import { BreakdownTables } from './breakdown-tables'
import { DataFiles } from './data-files'
import { HowWeCount } from './how-we-count'

type NewsroomPageProps = {
  letter: Letter
  totals: Totals
  /** Of the same moment as the totals. */
  breakdown: Breakdown
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** For journalists: the number to quote, what it means, and the data behind it. */
export function NewsroomPage({ letter, totals, breakdown, site }: NewsroomPageProps) {
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
      </header>
      <Section id="figure" title="The figure">
        <Figure letter={letter} totals={totals} site={site} />
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
        <HowWeCount />
      </Section>
      <Section id="data" title="Take the data">
        <DataFiles letter={letter} />
      </Section>
    </Layout>
  )
}

function Figure({ letter, totals, site }: Pick<NewsroomPageProps, 'letter' | 'totals' | 'site'>) {
  const closed = closedSince(letter, totals.asOf)
  return (
    <>
      <p class="big">{formatNumber(totals.counted)}</p>
      <p class="lead">
        {totals.counted === 1 ? 'signature' : 'signatures'} confirmed, as of{' '}
        <Time at={totals.asOf} kind="moment" />
      </p>
      <OpenUntil letter={letter} now={totals.asOf} />
      {closed !== null && (
        <p class="s">
          Closed to new signatures at <Time at={closed} kind="moment" />
        </p>
      )}
      {totals.counted > 0 && (
        <>
          <p class="k mt">A sentence to quote</p>
          <blockquote class="say">{sentence(letter, totals, site)}</blockquote>
        </>
      )}
      <NotInTotal totals={totals} />
    </>
  )
}

/** It speaks of signatures, not of people: a person with two mailboxes may have signed twice. */
function sentence(letter: Letter, totals: Totals, site: string): string {
  return (
    `At ${ukMoment(totals.asOf)}, ${signatures(totals.counted)} had been confirmed by email on the ` +
    `open letter “${letter.title}” (${site}${paths.letter(letter.slug)}).`
  )
}

function NotInTotal({ totals }: { totals: Totals }) {
  const apart = notInTotal(totals)
  return (
    <>
      <p class="k mt">Not in the total</p>
      {nobodyWaits(totals) && <p>{nobodyWaits(totals)}</p>}
      <dl class="facts">
        {apart.map(({ n, what }) => (
          <div>
            <dt>{what}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
