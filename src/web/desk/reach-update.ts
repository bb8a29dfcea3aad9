import type { Context } from 'hono'
import { editionOf } from '../../letters/find-editions'
import { audienceSizes } from '../../updates/audience'
import { writtenUpdate } from '../../updates/written'
import type { Site } from '../site'
import { letterId, reachLetter } from './guard'
import type { UpdateEditFormProps } from './update-edit-form'

export type ReachedUpdate = Pick<UpdateEditFormProps, 'at' | 'update' | 'points' | 'sizes'>

/** An update with what its form shows; or the page that says why not. */
export async function reachUpdate(c: Context<Site>, id: number): Promise<ReachedUpdate | Response> {
  const letter = letterId(c)
  const reached = await reachLetter(
    c,
    'write-update',
    new Date(),
    writtenUpdate(c.env.DB, letter, id),
    editionOf(c.env.DB, { id: letter }),
    audienceSizes(c.env.DB, letter, id)
  )
  if (reached instanceof Response) return reached
  const [update, edition, sizes] = reached.answers
  return { at: reached.at, update, points: edition?.points ?? [], sizes }
}
