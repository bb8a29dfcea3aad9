import type { Host } from '../../letters/letter'
import type { ListedLetter } from '../../letters/list'
import { paths } from '../../paths'
import { ShortFollowForm } from '../letters/follow-form'
import { OnShelf } from '../letters/home-page'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import { Time } from '../ui/time'

type HostPageProps = {
  host: Host
  letters: ListedLetter[]
  asOf: Date
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

/** A host, the letters it stands behind, and hearing of them all. */
export function HostPage({ host, letters, asOf, site }: HostPageProps) {
  const { slug, name, url } = host
  const open = letters.filter(({ state }) => state === 'open')
  const others = letters.filter(({ state }) => state !== 'open')
  return (
    <Layout
      title={`${name}: open letters`}
      description={`The open letters that ${name} stands behind, and how many have signed them.`}
      address={site + paths.host(slug)}
    >
      <header class="hd">
        <p class="up">Host of open letters</p>
        <h1>{name}</h1>
        <p>
          {url && (
            <>
              <a href={url} rel="nofollow">
                Its own site
              </a>
              .{' '}
            </>
          )}
          These are the letters it stands behind. Only signatures that their signers confirmed by
          email are in these numbers, as of <Time at={asOf} kind="moment" />.
        </p>
      </header>
      <ul class="shelf">
        {[...open, ...others].map((letter) => (
          <OnShelf letter={letter} asOf={asOf} />
        ))}
      </ul>
      <div class="noprint">
        <Section id="follow" title={`Follow ${name}`}>
          <p>Get news of all its letters by mail, of those to come too, without signing.</p>
          <ShortFollowForm action={paths.followHost(slug)} />
        </Section>
      </div>
    </Layout>
  )
}
