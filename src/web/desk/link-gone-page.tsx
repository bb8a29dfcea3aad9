import { paths } from '../../paths'
import { ProblemPage } from '../ui/problem-page'

/** A private link that was taken back, or has been renewed, or a letter that is gone. */
export function LinkGonePage({ because }: { because?: string | null }) {
  return (
    <ProblemPage title="This link opens nothing any more">
      <p>
        Whoever gave it to you has taken it back or made a new one. Ask them for the link that works
        now.
      </p>
      {because && <p>{because}</p>}
      <p>
        If you have signed with it, your signature stands as it is: the links in our mails work as
        before. <a href={paths.myData()}>Ask for them again</a>
      </p>
    </ProblemPage>
  )
}

/** An embargoed link of a letter whose opening was cancelled: its words may change. */
export function NotSetPage() {
  return (
    <ProblemPage title="This letter is being changed">
      <p>
        The time at which it was to open has been cancelled, so its words are not shown now. Once a
        time is set again, this link shows them. Please publish nothing of it before.
      </p>
    </ProblemPage>
  )
}
