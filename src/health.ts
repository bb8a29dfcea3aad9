import { listAlarms } from './alarm'
import type { Settings } from './env'
import { canSendMail } from './mail/mailer'

/** The migration without which this code can't work. */
export const NEWEST_MIGRATION = '0013_retention.sql'

/** What stands in the way of this site doing its job, in words; empty if nothing does. */
export async function listProblems(db: D1Database, settings: Settings): Promise<string[]> {
  if (!(await isMigrated(db))) {
    return ['The database is not up to date: apply the migrations.']
  }
  const problems = await listAlarms(db)
  if (!canSendMail(settings)) {
    problems.push('This site can’t send mail yet, so nobody can sign: RESEND_API_KEY is missing.')
  }
  if (settings.ENVIRONMENT === 'development' && !(await hasDemonstration(db))) {
    problems.push('The demonstration letters are not there yet.')
  }
  return problems
}

/** In development: are the demonstration letters there, whole. */
export async function hasDemonstration(db: D1Database): Promise<boolean> {
  const at = await db.prepare('SELECT demonstrated_at FROM site').first<number>('demonstrated_at')
  return at !== null
}

async function isMigrated(db: D1Database): Promise<boolean> {
  try {
    const newest = await db
      .prepare('SELECT 1 FROM d1_migrations WHERE name = ?')
      .bind(NEWEST_MIGRATION)
      .first()
    return newest !== null
  } catch {
    return false
  }
}
