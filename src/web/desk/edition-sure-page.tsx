import type { NextEdition } from '../../desk/next-edition'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { SlimPage } from '../signatures/slim-page'
import type { AtLetter } from './at-letter'
import { titleOf } from './desk-page'

type EditionSurePageProps = {
  at: AtLetter
  next: NextEdition
  reason: string
  /** SHA-256 of the whole text, in hex. */
  sha256: string
  /** Of the draft that becomes the edition. */
  version: number
}

/** Says what publishing an edition does, and waits for a second press. */
export function EditionSurePage({ at, next, reason, sha256, version }: EditionSurePageProps) {
  const { letter } = at
  const edition = next.number - 1
  return (
    <SlimPage
      title={`Publish edition ${next.number}?`}
      letter={{ ...letter, title: titleOf(at) }}
      desk
    >
      <p>
        <b>Why the words change:</b> {reason}
      </p>
      <WhatHappensThen next={next} />
      <p class="s soft">
        SHA-256 of the text: <code>{sha256}</code>
      </p>
      <form class="mt" method="post" action={deskPaths.newEdition(letter.id)}>
        <HiddenFields values={{ edition, version, reason, text: sha256 }} />
        <div class="choice">
          <button class="btn" name="sure" value="yes">
            Yes, publish it
          </button>
          <button class="btn alt" name="back" value="yes">
            No, go back
          </button>
        </div>
      </form>
    </SlimPage>
  )
}

/** What an edition does to those who signed, to those who sign just now, and for everyone. */
export function WhatHappensThen({ next: { number, more } }: { next: NextEdition }) {
  const before = number - 1
  return (
    <ul>
      <li>
        From then on people sign edition {number}. Its text is frozen, and can’t be taken back or
        changed; only another edition can follow.
      </li>
      <li>
        Everyone can see what changed, word by word, and your reason. Earlier signatures stay with
        the words that were read, and the letter says how many stand behind which.
      </li>
      <li>
        Who is signing or confirming at that moment is shown the change and asked again. A signature
        that is being checked counts only once its signer says yes to these words.
      </li>
      {more === null ? (
        <li>
          Nobody is mailed or asked. The letter says that a spelling was corrected since edition{' '}
          {before}.
        </li>
      ) : (
        <li>
          Signers who asked for news and stand behind earlier words get one email with your reason.
          They, and all others on their own page, can move to these words with one press, or leave
          everything as it is.
        </li>
      )}
    </ul>
  )
}
