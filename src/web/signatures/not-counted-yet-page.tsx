import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { SlimPage } from './slim-page'
import { TryAgain } from './try-again'

type NotCountedYetPageProps = { token: string; letter: Letter | null; form: FormState }

/** Nothing was written, for sure. What was typed can be sent again as it was. */
export function NotCountedYetPage({ token, letter, form }: NotCountedYetPageProps) {
  return (
    <SlimPage title="Not counted yet" letter={letter ?? undefined}>
      <p>
        Something failed on our side, and your signature was not added. Your link still works.
        Please try again now, or open the link again later.
      </p>
      <TryAgain
        action={paths.confirmation()}
        values={{ ...form.values, t: token, choice: 'yes' }}
      />
    </SlimPage>
  )
}
