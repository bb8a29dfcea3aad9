import { paths } from '../../paths'
import { ProblemPage } from './problem-page'

export function NotFoundPage() {
  return (
    <ProblemPage title="There is no such page">
      <p>
        If you typed the address, check it. If you followed a link out of a mail, copy the whole of
        it: some mail programs break long links in two.
      </p>
      <p>
        <a href={paths.home()}>All open letters</a>
      </p>
    </ProblemPage>
  )
}
