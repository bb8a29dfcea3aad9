import { paths } from '../../paths'
import { ProblemPage } from '../ui/problem-page'

export type Gone = { gone: 'taken-down' | 'deleted'; because: string | null }

/** Where a letter was: nothing of its text or its names, and why. */
export function GonePage({ gone, because }: Gone) {
  return (
    <ProblemPage title={goneInWords(gone)}>
      {because && <p>{because}</p>}
      <p>
        {gone === 'deleted'
          ? 'Nobody had signed it, so nothing is lost.'
          : 'If you have signed it, the link in our mail still leads to your signature: you can see, withdraw or erase it there.'}
      </p>
      <p>
        <a href={paths.home()}>All open letters</a>
      </p>
    </ProblemPage>
  )
}

export function goneInWords(gone: Gone['gone']): string {
  return gone === 'deleted'
    ? 'This letter was deleted by those who wrote it'
    : 'This letter has been taken down'
}
