import type { Letter, LetterState } from '../letters/letter'
import { stateAt } from '../letters/state'

/** What somebody is in the team of a letter. */
const TEAM_ROLES = ['owner', 'editor', 'checker', 'reader'] as const
export type TeamRole = (typeof TEAM_ROLES)[number]

/** What people are invited as: a letter has one owner. */
export type InvitedRole = Exclude<TeamRole, 'owner'>

/** Where a letter is in its life, as its team sees it. `scheduled`: it opens by itself. */
export type Stage = LetterState | 'scheduled' | 'finished' | 'archived' | 'taken-down'

/** What decides the stage of a letter. */
export type Staged = Parameters<typeof stateAt>[0] &
  Pick<Letter, 'archivedAt' | 'opensAt' | 'finishedAt'>

type Right = { by: readonly TeamRole[]; in: readonly Stage[] }

const EVERYONE = TEAM_ROLES
const WRITERS = ['owner', 'editor'] as const
const CHECKERS = ['owner', 'checker'] as const
const OWNER = ['owner'] as const

const UNOPENED = ['draft', 'scheduled', 'gathering'] as const
const RUNNING = ['gathering', 'open', 'paused'] as const
const ENDED = ['closed', 'delivered', 'finished'] as const
const SIGNED = [...RUNNING, ...ENDED] as const
const PUBLIC = ['open', 'paused', ...ENDED] as const
const LIVING = [...UNOPENED, 'open', 'paused', ...ENDED] as const
const ALWAYS = [...LIVING, 'archived', 'taken-down'] as const

/** Who may do what, and when. Nothing at the desk asks anywhere else. */
export const RIGHTS = {
  read: { by: EVERYONE, in: ALWAYS },
  'leave-team': { by: EVERYONE, in: ALWAYS },
  'write-draft': { by: WRITERS, in: ['draft', ...RUNNING] },
  'settle-remarks': { by: WRITERS, in: LIVING },
  'share-draft': { by: WRITERS, in: ['draft', 'scheduled', ...RUNNING] },
  'change-settings': { by: WRITERS, in: ['draft', ...RUNNING] },
  'change-slug': { by: WRITERS, in: UNOPENED },
  'ask-hosts': { by: WRITERS, in: ['draft', 'scheduled', ...SIGNED] },
  'take-off-host': { by: OWNER, in: ['draft', 'scheduled', ...SIGNED] },
  'invite-team': { by: OWNER, in: ALWAYS },
  'change-team': { by: OWNER, in: ALWAYS },
  'hand-over': { by: OWNER, in: ALWAYS },
  'ask-approval': { by: OWNER, in: UNOPENED },
  gather: { by: OWNER, in: ['draft'] },
  'share-founding': { by: WRITERS, in: ['gathering'] },
  schedule: { by: OWNER, in: ['draft', 'gathering'] },
  unschedule: { by: OWNER, in: ['scheduled', 'gathering'] },
  'share-embargoed': { by: WRITERS, in: ['scheduled', 'gathering'] },
  open: { by: OWNER, in: UNOPENED },
  'publish-edition': { by: OWNER, in: RUNNING },
  pause: { by: OWNER, in: ['open'] },
  resume: { by: OWNER, in: ['paused'] },
  close: { by: OWNER, in: ['open', 'paused'] },
  reopen: { by: OWNER, in: ['closed'] },
  archive: { by: OWNER, in: ['finished', 'delivered'] },
  unarchive: { by: OWNER, in: ['archived'] },
  delete: { by: OWNER, in: ['draft', 'scheduled', 'gathering', 'open', 'paused'] },
  'count-paper': { by: OWNER, in: [...RUNNING, ...ENDED] },
  'choose-retention': { by: OWNER, in: [...LIVING, 'archived'] },
  'answer-complaints': { by: OWNER, in: ALWAYS },
  'see-signers': { by: EVERYONE, in: [...SIGNED, 'archived'] },
  'check-names': { by: CHECKERS, in: [...SIGNED, 'archived'] },
  'keep-notable': { by: CHECKERS, in: [...LIVING, 'archived'] },
  'open-hidden': { by: CHECKERS, in: [...SIGNED, 'archived'] },
  // Also what is taken down: its ledger ends only once no case about it is open.
  'handle-cases': { by: CHECKERS, in: [...SIGNED, 'archived', 'taken-down'] },
  'check-schools': { by: CHECKERS, in: [...SIGNED, 'archived'] },
  'check-comments': { by: CHECKERS, in: [...PUBLIC, 'archived'] },
  'check-organisations': { by: CHECKERS, in: [...PUBLIC, 'archived'] },
  'write-update': { by: WRITERS, in: [...PUBLIC, 'archived'] },
  'send-update': { by: OWNER, in: [...PUBLIC, 'archived'] },
  'record-dealing': { by: WRITERS, in: [...PUBLIC, 'archived'] },
  'make-pack': { by: WRITERS, in: [...PUBLIC, 'archived'] },
  'plan-hand-in': { by: WRITERS, in: PUBLIC },
} as const satisfies Record<string, Right>

/** Something that a member of a letter's team may want to do. */
export type DeskAct = keyof typeof RIGHTS

/** Why an act is not allowed: to this member never, or to nobody while the letter is as it is. */
export type Denied = 'not-yours' | 'not-now'

/** May a member with this role do this while the letter is at this stage. Null: yes. */
export function denied(role: TeamRole, stage: Stage, act: DeskAct): Denied | null {
  const right: Right = RIGHTS[act]
  if (!right.by.includes(role)) return 'not-yours'
  return right.in.includes(stage) ? null : 'not-now'
}

/** The stage that a letter is at. */
export function stageOf(letter: Staged, now: Date): Stage {
  if (letter.stopped === 'taken-down' || letter.stopped === 'deleted') return 'taken-down'
  if (letter.archivedAt !== null) return 'archived'
  const state = stateAt({ ...letter, stopped: null }, now)
  if (state === 'draft' && letter.opensAt !== null) return 'scheduled'
  return state === 'closed' && letter.finishedAt !== null ? 'finished' : state
}

/** The roles as pages call them, and what each is for. */
export const TEAM_ROLE_WORDS: Record<TeamRole, { label: string; may: string }> = {
  owner: { label: 'Owner', may: 'Everything: opens and closes the letter, and chooses the team.' },
  editor: { label: 'Editor', may: 'Writes the letter and changes its settings.' },
  checker: {
    label: 'Checker',
    may: 'Looks at names, and takes off display what should not be there.',
  },
  reader: { label: 'Reader', may: 'Reads all of this, and changes nothing.' },
}
