import type { Edition, Host, Letter } from '../../letters/letter'
import { hostNames } from '../ui/host-names'
import { FrozenText } from './letter-text'

type PrivateLetterProps = {
  letter: Pick<Letter, 'language'>
  words: Pick<Edition, 'title' | 'addressedTo' | 'html' | 'sha256'> & { hosts: Host[] }
  /** Does it stand on a page with a title of its own. */
  inside?: boolean
}

/** Frozen words that not everyone sees yet: nothing on it leads to pages that are not there. */
export function PrivateLetter({ letter, words, inside }: PrivateLetterProps) {
  return (
    <article class="letter sheet">
      <div class="lh">
        <p>{hostNames(words.hosts)}</p>
      </div>
      <div class="lh">
        <p>
          <span class="vh">To </span>
          {words.addressedTo}
        </p>
      </div>
      {inside ? <h2 class="title">{words.title}</h2> : <h1>{words.title}</h1>}
      <p class="ver">
        The text is fixed · <span class="nw">SHA-256</span>{' '}
        <code title={words.sha256}>{words.sha256.slice(0, 16)}…</code>
      </p>
      <FrozenText letter={letter} edition={words} />
    </article>
  )
}
