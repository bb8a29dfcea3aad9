import { askHost } from '../desk/ask-host'
import { makeLink } from '../desk/letter-link'
import { leaveRemark } from '../desk/remark'
import { saveWords } from '../desk/save-words'
import { startLetter } from '../desk/start-letter'
import { CAMPAIGNER, EDITOR } from './accounts'
import { inspectionLetter } from './inspection'
import { libraryDraft } from './library'
import type { SeedSite } from './seed'
import { accountOf, type DemoAccounts } from './seed-team'

const HOUR_MS = 60 * 60 * 1000

/** A letter that is being written, with what its readers remarked and a group that was asked. */
export async function seedDraft(site: SeedSite, accounts: DemoAccounts, now: Date) {
  const { db, master, origin } = site
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)
  const { title, addressedTo, markdown, remarks, asked } = libraryDraft
  const owner = accountOf(accounts, CAMPAIGNER)
  const editor = accountOf(accounts, EDITOR)

  const begun = { title, host_name: inspectionLetter.hosts[0]?.name ?? '', key: 'demonstration' }
  const id = await startLetter(db, origin, owner.id, begun, ago(75))
  await db
    .prepare(
      `INSERT INTO member (letter_id, account_id, role, since) VALUES (?, ?, 'editor', ?)
       ON CONFLICT DO NOTHING`
    )
    .bind(id, editor.id, ago(74).getTime())
    .run()
  const words = { title, addressed_to: addressedTo, text: markdown }
  await saveWords(db, id, { edition: 0, version: 1 }, words, editor.id, ago(51))
  await makeLink(db, master, id, 'draft', owner.id, ago(50))
  for (const [i, remark] of remarks.entries()) {
    await leaveRemark(db, id, { version: 2, ...remark }, ago(46 - 13 * i))
  }
  await askHost(db, master, owner, { id, title }, asked, now)
  // From now on there is nothing left to bring in.
  await db.prepare('UPDATE letter SET demonstration = 1 WHERE id = ?').bind(id).run()
}
