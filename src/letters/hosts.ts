import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type Host, type LetterRef } from './letter'

/** A group that stands, or stood, behind a letter. */
export type StandingHost = Host & {
  /** Whose mailbox said so; null: it is the group of whoever wrote the letter. */
  domain: string | null
  /** Null: from the beginning. */
  stoodAt: number | null
  /** Null: it still does. */
  leftAt: number | null
}

/** All groups that ever stood behind a letter, in their order. */
export function hostsOf(db: D1Database, ref: LetterRef): Question<StandingHost[]> {
  return question<StandingHost, StandingHost[]>(
    db
      .prepare(
        `SELECT host.slug, host.name, host.url, domain, stood_at AS stoodAt, left_at AS leftAt
         FROM letter_host JOIN host ON host.id = host_id
         WHERE letter_id = ${LETTER_MEANT}
           AND standing IN ('own', 'confirmed', 'left')
         ORDER BY position`
      )
      .bind(...refParams(ref)),
    (hosts) => hosts
  )
}

/** A host that stands behind a letter which everyone sees; null of any other. */
export function hostOf(db: D1Database, slug: string): Question<(Host & { id: number }) | null> {
  return question<Host & { id: number }, (Host & { id: number }) | null>(
    db
      .prepare(
        `SELECT id, slug, name, url FROM host
         WHERE slug = ? AND EXISTS (SELECT 1 FROM letter_host
           JOIN letter ON letter.id = letter_id
           WHERE host_id = host.id AND standing IN ('own', 'confirmed')
             AND letter.state IN ('open', 'paused', 'closed', 'delivered')
             AND letter.stopped IS NOT 'taken-down' AND letter.stopped IS NOT 'deleted')`
      )
      .bind(slug),
    ([host]) => host ?? null
  )
}

/** Those that stood behind it at a moment. */
export function standingAt(hosts: StandingHost[], at: number): StandingHost[] {
  return hosts.filter(({ stoodAt, leftAt }) => (stoodAt ?? 0) <= at && (leftAt ?? Infinity) > at)
}
