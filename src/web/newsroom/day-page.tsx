import type { Letter } from '../../letters/letter'
import type { KeptDay, KeptNear } from '../../newsroom/kept-days'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { BreakdownTables } from './breakdown-tables'
import { citeTotal } from './citation'
import { LetterHead } from './letter-head'
import { NotInTotal } from './not-in-total'
import { dayInWords, OtherDays } from './other-days'

type DayPageProps = {
  letter: Letter
  kept: KeptDay
  near: KeptNear
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** A letter's numbers as they were kept and signed on a day. All of them are those that were signed. */
export function DayPage({ letter, kept, near, site }: DayPageProps) {
  const asOf = new Date(kept.as_of)
  const cited = { letter: { slug: letter.slug, title: kept.title }, site }
  const page = paths.keptDay(letter.slug, kept.day)
  return (
    <Layout title={`${dayInWords(kept.day)}: ${letter.title}`} letter={letter}>
      <LetterHead up={`Newsroom: ${dayInWords(kept.day)}`} letter={letter}>
        <p>
          These numbers were read, kept and signed at <Time at={asOf} kind="moment" />. They stay as
          they are. <a href={paths.newsroom(letter.slug)}>The newest numbers</a>
        </p>
      </LetterHead>
      <Section id="figure" title="The figure">
        <p class="big">{formatNumber(kept.counted)}</p>
        <p class="lead">
          {kept.counted === 1 ? 'signature' : 'signatures'} confirmed, as of{' '}
          <Time at={asOf} kind="moment" />
        </p>
        <p class="k mt">A sentence to quote</p>
        <blockquote class="say">
          {citeTotal({ ...cited, page }, kept.counted, asOf, null)}
        </blockquote>
        <NotInTotal totals={{ ...kept, awaiting: kept.awaiting_confirmation }} />
      </Section>
      {kept.counted > 0 && (
        <Section id="breakdown" title="Breakdown">
          <p>
            Of the same moment as the figure.{' '}
            <span class="noprint">Open a row for a sentence to quote it by.</span>
          </p>
          <BreakdownTables
            {...cited}
            page={page}
            breakdown={kept.breakdown}
            totals={{ counted: kept.counted, asOf }}
          />
        </Section>
      )}
      <Section id="proof" title="How to check it">
        <Proof letter={letter} kept={kept} />
      </Section>
      <Section id="days" title="Other days">
        <p>
          Every letter’s numbers are kept once a day, in the small hours as a rule. How a day ended
          is on the page of the next.
        </p>
        <OtherDays slug={letter.slug} day={kept.day} near={near} />
      </Section>
    </Layout>
  )
}

function Proof({ letter, kept }: Pick<DayPageProps, 'letter' | 'kept'>) {
  const file = paths.keptDayJws(letter.slug, kept.day)
  return (
    <>
      <p>
        <a href={file} download={`${letter.slug}-${kept.day}.jws`}>
          Download the signed numbers
        </a>
        . The file is a JWS (RFC 7515, EdDSA): any program that reads such files checks it against{' '}
        <a href={paths.jwks()}>our public keys</a> and shows the same numbers. Keep a copy with what
        you publish, and nobody can change them unnoticed, we included.
      </p>
      <p>
        The signature holds us to the breakdown. The total needs no trust in us:{' '}
        <a href={paths.pastTotal(letter.slug, kept.ledger_size)}>
          the total at ledger size {formatNumber(kept.ledger_size)}
        </a>{' '}
        is the same, and comes with its proof.
      </p>
      <details>
        <summary>The checkpoint of that ledger</summary>
        <pre>{kept.ledger.checkpoint}</pre>
      </details>
    </>
  )
}
