import type { Invited } from '../../desk/invitation'
import { TEAM_ROLE_WORDS } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { Time } from '../ui/time'
import { DeskPage } from './desk-page'

type InvitationsPageProps = {
  invitations: Invited[]
  /** Was one answered that no longer stood. */ isGone: boolean
}

/** What somebody is asked to work on. */
export function InvitationsPage({ invitations, isGone }: InvitationsPageProps) {
  return (
    <DeskPage title="Invitations" over="Your desk">
      {isGone && (
        <Outcome>That invitation no longer stands. Ask whoever sent it for a new one.</Outcome>
      )}
      {invitations.length === 0 ? (
        <p>
          Nobody asks you to work on a letter at the moment.{' '}
          <a href={deskPaths.home()}>Your desk</a>
        </p>
      ) : (
        <InvitationList invitations={invitations} />
      )}
    </DeskPage>
  )
}

/** Each with a yes and a no, of one size. */
export function InvitationList({ invitations }: Pick<InvitationsPageProps, 'invitations'>) {
  return (
    <ul class="plain rows">
      {invitations.map(({ letterId, title, role, by, expiresAt }) => (
        <li class="row">
          <div>
            <b>
              {by} asks you to work on {title ? `“${title}”` : 'a letter without a title yet'}
            </b>
            <p class="s soft m0">
              As {TEAM_ROLE_WORDS[role].label.toLowerCase()}. {TEAM_ROLE_WORDS[role].may} Stands
              until <Time at={expiresAt} kind="day" />.
            </p>
          </div>
          <form class="acts" method="post" action={deskPaths.invitations()}>
            <HiddenFields values={{ letter: letterId }} />
            <button class="btn sm" name="answer" value="yes">
              Accept
            </button>
            <button class="btn alt sm" name="answer" value="no">
              Decline
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}
