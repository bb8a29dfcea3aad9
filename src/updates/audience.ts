import { question, type Question } from '../ask'
import type { UpdateAudience } from './update'

/** A host that stands behind the letter: those who follow it may get the letter's updates. */
export type AudienceHost = { id: number; name: string }

/** Past this nobody counts any more: it would take longer with every signature. */
export const MOST_COUNTED = 1000

/** How many would get an update; past `MOST_COUNTED` it says only that. */
export type AudienceSizes = {
  signers: number
  /** Of those looked at, so that it may be too few where there are more signers. */
  earlier: number
  followers: number
  hosts: (AudienceHost & { followers: number })[]
}

type SizeRow = { signers: number; earlier: number; followers: number; hosts: string }

/**
 * The parts of a letter's audience. Earlier than which edition is what that update says; of one
 * that is new, or goes to all, the newest.
 */
export function audienceSizes(
  db: D1Database,
  letterId: number,
  updateId: number
): Question<AudienceSizes> {
  return question<SizeRow, AudienceSizes>(
    db
      .prepare(
        `SELECT count(*) AS signers, count(*) FILTER (WHERE edition < before) AS earlier,
                (SELECT count(*) FROM
                   (SELECT 1 FROM follow
                    WHERE letter_id = ?1 AND letter_id IS NOT NULL AND state = 'following'
                    LIMIT ?3)) AS followers,
                (SELECT json_group_array(json(each)) FROM
                   (SELECT json_object('id', host.id, 'name', host.name, 'followers',
                             (SELECT count(*) FROM
                                (SELECT 1 FROM follow
                                 WHERE follow.host_id = host.id AND follow.host_id IS NOT NULL
                                   AND follow.state = 'following' LIMIT ?3))) AS each
                    FROM letter_host JOIN host ON host.id = letter_host.host_id
                    WHERE letter_host.letter_id = ?1
                      AND letter_host.standing IN ('own', 'confirmed')
                    ORDER BY position)) AS hosts
         FROM (SELECT edition, coalesce(
                 (SELECT audience->>'$.signers.before' FROM letter_update
                  WHERE id = ?2 AND letter_update.letter_id = ?1),
                 (SELECT edition FROM letter WHERE id = ?1)) AS before
               FROM signature
               WHERE letter_id = ?1 AND state = 'counted' AND kept_address IS NOT NULL
                 AND updates = 1
               LIMIT ?3)`
      )
      .bind(letterId, updateId, MOST_COUNTED + 1),
    ([row]) => ({
      signers: row?.signers ?? 0,
      earlier: row?.earlier ?? 0,
      followers: row?.followers ?? 0,
      hosts: JSON.parse(row?.hosts ?? '[]') as AudienceSizes['hosts'],
    })
  )
}

/** Whose turn it is, one after the other: `signers`, `letter`, or `host` and its id. */
export function turnsOf({ signers, followers, hosts }: UpdateAudience): string[] {
  return [
    ...(signers ? ['signers'] : []),
    ...(followers ? ['letter'] : []),
    ...hosts.map((id) => `host ${id}`),
  ]
}
