import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { DataSection } from './data-section'
import { OtherAddresses } from './other-addresses'
import type { WrittenApi } from './written'

/** For people who build on the public data: what there is, what it means, what they may rely on. */
export function ApiPage({ site, written }: { site: string; written: WrittenApi }) {
  const { document, described, licence, terms } = written
  return (
    <Layout
      title="Public data"
      description="The numbers of every open letter here as JSON and CSV, free to use and without a key."
    >
      <header class="hd">
        <h1>Public data</h1>
        <p>
          The numbers of every open letter here, as JSON and CSV, free to use and without a key.
          They are the same numbers as on the pages, and a signed ledger proves them.
        </p>
        <p>
          <a href={paths.openapi()}>openapi.json</a> says the same to programs.
        </p>
      </header>
      <Section id="addresses" title="What there is">
        <ul class="plain">
          {described.map(({ id, address, title }) => (
            <li>
              <a href={`#${id}`}>{title}</a> <code>{address}</code>
            </li>
          ))}
        </ul>
        <p class="mt">
          <code>{'{slug}'}</code> is the name of a letter as it stands in the address of its page.
          Examples below are of a letter that is made up, and all of the same moment.
        </p>
      </Section>
      <Section id="terms" title="What you can rely on">
        <h3>It stays as it is</h3>
        <p>{terms.stability}</p>
        <h3>One moment</h3>
        <p>{terms.moment}</p>
        <h3>Limits</h3>
        <p>{terms.limits}</p>
      </Section>
      <Section id="counted" title="How it is counted">
        <HowItIsCounted />
      </Section>
      <Section id="licence" title="What you may do with it">
        <h3>Numbers</h3>
        <p>
          {terms.numbers} <a href={licence.url}>What {licence.name} says</a>
        </p>
        <h3>Names, and the text</h3>
        <p>{terms.names}</p>
      </Section>
      {described.map((one) => (
        <DataSection
          one={one}
          schemas={document.components.schemas}
          tables={terms.tables}
          site={site}
        />
      ))}
      <Section id="other" title="Besides">
        <OtherAddresses />
      </Section>
    </Layout>
  )
}

function HowItIsCounted() {
  return (
    <>
      <p>
        A signature counts once somebody has answered a mail to its address with yes, and no longer
        once it is withdrawn or removed: <code>counted</code> is <code>confirmed</code> −{' '}
        <code>withdrawn</code> − <code>removed</code>. An address counts once for a letter. What
        awaits confirmation, is being checked or was refused has fields of its own and is in no
        total. Each letter’s newsroom tells the method in full, and what the number does not prove.
      </p>
      <p>
        Places protect people: somebody whose name is shown counts in their place, since their place
        can be read there anyway. Somebody whose name is hidden counts in a place only where at
        least five such people share it; the others stand together in a row of the key{' '}
        <code>withheld</code>. Who gave no place stands in <code>not-given</code>. So every
        breakdown that is not empty adds up to <code>counted</code>.
      </p>
      <p>
        Roles and countries are as the signers give them; regions, local authorities, phases and
        types are those of the first school that a signer chose from the official register. All
        times are UTC, as RFC 3339 has them.
      </p>
    </>
  )
}
