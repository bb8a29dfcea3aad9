import type { CaseAnywhere, HeldAnywhere, PressedAnywhere } from '../../cases/across-letters'
import { deskPaths } from '../../desk-paths'
import type { FailingMail } from '../../mail/failing'
import { COUNTED_TO } from '../../mail/traffic'
import { paths } from '../../paths'
import type { RegistrarState } from '../../registrar/list-registrars'
import { CASE_STATES } from '../desk/case-words'
import { formatNumber, formatUpTo, signatures } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'

/** What waits on all letters together. */
export type AtWork = {
  cases: CaseAnywhere[]
  held: HeldAnywhere[]
  pressed: PressedAnywhere[]
  failing: FailingMail
  registrars: RegistrarState[]
}

/** What waits, of all letters: signatures that are checked, and mail that did not arrive; who counts. */
export function AtWorkSections({ cases, held, pressed, failing, registrars }: AtWork) {
  return (
    <>
      <Section id="cases" title="Cases not decided">
        {cases.length === 0 ? (
          <p>None.</p>
        ) : (
          <ul class="plain rows">
            {cases.map(({ id, letterId, title, state, listed, openedAt }) => (
              <li>
                <a href={deskPaths.case(letterId, id)}>{signatures(listed)}</a> of “{title}”:{' '}
                {CASE_STATES[state]}, since <Time at={openedAt} kind="moment" />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="held" title="Being checked">
        {held.length === 0 ? (
          <p>Nobody.</p>
        ) : (
          <ul class="plain rows">
            {held.map(({ letterId, title, n, since }) => (
              <li>
                <a href={deskPaths.held(letterId)}>{signatures(n)}</a> of “{title}”
                {since !== null && (
                  <>
                    , the first since <Time at={since} kind="moment" />
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {pressed.map(({ letterId, title, since, until }) => (
          <p>
            Signatures come to <a href={deskPaths.stewardLetter(letterId)}>“{title}”</a> faster than
            usual since <Time at={since} kind="moment" />. Its page says so until at least{' '}
            <Time at={until} kind="clock" />.
          </p>
        ))}
      </Section>
      <Section id="mail" title="Mail that went wrong">
        <p>
          Refused {formatUpTo(failing.refused, COUNTED_TO)}, unknown{' '}
          {formatUpTo(failing.unknown, COUNTED_TO)}; came back for good{' '}
          {formatNumber(failing.bounced)}, called spam {formatNumber(failing.complained)}.{' '}
          <a href={paths.stewardMail()}>See the mail</a>
        </p>
      </Section>
      <Section id="registrars" title="Registrars">
        <ul class="plain rows">
          {registrars.map(({ letterId, title, size, committedAt, refuses }) => (
            <li>
              <a href={deskPaths.stewardLetter(letterId)}>“{title}”</a>: {formatNumber(size)}{' '}
              entries
              {committedAt !== null && (
                <>
                  , the newest of <Time at={committedAt} kind="moment" />
                </>
              )}
              {refuses ? <b>. It takes no changes: see its alarm</b> : null}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
