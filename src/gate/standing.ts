import { question, type Question } from '../ask'
import { LETTER_MEANT, refParams, type LetterRef } from '../letters/letter'
import { domainsAround } from '../mailbox'
import type { Arrival } from './arrival'
import { networksAround } from './network'

/** What is known beforehand of where a signature comes from. */
export type Standing = {
  /** Does a steward know the network; or it is this machine, or beside it. */
  knowsNetwork: boolean
  /** Does a steward know the mail domain, or the register of schools. */
  knowsDomain: boolean
  /** When the mail domain was first seen, and how many have signed with it since. */
  domainFirstAt: number | null
  domainCount: number
  /** Until when the letter asks newcomers for a sign of being human. */
  pressureUntil: number | null
}

type Row = Omit<Standing, 'knowsNetwork' | 'knowsDomain'> & {
  knowsNetwork: number
  knowsDomain: number
}

/** What is known of an arrival’s network and mail domain, and of the letter. */
export function standingOf(
  db: D1Database,
  ref: LetterRef,
  { address, network, domain, ownDomain }: Arrival
): Question<Standing> {
  return question<Row, Standing>(
    db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM allowed WHERE kind = 'network'
                  AND value IN (SELECT value FROM json_each(?3))) AS knowsNetwork,
                EXISTS (SELECT 1 FROM allowed WHERE kind = 'domain'
                  AND value IN (SELECT value FROM json_each(?4)))
                OR EXISTS (SELECT 1 FROM school
                  WHERE domain IN (SELECT value FROM json_each(?4))) AS knowsDomain,
                (SELECT first_at FROM mail_domain WHERE key = ?5) AS domainFirstAt,
                coalesce((SELECT n FROM mail_domain WHERE key = ?5), 0) AS domainCount,
                (SELECT pressure_until FROM letter
                 WHERE id = ${LETTER_MEANT}) AS pressureUntil`
      )
      .bind(
        ...refParams(ref),
        JSON.stringify(networksAround(address)),
        JSON.stringify(ownDomain ? domainsAround(ownDomain) : []),
        domain
      ),
    ([row]) => ({
      domainFirstAt: row?.domainFirstAt ?? null,
      domainCount: row?.domainCount ?? 0,
      pressureUntil: row?.pressureUntil ?? null,
      knowsNetwork: network === null || row?.knowsNetwork === 1,
      knowsDomain: row?.knowsDomain === 1,
    })
  )
}

/** Is a network address one that a steward knows. */
export async function isKnownNetwork(db: D1Database, address: string): Promise<boolean> {
  const known = await db
    .prepare(
      `SELECT 1 FROM allowed WHERE kind = 'network'
         AND value IN (SELECT value FROM json_each(?)) LIMIT 1`
    )
    .bind(JSON.stringify(networksAround(address)))
    .first()
  return known !== null
}
