import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { EmailField } from './email-field'

type AskForDataProps = { button: string; form?: FormState }

/** Asks for a mail about every letter that an address has signed. It tells nothing by itself. */
export function AskForData({ button, form }: AskForDataProps) {
  return (
    <form class="mt" method="post" action={paths.myData()} novalidate>
      <EmailField form={form} />
      <button class="btn">{button}</button>
    </form>
  )
}
