import { question, type Question } from '../ask'
import type { Host } from '../letters/letter'

export type HostStanding = 'own' | 'asked' | 'confirmed' | 'declined' | 'left'

/** A group in the list of a letter's team. */
export type DeskHost = Host & {
  /** 0: the group that the letter is from. */
  position: number
  standing: HostStanding
  askedAddress: string | null
  askedUntil: number | null
  domain: string | null
  stoodAt: number | null
  leftAt: number | null
}

/** Every group that stands behind a letter, was asked to, or did. */
export function deskHosts(db: D1Database, letterId: number): Question<DeskHost[]> {
  return question<DeskHost, DeskHost[]>(
    db
      .prepare(
        `SELECT slug, name, url, position, standing, asked_address AS askedAddress,
                asked_until AS askedUntil, domain, stood_at AS stoodAt, left_at AS leftAt
         FROM letter_host JOIN host ON host.id = host_id
         WHERE letter_id = ? ORDER BY position`
      )
      .bind(letterId),
    (hosts) => hosts
  )
}
