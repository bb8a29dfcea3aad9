import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { SlimPage } from './slim-page'
import { TryAgain } from './try-again'

type ChangeUndecidedPageProps = {
  token: string
  letter: Letter
  form: FormState
  outcome: 'not-yet' | 'unknown'
}

/** A correction, withdrawal or erasure that failed on our side, ready to be sent again. */
export function ChangeUndecidedPage({ token, letter, form, outcome }: ChangeUndecidedPageProps) {
  const notYet = outcome === 'not-yet'
  return (
    <SlimPage title={notYet ? 'Nothing is changed yet' : 'We can’t tell yet'} letter={letter}>
      <p>
        {notYet
          ? 'Something failed on our side, and your signature is as it was. Please try again.'
          : 'Our connection broke before we knew whether your change was written. Press again to ' +
            'find out: it can’t happen twice.'}
      </p>
      <TryAgain action={paths.signatureChange()} values={{ ...form.values, t: token }} />
      <p class="mt">
        Or <a href={paths.signature(token)}>see how your signature stands now</a>.
      </p>
    </SlimPage>
  )
}
