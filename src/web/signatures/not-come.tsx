import type { Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { AskForLinks } from './ask-for-links'
import { HiddenFields } from './hidden-fields'

type NotComeProps = { letter: Letter; address: string | null; open?: boolean }

/** What to do when the mail has not come. True of every address, so it tells nothing of this one. */
export function NotCome({ letter, address, open }: NotComeProps) {
  return (
    <details open={open}>
      <summary>It has not come</summary>
      <p>
        Give it two minutes, then look in junk. School mail systems often hold a first message in
        quarantine; whoever looks after yours can release it.
      </p>
      <p>
        We write to one address at most three times a day for one letter, and no more at all once
        its reader has told us “this wasn’t me”. An address of your own outside school counts just
        the same.
      </p>
      <p>
        Once said “this wasn’t me”, and changed your mind? <a href={paths.myData()}>Your data</a>{' '}
        mails you a link.
      </p>
      {address === null ? (
        <AskForLinks slug={publicSlug(letter)} button="Send it again" />
      ) : (
        <form method="post" action={paths.links(letter.slug)}>
          <HiddenFields values={{ email: address }} />
          <button class="btn alt sm">Send it again</button>
        </form>
      )}
    </details>
  )
}
