import type { Letter } from '../../letters/letter'
import type { PastTotal } from '../../newsroom/past-total'
import { paths } from '../../paths'
import { ukDate } from '../../uk-time'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { citeTotal } from './citation'
import { LetterHead } from './letter-head'

type PastTotalPageProps = {
  letter: Letter
  total: PastTotal
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** A total as it was published once. Nothing on the page changes later, so it can be cited for good. */
export function PastTotalPage({ letter, total, site }: PastTotalPageProps) {
  const { counted, checkpoint } = total
  return (
    <Layout
      title={`${formatNumber(counted)} confirmed, ledger size ${checkpoint.size}: ${letter.title}`}
      letter={letter}
    >
      <LetterHead up="Newsroom: a total as it was" letter={letter}>
        <p>
          Open letter to {addressee(letter)}, from <HostNames hosts={letter.hosts} />.{' '}
          <a class="noprint" href={paths.newsroom(letter.slug)}>
            The newest total
          </a>
        </p>
      </LetterHead>
      <Section id="figure" title="The figure then">
        <FigureThen {...{ letter, total, site }} />
      </Section>
      <Section id="breakdown" title="Breakdown">
        <p>
          The ledger proves the total of that moment and the parts above, and no more. What signers
          say of their roles and countries they may correct or erase later, so the ledger keeps none
          of it. Breakdowns are kept and signed once a day instead:{' '}
          <a href={paths.keptDay(letter.slug, ukDate(checkpoint.at))}>
            that of <Time at={checkpoint.at} kind="day" />
          </a>
          , if it was kept, or the days around it. Shares of schools are told of the present only.
        </p>
      </Section>
      <Section id="proof" title="Proof">
        <Proof letter={letter} total={total} />
      </Section>
    </Layout>
  )
}

function FigureThen({ letter, total, site }: PastTotalPageProps) {
  const { counted, confirmed, withdrawn, removed, checkpoint } = total
  const parts = [
    ['confirmed', confirmed],
    ['withdrawn or erased', withdrawn],
    ['removed after a check', removed],
  ] as const
  return (
    <>
      <p class="big">{formatNumber(counted)}</p>
      <p class="lead">
        {counted === 1 ? 'signature' : 'signatures'} confirmed, at{' '}
        <Time at={checkpoint.at} kind="moment" />
      </p>
      <p class="s">
        Published at that time, as the sum of the first {formatNumber(checkpoint.size)} entries of
        the letter’s ledger. The total may have risen or fallen since; this page stays as it is.
      </p>
      <p class="k mt">A sentence to quote</p>
      <blockquote class="say">
        {citeTotal({ letter, site }, counted, checkpoint.at, checkpoint.size)}
      </blockquote>
      <p class="k mt">What it is made of</p>
      <p class="n">
        {formatNumber(confirmed)} confirmed − {formatNumber(withdrawn)} withdrawn or erased −{' '}
        {formatNumber(removed)} removed = {formatNumber(counted)}
      </p>
      <dl class="facts">
        {parts.map(([what, n]) => (
          <div>
            <dt>{what}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Proof({ letter, total: { checkpoint } }: Omit<PastTotalPageProps, 'site'>) {
  const proof = paths.totalProof(letter.uuid, checkpoint.size)
  return (
    <>
      <p>
        <a href={proof} download={`${letter.slug}-${checkpoint.size}.tlog-proof`}>
          Download the proof of this total
        </a>{' '}
        <a class="s" href={proof}>
          or read it
        </a>
        . It shows by the signed checkpoint below that the ledger of that size ended with these
        numbers. How to check it, without trusting us:{' '}
        <a href={paths.ledger(letter.slug)}>the ledger of this letter</a>.
      </p>
      <p class="k mt">The checkpoint of ledger size {checkpoint.size}</p>
      <pre>{checkpoint.note}</pre>
    </>
  )
}
