import type { Account } from '../../desk/account'
import type { Invitation } from '../../desk/invitation'
import { denied, TEAM_ROLE_WORDS } from '../../desk/rights'
import type { Member } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { SelectField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { MemberForms } from './member-forms'

const DONE = {
  invited: 'The invitation is on its way.',
  'taken-back': 'The invitation is taken back.',
  'role-changed': 'The role is changed.',
  removed: 'They are no longer in the team.',
  left: 'You are no longer in the team.',
  'handed-over': 'The letter has another owner. You are an editor of it now.',
  unchanged: 'Nothing was changed: somebody may have been quicker. This is how it stands.',
}

/** What a press on the team's page came to. */
export type TeamDone = keyof typeof DONE

type TeamPageProps = {
  at: AtLetter
  account: Account
  members: Member[]
  invitations: Invitation[]
  form: FormState
  done?: string
  /** Is this the page on which the letter is handed over. */
  handsOver: boolean
}

const ROLES = (['editor', 'checker', 'reader'] as const).map((key) => ({
  key,
  label: `${TEAM_ROLE_WORDS[key].label}. ${TEAM_ROLE_WORDS[key].may}`,
}))

/** Who works on a letter and who is asked to; what its owner may change of that. */
export function TeamPage(props: TeamPageProps) {
  const { at, account, members, invitations, form, done, handsOver } = props
  const field = fieldsOf(form)
  const mayInvite = denied(at.role, at.stage, 'invite-team') === null
  const said = DONE[done as TeamDone] as string | undefined
  return (
    <DeskPage title="Team" at={at} error={Object.keys(form.problems).length > 0}>
      <ErrorSummary problems={form.problems} />
      {said && <Outcome>{said}</Outcome>}
      <Section id="members" title="Members">
        <ul class="plain rows">
          {members.map((member) => (
            <li class="row">
              <div>
                <b>{member.name}</b>
                {member.accountId === account.id && ' (you)'}
                <p class="s soft m0">
                  {TEAM_ROLE_WORDS[member.role].label} since <Time at={member.since} kind="day" />
                  {member.name !== member.address && `, ${member.address}`}
                </p>
              </div>
              <MemberForms {...{ at, account, member, handsOver }} />
            </li>
          ))}
        </ul>
        {at.role === 'owner' && !handsOver && members.length > 1 && (
          <p>
            <a href={`${deskPaths.team(at.letter.id)}/hand-over`}>Make somebody else the owner</a>
          </p>
        )}
      </Section>
      {invitations.length > 0 && (
        <Section id="invited" title="Invited">
          <Invitations at={at} invitations={invitations} mayInvite={mayInvite} />
        </Section>
      )}
      {mayInvite && !handsOver && (
        <Section id="invite" title="Invite somebody">
          <form method="post" novalidate>
            <HiddenFields values={{ action: 'invite' }} />
            <TextField
              {...field('email')}
              label="Their email address"
              hint="They get a mail, and say yes or no at their own desk. Nobody else can accept for them."
              type="email"
              autocomplete="off"
              spellcheck={false}
            />
            <SelectField
              {...field('role')}
              label="As"
              options={ROLES}
              placeholder="Choose a role"
            />
            <button class="btn">Send the invitation</button>
          </form>
        </Section>
      )}
      <p>
        <a href={deskPaths.audit(at.letter.id)}>Everything that was done to this letter</a>
      </p>
    </DeskPage>
  )
}

type InvitationsProps = Pick<TeamPageProps, 'at' | 'invitations'> & { mayInvite: boolean }

function Invitations({ invitations, mayInvite }: InvitationsProps) {
  return (
    <ul class="plain rows">
      {invitations.map(({ address, role, expiresAt }) => (
        <li class="row">
          <div>
            <b>{address}</b>
            <p class="s soft m0">
              As {TEAM_ROLE_WORDS[role].label.toLowerCase()}; stands until{' '}
              <Time at={expiresAt} kind="day" />
            </p>
          </div>
          {mayInvite && (
            <form method="post">
              <HiddenFields values={{ action: 'take-back', invited: address }} />
              <button class="btn alt sm">
                Take back<span class="vh"> the invitation of {address}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}
