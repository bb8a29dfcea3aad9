import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Tick } from '../ui/field'
import type { AtLetter } from './at-letter'

/** Back to the newest edition's words, with a tick against a slip of the finger. */
export function ThrowAway({ at: { letter, draft } }: { at: AtLetter }) {
  return (
    <details class="mt">
      <summary>Throw this draft away</summary>
      <form method="post" action={deskPaths.discardDraft(letter.id)}>
        <HiddenFields values={{ version: draft?.version ?? 0 }} />
        <Tick
          name="sure"
          label={`Yes, throw away what is written for edition ${letter.edition + 1}`}
          hint={`Edition ${letter.edition} stands as it is. This can’t be undone.`}
        />
        <button class="btn alt sm">Throw it away</button>
      </form>
    </details>
  )
}
