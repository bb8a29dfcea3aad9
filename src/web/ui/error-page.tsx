import { paths } from '../../paths'
import { ProblemPage } from './problem-page'

/** For what broke on our side. It says nothing of the cause but the number to ask about. */
export function ErrorPage({ requestId }: { requestId: string }) {
  return (
    <ProblemPage title="Something went wrong here">
      <p>
        It is our mistake, not yours, and it has been noted. Go back and try again in a minute. If
        you were confirming a signature, your link still works, and you can’t be counted twice.
      </p>
      <p>
        <a href={paths.home()}>All open letters</a>
      </p>
      <p class="s soft">
        Should you write to us about it, name this request: <span class="mono">{requestId}</span>
      </p>
    </ProblemPage>
  )
}
