import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { Layout, SlimSheet } from '../ui/layout'
import { whyNoSigning } from './no-signing'

type NotAddedPageProps = { letter: Letter; now: Date }

/** For whoever sent the form after signing had stopped. */
export function NotAddedPage({ letter, now }: NotAddedPageProps) {
  const slug = publicSlug(letter)
  return (
    <Layout title={`Your signature was not added: ${letter.title}`} letter={letter} noindex>
      <SlimSheet>
        <h1>Your signature was not added</h1>
        <p>{whyNoSigning(letter, now)}</p>
        <p>Nothing that you typed was kept, and no mail was sent.</p>
        {slug && (
          <p class="row">
            <a href={paths.letter(slug)}>Read “{letter.title}”</a>
            <a href={paths.signatures(slug)}>Who has signed</a>
          </p>
        )}
      </SlimSheet>
    </Layout>
  )
}
