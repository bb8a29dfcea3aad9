import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { notInTotal } from '../ui/not-in-total'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { ukMoment } from '../../uk-time'
import { HowWeCount } from './how-we-count'

type NewsroomPageProps = {
  letter: Letter
  totals: Totals
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** For journalists: the number to quote, what it means, and the data behind it. */
export function NewsroomPage({ letter, totals, site }: NewsroomPageProps) {
  return (
    <Layout title={`Newsroom: ${letter.title}`} letter={letter}>
      <header class="hd">
        <p class="up">Newsroom</p>
        <h1>{letter.title}</h1>
        <p>
          Open letter to {addressee(letter)}, from <HostNames hosts={letter.hosts} />.{' '}
          <a href={paths.letter(letter.slug)}>Read the letter</a>
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
      <Section id="method" title="How we count">
        <HowWeCount />
      </Section>
      <Section id="data" title="Take the data">
        <Data letter={letter} />
      </Section>
    </Layout>
  )
}

function Figure({ letter, totals, site }: NewsroomPageProps) {
  const people = totals.counted === 1 ? 'person' : 'people'
  return (
    <>
      <p class="big">{formatNumber(totals.counted)}</p>
      <p class="lead">
        {totals.counted === 1 ? 'signature' : 'signatures'} confirmed, as of{' '}
        <Time at={totals.asOf} kind="moment" />
      </p>
      <p class="k">A sentence to quote</p>
      <blockquote class="say">
        At {ukMoment(totals.asOf)}, {formatNumber(totals.counted)} {people} had confirmed by email
        that they sign the open letter “{letter.title}” ({site}
        {paths.letter(letter.slug)}).
      </blockquote>
      <p class="k mt">Not in the total</p>
      <dl class="facts">
        {notInTotal(totals).map(({ n, what }) => (
          <div>
            <dt>{what}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Data({ letter }: { letter: Letter }) {
  const files = [
    { href: paths.countJson(letter.slug), name: 'count.json', what: 'the total and its time' },
    {
      href: paths.letterJson(letter.slug),
      name: `${letter.slug}.json`,
      what: 'the letter, its totals and its breakdowns',
    },
    {
      href: paths.signaturesCsv(letter.slug),
      name: 'signatures.csv',
      what: 'every signature shown by name',
    },
    {
      href: paths.signaturesJson(letter.slug),
      name: 'signatures.json',
      what: 'the same, 1,000 a page',
    },
    {
      href: paths.editionText(letter.slug, letter.edition),
      name: `${letter.edition}.txt`,
      what: 'the text, exactly as frozen and signed',
    },
  ]
  return (
    <>
      <ul class="plain">
        {files.map(({ href, name, what }) => (
          <li>
            <a href={href}>{name}</a> <span class="soft s">{what}</span>
          </li>
        ))}
      </ul>
      <p class="soft s">
        Times in the data are UTC; on pages they are UK time. People who chose not to show their
        names are in the totals and in no list.
      </p>
    </>
  )
}
