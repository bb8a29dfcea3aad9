import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { SlimPage } from '../signatures/slim-page'

/** What happens next with an organisation. The same whatever was typed. */
export function OrganisationSentPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="Check your email" letter={letter}>
      <p>
        We are mailing you a link. The organisation is listed once you open it and say yes there,
        within 14 days.
      </p>
      <p>
        No mail after two minutes? Look in junk. We write to one address a few times a day only, and
        never about a letter to which it once answered “this wasn’t me”. You can also write to{' '}
        {letter.controller.name}: {letter.controller.contact}.
      </p>
      <p>
        <a href={paths.organisations(letter.slug)}>Back to the organisations</a>
      </p>
    </SlimPage>
  )
}
