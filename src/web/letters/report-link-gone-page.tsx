import { deskPaths } from '../../desk-paths'
import { SlimPage } from '../signatures/slim-page'

/** A link to a report that is past its time, or not whole. */
export function ReportLinkGonePage({ refused, slug }: { refused: string; slug: string }) {
  const broken = refused === 'broken'
  return (
    <SlimPage title={broken ? 'This link is not complete' : 'This link no longer works'}>
      <p>
        {broken
          ? 'Mail programs sometimes cut a long link short. Copy the whole link from the mail, to its very end.'
          : 'Reports that nobody confirms are deleted after 7 days, and decided ones after we wrote to whoever sent them.'}
      </p>
      <p>
        <a href={deskPaths.report(slug)}>Report a name</a>
      </p>
    </SlimPage>
  )
}
