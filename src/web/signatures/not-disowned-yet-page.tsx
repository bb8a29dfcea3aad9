import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { SlimPage } from './slim-page'
import { TryAgain } from './try-again'

/** A "no" that may not have been written. Sending it again is safe. */
export function NotDisownedYetPage({ letter, token }: { letter: Letter | null; token: string }) {
  return (
    <SlimPage title="It may not be removed yet" letter={letter ?? undefined}>
      <p>
        Something failed on our side before we knew whether it was removed. Nothing is counted.
        Please press again: it does no harm twice.
      </p>
      <TryAgain action={paths.confirmation()} values={{ t: token, choice: 'no' }} />
    </SlimPage>
  )
}
