import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { EmailField } from './email-field'

type AskForLinksProps = {
  /** Of the letter; null if not everyone sees it. Then the mail tells of every letter. */
  slug: string | null
  button: string
  form?: FormState
}

/** Asks for the mail that leads back to a signature. It never tells whether there is one. */
export function AskForLinks({ slug, button, form }: AskForLinksProps) {
  return (
    <form method="post" action={slug === null ? paths.myData() : paths.links(slug)} novalidate>
      <EmailField form={form} label="The email address you signed with" />
      <button class="btn">{button}</button>
    </form>
  )
}
