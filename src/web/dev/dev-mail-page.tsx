import type { DevMail } from '../../mail/dev-inbox'
import { paths } from '../../paths'
import { Layout, SlimSheet } from '../ui/layout'
import { Time } from '../ui/time'

type DevMailPageProps = {
  mails: DevMail[]
  /** Only mail to this address is shown, if given. */
  to?: string
}

/** The development inbox: mail that would have been sent, newest first. */
export function DevMailPage({ mails, to = '' }: DevMailPageProps) {
  return (
    <Layout title="Development inbox" noindex>
      <header class="hd">
        <h1>Development inbox</h1>
        <p>In development, mail is kept here instead of being sent.</p>
      </header>
      <form class="find short" action={paths.devMail()}>
        <label for="to">Only mail to</label>
        <div>
          <input id="to" name="to" type="email" value={to} autocomplete="off" />
          <button class="btn alt">Show</button>
        </div>
      </form>
      {mails.length > 0 ? (
        <ul class="tl">
          {mails.map((mail) => (
            <li>
              <Time at={new Date(mail.created_at)} kind="moment" />
              <p>
                <a href={paths.devMailMessage(mail.id)}>{mail.subject}</a>
                <br />
                <span class="s soft">to {mail.to}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <p>{to ? `No mail to ${to} yet.` : 'No mail yet.'} Reload the page to look again.</p>
      )}
    </Layout>
  )
}

/** One mail, both its parts. */
export function DevMailMessagePage({ mail }: { mail: DevMail }) {
  return (
    <Layout title={mail.subject} noindex>
      <SlimSheet>
        <p class="up">
          <a href={paths.devMail()}>Development inbox</a>
        </p>
        <h1>{mail.subject}</h1>
        <dl class="env s">
          <dt>To</dt>
          <dd>{mail.to}</dd>
          <dt>Written</dt>
          <dd>
            <Time at={new Date(mail.created_at)} kind="moment" />
          </dd>
          {Object.entries(mail.headers).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        <h2>Text part</h2>
        <pre>{withLinks(mail.text)}</pre>
        <h2>HTML part</h2>
        <iframe
          title="HTML part of the mail"
          sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
          src={paths.devMailHtml(mail.id)}
        />
      </SlimSheet>
    </Layout>
  )
}

function withLinks(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, i) => (i % 2 === 1 ? <a href={piece}>{piece}</a> : piece))
}
