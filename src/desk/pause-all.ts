import { auditIfChanged } from './audit'

/** What can be paused on the whole site: all signing, or the opening of letters. */
export type Pausable = 'signing' | 'launching'

type Pause = {
  what: Pausable
  /** The sentences that stood and are to stand; null: it is not paused. */
  was: string | null
  sentence: string | null
}

/** Pauses something everywhere, or lets it go on. False: another sentence stands than the one read. */
export async function pauseAll(
  db: D1Database,
  accountId: number,
  { what, was, sentence }: Pause,
  now: Date
): Promise<boolean> {
  const act = `${sentence === null ? 'resume' : 'pause'}-${what}`
  const done = { letterId: null, accountId, asSteward: true, act, detail: { sentence } }
  const statement =
    what === 'signing'
      ? db.prepare('UPDATE site SET signing_paused = ? WHERE id = 1 AND signing_paused IS ?')
      : db.prepare('UPDATE site SET launching_paused = ? WHERE id = 1 AND launching_paused IS ?')
  const [paused] = await db.batch([statement.bind(sentence, was), auditIfChanged(db, done, now)])
  return Boolean(paused?.meta.changes)
}
