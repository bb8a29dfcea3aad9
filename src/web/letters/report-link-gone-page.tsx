import { deskPaths } from '../../desk-paths'
import { LinkGonePage } from '../signatures/link-gone-page'

/** A link to a report that is past its time, or not whole. */
export function ReportLinkGonePage({
  refused,
  slug,
}: {
  refused: 'expired' | 'broken'
  slug: string
}) {
  return (
    <LinkGonePage
      refused={refused}
      gone="Reports that nobody confirms are deleted after 7 days, and decided ones after we wrote to whoever sent them."
    >
      <p>
        <a href={deskPaths.report(slug)}>Report a name</a>
      </p>
    </LinkGonePage>
  )
}
