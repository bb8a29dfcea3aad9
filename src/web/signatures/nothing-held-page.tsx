import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { monthsInWords } from '../../retention/periods'
import { DataDeleted } from '../ui/data-deleted'
import { SlimPage } from './slim-page'

/** A manage link whose signature has been erased, or whose letter knows nobody any more. */
export function NothingHeldPage({ letter }: { letter?: Letter | null }) {
  if (letter && letter.anonymisedAt !== null) return <DeletedPage letter={letter} />
  return (
    <SlimPage title="We hold nothing here">
      <p>
        This link led to a signature that has been erased. Nothing of it is left to show, to change
        or to delete.
      </p>
      <p>
        Did you sign another letter?{' '}
        <a href={paths.myData()}>Ask what we hold about your address</a>.
      </p>
    </SlimPage>
  )
}

function DeletedPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="Your data is deleted" letter={isPublic(letter) ? letter : undefined}>
      <DataDeleted letter={letter} />
      <p>
        That was {monthsInWords(letter.keepMonths)} or more after the letter closed, as its privacy
        notice said. If your signature counted, it goes on counting. Nobody can tell any more which
        one it is, so there is nothing left to show, to change or to delete.
      </p>
      {isPublic(letter) && (
        <p>
          Whoever kept a receipt can still <a href={paths.ledger(letter.slug)}>check it</a> against
          the letter’s ledger.
        </p>
      )}
    </SlimPage>
  )
}
