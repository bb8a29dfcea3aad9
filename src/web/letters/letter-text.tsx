import type { Edition, Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { HostNames } from '../ui/host-names'
import { Time } from '../ui/time'

type LetterTextProps = { letter: Letter; edition: Edition }

/** The letter itself, as frozen: who writes, when, to whom, and the words. */
export function LetterText({ letter, edition }: LetterTextProps) {
  return (
    <>
      <div class="lh">
        <p>
          <HostNames hosts={edition.hosts} />
        </p>
        <p>
          <Time at={letter.openedAt ?? edition.frozenAt} kind="day" />
        </p>
      </div>
      <div class="lh">
        <p>
          <span class="vh">To </span>
          {edition.addressedTo}
        </p>
      </div>
      <h1>{edition.title}</h1>
      <p class="ver">
        Text frozen as edition {edition.number} on <Time at={edition.frozenAt} kind="day" /> ·{' '}
        <span class="nw">SHA-256</span>{' '}
        <code title={edition.sha256}>{edition.sha256.slice(0, 16)}…</code> ·{' '}
        <a href={paths.edition(letter.slug, edition.number)}>all editions</a>
      </p>
      <FrozenText letter={letter} edition={edition} />
    </>
  )
}

/** The words alone. Their HTML was made safe when the text was frozen. */
export function FrozenText({ letter, edition }: LetterTextProps) {
  return (
    <div class="text" lang={letter.language} dangerouslySetInnerHTML={{ __html: edition.html }} />
  )
}
