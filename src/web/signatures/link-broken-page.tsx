import { paths } from '../../paths'
import { SlimPage } from './slim-page'

/** A link that is not one of ours, or no longer whole. */
export function LinkBrokenPage() {
  return (
    <SlimPage title="This link is not complete">
      <p>
        Mail programs sometimes cut a long link short or change it. Nothing is lost, and nothing has
        been counted or changed.
      </p>
      <ul>
        <li>
          Copy the whole link from the mail, to its very end, and paste it into the address bar.
        </li>
        <li>
          If the page “Check your email” is still open where you signed, type the six digits from
          the mail there.
        </li>
        <li>
          Or <a href={paths.myData()}>ask for a new link</a> with the address that you signed with.
        </li>
      </ul>
    </SlimPage>
  )
}
