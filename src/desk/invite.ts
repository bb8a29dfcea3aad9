import { sendNoticeIfChanged } from '../mail/send-notice'
import { addressKey } from '../mailbox'
import { nameOf, type Account } from './account'
import { auditIfChanged } from './audit'
import { INVITATION_MS } from './invitation'
import { TEAM_ROLE_WORDS, type InvitedRole } from './rights'

const DAY_MS = 24 * 60 * 60 * 1000

/** So many a day, of all letters together, so that a desk can't be used to send mail to the world. */
const MOST_A_DAY = 30

/**
 * Invites an address into a team, with a mail in the same batch; anew, the role may be another one.
 * `member`: it is somebody's who is in the team. `too-many`: enough for a day.
 */
export async function invite(
  db: D1Database,
  master: Uint8Array,
  by: Account,
  letter: { id: number; title: string },
  { address, role }: { address: string; role: InvitedRole },
  now: Date
): Promise<'invited' | 'member' | 'too-many'> {
  const key = await addressKey(master, address)
  const at = now.getTime()
  const worksUntil = at + INVITATION_MS
  const { label, may } = TEAM_ROLE_WORDS[role]
  const asWhat = { role: label.toLowerCase(), may }
  const done = { letterId: letter.id, accountId: by.id, act: 'invite', detail: { address, role } }
  const [known, made] = await db.batch<{ member: number }>([
    db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM member JOIN account ON account.id = account_id
                        WHERE letter_id = ? AND address_key = ?) AS member`
      )
      .bind(letter.id, key),
    db
      .prepare(
        `INSERT INTO invitation
           (letter_id, address_key, address, role, invited_by, created_at, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
         WHERE NOT EXISTS (SELECT 1 FROM member JOIN account ON account.id = account_id
                           WHERE letter_id = ?1 AND address_key = ?2)
           AND ?8 > (SELECT count(*) FROM audit
                     WHERE account_id = ?5 AND act = 'invite' AND at > ?6 - ?9)
         ON CONFLICT (letter_id, address_key) DO UPDATE SET
           address = excluded.address, role = excluded.role, invited_by = excluded.invited_by,
           created_at = excluded.created_at, expires_at = excluded.expires_at`
      )
      .bind(letter.id, key, address, role, by.id, at, worksUntil, MOST_A_DAY, DAY_MS),
    auditIfChanged(db, done, now),
    sendNoticeIfChanged(
      db,
      { notice: 'invitation', title: letter.title, ...asWhat, by: nameOf(by), worksUntil },
      [address],
      now
    ),
  ])
  if (made?.meta.changes) return 'invited'
  return known?.results[0]?.member ? 'member' : 'too-many'
}
