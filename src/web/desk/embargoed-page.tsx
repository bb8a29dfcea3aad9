import type { Edition, Host, Letter } from '../../letters/letter'
import { PressContact } from '../newsroom/press-contact'
import { PrivateLetter } from '../letters/private-letter'
import { HostNames } from '../ui/host-names'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { Time } from '../ui/time'

type EmbargoedPageProps = {
  letter: Letter
  words: Pick<Edition, 'title' | 'addressedTo' | 'html' | 'sha256'> & { hosts: Host[] }
  /** Where this site is, such as https://letters.example.org. */
  site: string
  address: string
}

/** A letter before it opens, for journalists: what it says, who says it, when, and whom to ask. */
export function EmbargoedPage({ letter, words, site, address }: EmbargoedPageProps) {
  return (
    <Layout title={`Under embargo: ${words.title}`} noindex>
      <header class="hd">
        <p class="up">For journalists</p>
        <p class="note">
          <b>
            Embargoed until{' '}
            {letter.opensAt === null ? (
              'the letter opens'
            ) : (
              <Time at={letter.opensAt} kind="moment" />
            )}
            .
          </b>{' '}
          Please publish nothing of it before. Nobody can sign it here; once it is open, this
          address leads to the letter.
        </p>
      </header>
      <PrivateLetter letter={letter} words={words} />
      <Section id="hosts" title="Who stands behind it">
        <p>
          <HostNames hosts={letter.hosts} />
        </p>
      </Section>
      <Section id="press" title="Press contact">
        <PressContact letter={letter} />
      </Section>
      <Section id="later" title="Once it is open">
        <p>
          The letter, and from then on its total, its breakdown and how it is counted:{' '}
          <span class="mono">{site + address}</span>
        </p>
      </Section>
    </Layout>
  )
}
