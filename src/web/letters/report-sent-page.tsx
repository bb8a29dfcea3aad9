import type { Letter } from '../../letters/letter'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { SlimPage } from '../signatures/slim-page'

/** What happens next with a report. The same whatever was typed. */
export function ReportSentPage({ letter }: { letter: Letter }) {
  return (
    <SlimPage title="Check your email" letter={letter}>
      <ol class="mt">
        <li>We are mailing you a link. Nobody reads your report until you have opened it.</li>
        <li>
          Then somebody of the letter’s team looks at the name within two working days. If your
          address is at the signer’s own school, the name is off the list until then.
        </li>
        <li>We mail you what was decided, and delete your address and what you wrote.</li>
      </ol>
      <p>
        No mail after two minutes? Look in junk. We write to one address about a few reports a day
        only, and never about a letter to which it once answered “this wasn’t me”. You can also
        write to {letter.controller.name}: {letter.controller.contact}.
      </p>
      <p class="row">
        <a href={paths.letter(letter.slug)}>Go to the letter</a>
        <a href={deskPaths.report(letter.slug)}>Report another name</a>
      </p>
    </SlimPage>
  )
}
