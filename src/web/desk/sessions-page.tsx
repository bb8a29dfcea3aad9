import type { Account } from '../../desk/account'
import type { Session } from '../../desk/session'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { DeskPage } from './desk-page'

type SessionsPageProps = {
  account: Account
  isSteward: boolean
  here: Session
  sessions: Session[]
  /** What a button has just done. */
  said?: string
  form?: FormState
}

/** Who somebody is at the desk, and where they are signed in. */
export function SessionsPage({
  account,
  isSteward,
  here,
  sessions,
  said,
  form,
}: SessionsPageProps) {
  const others = sessions.filter(({ hash }) => hash !== here.hash)
  const { values, problems } = form ?? EMPTY_FORM
  return (
    <DeskPage title="You, and where you are signed in" error={form !== undefined}>
      <ErrorSummary problems={problems} />
      {said && <Outcome>{said}</Outcome>}
      <Section id="here" title="This browser">
        <p>
          You are signed in as <b>{account.address}</b>
          {isSteward && (
            <>
              , a <a href={deskPaths.steward()}>steward of the site</a>
            </>
          )}
          .
        </p>
        <InWords session={here} />
        <form method="post" action={deskPaths.signOut()}>
          <button class="btn">Sign out here</button>
        </form>
      </Section>
      <Section id="others" title="Elsewhere">
        {others.length === 0 ? (
          <p>You are signed in nowhere else.</p>
        ) : (
          <>
            <ul class="plain">
              {others.map((session, i) => (
                <li class={i > 0 ? 'mt' : undefined}>
                  <InWords session={session} />
                  <form method="post" action={deskPaths.sessions()}>
                    <HiddenFields values={{ action: 'end', session: session.hash }} />
                    <button class="btn sm alt">
                      Sign out there<span class="vh">: {session.browser}</span>
                    </button>
                  </form>
                </li>
              ))}
            </ul>
            <form class="mt" method="post" action={deskPaths.sessions()}>
              <button class="btn alt" name="action" value="end-all">
                Sign out everywhere, here too
              </button>
            </form>
          </>
        )}
        <p class="s soft mt">
          A session ends by itself after half an hour without a page, and after twelve hours.
        </p>
      </Section>
      <Section id="you" title="Your name">
        <form class="short" method="post" action={deskPaths.yourName()} novalidate>
          <TextField
            name="name"
            label="How your teams see you"
            hint="Without a name they see your address. The public sees neither."
            autocomplete="name"
            value={values['name'] ?? account.name ?? ''}
            problem={problems['name']}
          />
          <button class="btn alt">Save</button>
        </form>
      </Section>
    </DeskPage>
  )
}

function InWords({ session: { browser, createdAt, seenAt } }: { session: Session }) {
  return (
    <p>
      {browser}
      <br />
      <span class="s soft">
        Since <Time at={createdAt} kind="moment" />
        {seenAt > createdAt && (
          <>
            ; last did something at <Time at={seenAt} kind="moment" />
          </>
        )}
        .
      </span>
    </p>
  )
}
