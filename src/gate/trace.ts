import type { Arrival } from './arrival'

/**
 * Keeps how a signature came in, so that one like it can be found; in the batch that records it.
 * `isKnown`: the mail domain is a school’s, or it or the network is one that stewards know.
 */
export function keepTrace(
  db: D1Database,
  { id, letterId, at, isKnown }: { id: string; letterId: number; at: number; isKnown: boolean },
  { network, wider, domain, name, local, agent, asn, referrer }: Arrival
): D1PreparedStatement {
  const known = isKnown ? 1 : 0
  return db
    .prepare(
      `INSERT INTO trace (letter_id, at, signature_id, network, wider, domain, name, local, agent,
                          asn, referrer, known)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
    )
    .bind(letterId, at, id, network, wider, domain, name, local, agent, asn, referrer, known)
}
