import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask } from '../../ask'
import { isEntered, type Dealing } from '../../dealings/dealing'
import { dealingsOf } from '../../dealings/find'
import { packsOf } from '../../delivery/find'
import { deskPaths } from '../../desk-paths'
import { editionOf, editionsOf } from '../../letters/find-editions'
import type { Site } from '../site'
import type { DealingPageProps } from './dealing-page'
import { letterId, reachLetter } from './guard'

export type ReachedDealing = Omit<DealingPageProps, 'form'>

/** The letter, the dealing that the address names or its kind, and the edition that is meant. */
export async function reachDealing(
  c: Context<Site>,
  wanted: string | undefined,
  now: Date
): Promise<ReachedDealing | Response> {
  const db = c.env.DB
  const ref = { id: letterId(c) }
  const reached = await reachLetter(
    c,
    'record-dealing',
    now,
    dealingsOf(db, ref),
    packsOf(db, ref),
    editionsOf(db, ref)
  )
  if (reached instanceof Response) return reached
  const [dealings, packs, listed] = reached.answers
  const number = c.req.param('n')
  const dealing = dealings.find((one) => String(one.number) === number) ?? null
  const kind = dealing?.kind ?? c.req.param('kind') ?? ''
  const isGone = number !== undefined && !dealing
  if (isGone || !(dealing || isEntered(kind))) throw new HTTPException(404)
  if (dealing && dealing.takenBackAt !== null)
    return c.redirect(`${deskPaths.dealings(ref.id)}?done=unchanged`, 303)

  const editions = listed.map((one) => one.number)
  const meant = editions.find((one) => String(one) === wanted) ?? dealing?.edition ?? null
  const [edition] = await ask(db, editionOf(db, ref, meant))
  if (!edition) throw new HTTPException(404)
  return {
    at: reached.at,
    kind: kind as Dealing['kind'],
    packs: packs.map((one) => one.number),
    dealing,
    edition,
    editions,
  }
}
