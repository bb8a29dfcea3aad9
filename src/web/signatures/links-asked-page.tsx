import type { Letter } from '../../letters/letter'
import type { FormState } from '../ui/form-state'
import { AskForLinks } from './ask-for-links'
import { SlimPage } from './slim-page'

type LinksAskedPageProps = { letter: Letter; form?: FormState }

/** The answer to whoever asks for a link: the same, whether or not the address has signed. */
export function LinksAskedPage({ letter, form }: LinksAskedPageProps) {
  if (form) {
    return (
      <SlimPage title="Ask for your link" letter={letter} problems={form.problems}>
        <AskForLinks slug={letter.slug} form={form} button="Send me the link" />
      </SlimPage>
    )
  }
  return (
    <SlimPage title="Check your email" letter={letter}>
      <p>
        If that address has signed this letter, a mail with the link to its signature is on its way.
        If its signature still waits to be confirmed, the mail is the one that confirms it. If
        neither, no mail comes.
      </p>
      <p>
        Give it two minutes, then look in junk. We write to one address at most three times a day
        for one letter.
      </p>
      <section class="rule">
        <h2>Another address?</h2>
        <AskForLinks slug={letter.slug} button="Send me the link" />
      </section>
    </SlimPage>
  )
}
