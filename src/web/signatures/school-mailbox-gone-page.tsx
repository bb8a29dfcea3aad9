import { LinkGonePage } from './link-gone-page'
import { SlimPage } from './slim-page'

/** A link to a school mailbox that has answered, or whose time is over; or one that is not whole. */
export function SchoolMailboxGonePage({ refused }: { refused: 'expired' | 'broken' }) {
  return (
    <LinkGonePage
      refused={refused}
      gone="It was answered already, the signature it was for was withdrawn or erased, or its 14 days are over."
    >
      <p>
        If you signed, the page of your signature shows what stands behind your role. Its link is in
        the mail that says you are counted.
      </p>
    </LinkGonePage>
  )
}

/** Somebody said that a mailbox is not the signer's. */
export function SchoolMailboxDeclinedPage() {
  return (
    <SlimPage title="Thank you, it is deleted">
      <p>
        The address does not stand behind that signature, and we won’t write to it about that
        signature again. To know it by, we keep a keyed fingerprint of it for as long as that
        signature is kept.
      </p>
    </SlimPage>
  )
}
