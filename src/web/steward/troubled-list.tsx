import type { PropsWithChildren } from 'hono/jsx'
import type { Traffic } from '../../mail/traffic'
import type { TroubledMail } from '../../mail/troubled'
import { paths } from '../../paths'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import { adviceOn, mailInWords } from './troubled-in-words'

type TroubledListProps = { troubled: TroubledMail[]; traffic: Traffic }

/** The mails that need a person, oldest first, and what can be done about each, or about all. */
export function TroubledList({ troubled, traffic }: TroubledListProps) {
  if (troubled.length === 0) return <p>There are none.</p>
  const all = traffic.refused + traffic.unknown
  return (
    <>
      <p>
        The provider refused these mails, or its answer got lost and nobody can tell whether they
        arrived. No address is shown, and none is kept for this: a mail can be sent again only if
        its signature still waits for its signer, or the signer asked for news.
      </p>
      <ForAll state="refused" n={traffic.refused} />
      <ForAll state="unknown" n={traffic.unknown} />
      {all > troubled.length && (
        <p class="s soft">
          The {formatNumber(troubled.length)} oldest of {formatNumber(all)}:
        </p>
      )}
      <ul class="tl">
        {troubled.map((mail) => (
          <Troubled mail={mail} />
        ))}
      </ul>
    </>
  )
}

function ForAll({ state, n }: { state: TroubledMail['state']; n: number }) {
  if (n < 2) return null
  return (
    <Act fields={{ state }}>
      <button class="btn sm alt" name="action" value="send-again">
        Send all {formatNumber(n)} {state} again
      </button>
      <button class="btn sm alt" name="action" value="give-up">
        Give all {formatNumber(n)} up
      </button>
    </Act>
  )
}

function Troubled({ mail }: { mail: TroubledMail }) {
  const { id, state, slug, createdAt, problem, sendable } = mail
  return (
    <li>
      <Time at={createdAt} kind="moment" />
      <div>
        <p>
          <b>{state === 'refused' ? 'Refused' : 'Unknown'}:</b> {mailInWords(mail)}
          {slug && (
            <>
              {' '}
              about <a href={paths.letter(slug)}>{slug}</a>
            </>
          )}
        </p>
        {problem && <p class="s">{problem}</p>}
        <p class="s soft">{adviceOn(mail)}</p>
        <Act fields={{ id }}>
          {sendable && (
            <button class="btn sm alt" name="action" value="send-again">
              Send it again
            </button>
          )}
          <button class="btn sm alt" name="action" value="give-up">
            Give it up
          </button>
        </Act>
      </div>
    </li>
  )
}

/** A form whose buttons each say what to do; without a press of one it does nothing. */
function Act({ fields, children }: PropsWithChildren<{ fields: Record<string, string> }>) {
  return (
    <form class="mt" method="post" action={paths.stewardMail()}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="row">{children}</p>
    </form>
  )
}
