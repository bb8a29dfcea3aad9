import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { SlimPage } from './slim-page'
import { TryAgain } from './try-again'

type CantTellPageProps = { token: string; letter: Letter | null; form: FormState }

/** A yes that may have been written or not. Sending it again is safe, and the answer will say. */
export function CantTellPage({ token, letter, form }: CantTellPageProps) {
  return (
    <SlimPage title="We can’t tell yet" letter={letter ?? undefined}>
      <p>
        Your signature may be counted already, or may not: our connection broke before we knew.
        Press again to find out. You can’t be counted twice.
      </p>
      <TryAgain
        action={paths.confirmation()}
        values={{ ...form.values, t: token, choice: 'yes' }}
      />
    </SlimPage>
  )
}
