import { ProblemPage } from '../ui/problem-page'

/** Of a token that opens nothing: taken back, too old, or its letter is gone. */
export function HostLinkGonePage({ because }: { because?: string | null }) {
  return (
    <ProblemPage title="This link opens nothing any more">
      <p>
        The question was taken back, or nobody answered it in 30 days, or the letter is gone.
        Whoever asked you can ask again.
      </p>
      {because && <p>{because}</p>}
    </ProblemPage>
  )
}
