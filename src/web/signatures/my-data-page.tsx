import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import type { FormState } from '../ui/form-state'
import { AskForData } from './ask-for-data'
import { SlimPage } from './slim-page'

type MyDataPageProps = { form?: FormState; asked?: boolean }

/** Where anyone learns what this site holds about their address: by mail, never on the page. */
export function MyDataPage({ form, asked }: MyDataPageProps) {
  return asked ? <Asked /> : <Ask form={form} />
}

function Ask({ form }: Pick<MyDataPageProps, 'form'>) {
  return (
    <SlimPage title="Your data" problems={form?.problems}>
      <p>
        Type your email address, and we mail you one link for each letter here that it has signed,
        whose news it gets, or where it signed for an organisation. The link of a signature shows
        all that is held, lets you download it, and lets you correct, hide, withdraw or erase it. If
        we hold nothing, the mail says so.
      </p>
      <p>
        If you have a desk here, to write letters, your address is kept with it, and{' '}
        <a href={deskPaths.sessions()}>you see it there</a>. An address that was asked something, or
        that reported a name, is kept until that is answered or its time is over.
      </p>
      <AskForData form={form} button="Mail me my links" />
      <p class="mt s soft">
        The answer goes to the address and nowhere else, so nobody can learn from this page who has
        signed. We use the address for this mail only.
      </p>
    </SlimPage>
  )
}

function Asked() {
  return (
    <SlimPage title="Check your email">
      <p>
        We are writing to that address: either with a link for each thing that we hold for it, or
        that we hold no signature of it.
      </p>
      <p>
        Give it two minutes, then look in junk. We write to one address at most five times a day, so
        if you have asked often, look for an earlier mail.
      </p>
      <p>
        <a href={paths.myData()}>Ask for another address</a>
      </p>
    </SlimPage>
  )
}
