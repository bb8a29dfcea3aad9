import { paths } from '../../paths'
import { LinkGonePage } from '../signatures/link-gone-page'

/** A link to an organisation that is past its time, or not whole; or nothing is held any more. */
export function OrganisationLinkGonePage({ refused }: { refused: 'expired' | 'broken' }) {
  return (
    <LinkGonePage
      refused={refused}
      gone="An organisation that nobody confirms within 14 days is deleted, and so is one that is erased or disowned. If you signed for one that is listed, ask for a new link."
    >
      <p>
        <a href={paths.myData()}>Ask what is held for your address</a>
      </p>
    </LinkGonePage>
  )
}
