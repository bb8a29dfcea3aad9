import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { signingAgain } from './signing-again'
import { SlimPage } from './slim-page'

/** Nothing of a signer is held any more, and this is the last page that knows there was one. */
export function ErasedPage({ letter, now }: { letter?: Letter; now: Date }) {
  const slug = letter && publicSlug(letter)
  return (
    <SlimPage title="Everything about you is erased" letter={letter}>
      <p>
        Your name, role, school and all that led to your address are deleted, and your signature no
        longer counts. The link that brought you here no longer leads to anything.
      </p>
      <p>
        If it counted, the letter’s ledger still records that one signature was confirmed and
        withdrawn; nothing in it leads to you. Copies in our backups are gone within 30 days.
      </p>
      <p>
        This was about your own signature. What else may be held for your address, you find by{' '}
        <a href={paths.myData()}>asking for your data</a>.
      </p>
      {letter && <p>{signingAgain(letter, now)}</p>}
      <p>
        <a href={slug ? paths.letter(slug) : paths.home()}>
          {slug ? 'Go to the letter' : 'See all letters'}
        </a>
      </p>
    </SlimPage>
  )
}
