import type { Account } from '../../desk/account'
import { TEAM_ROLE_WORDS, type TeamRole } from '../../desk/rights'
import type { Member } from '../../desk/team'
import { HiddenFields } from '../signatures/hidden-fields'
import type { AtLetter } from './at-letter'

type MemberFormsProps = {
  at: AtLetter
  account: Account
  member: Member
  /** Is this the page on which the letter is handed over. */
  handsOver: boolean
}

/** What whoever looks may do about a member. */
export function MemberForms({ at, account, member, handsOver }: MemberFormsProps) {
  const own = member.accountId === account.id
  const who = member.accountId
  if (handsOver) {
    return own ? null : (
      <form method="post">
        <HiddenFields values={{ who }} />
        <button class="btn alt sm">Make {member.name} the owner</button>
      </form>
    )
  }
  if (member.role === 'owner') return null
  if (own) {
    return (
      <form method="post">
        <HiddenFields values={{ action: 'leave' }} />
        <button class="btn alt sm">Leave the team</button>
      </form>
    )
  }
  if (at.role !== 'owner') return null
  return (
    <div class="acts">
      <RoleForm member={member} />
      <form method="post">
        <HiddenFields values={{ action: 'remove', who }} />
        <button class="btn alt sm">
          Remove<span class="vh"> {member.name}</span>
        </button>
      </form>
    </div>
  )
}

function RoleForm({ member }: { member: Member }) {
  const others: TeamRole[] = ['editor', 'checker', 'reader']
  const id = `role-${member.accountId}`
  return (
    <form class="acts" method="post">
      <HiddenFields values={{ action: 'change-role', who: member.accountId }} />
      <label class="vh" for={id}>
        Role of {member.name}
      </label>
      <select id={id} name="role">
        {others.map((role) => (
          <option value={role} selected={role === member.role}>
            {TEAM_ROLE_WORDS[role].label}
          </option>
        ))}
      </select>
      <button class="btn alt sm">
        Change role<span class="vh"> of {member.name}</span>
      </button>
    </form>
  )
}
