import type { Context } from 'hono'
import { readComment } from '../../comments/comment'
import { writeComment } from '../../comments/write'
import type { Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { findSigned, type Signed } from './find-signed'
import { managePage } from './managing'
import { NothingHeldPage } from './nothing-held-page'

const DONE = { waiting: 'commented', 'taken-back': 'uncommented', unchanged: 'unchanged' } as const

/** Keeps why somebody signed, or takes it back, and tells them what came of it. */
export async function answerComment(c: Context<Site>, found: Signed, values: Posted, now: Date) {
  const read = readComment(values.comment ?? '')
  if ('problem' in read) {
    return managePage(c, found, values, { problems: { comment: read.problem } })
  }

  const { letter, signature } = found
  const outcome = await writeComment(c.env.DB, signature.id, read.words, now)
  await forgetPublicReads(c, letter.slug)
  const after = await findSigned(c, signature.id)
  if (!after) return c.html(<NothingHeldPage />, 410)
  if (outcome === 'refused') {
    return managePage(c, after, values, { problems: { comment: whyRefused(after) } })
  }
  return managePage(c, after, { t: values.t ?? '' }, { done: DONE[outcome] })
}

function whyRefused({ letter, signature }: Signed): string {
  if (signature.state !== 'counted')
    return 'Only people whose signature counts can say why they signed.'
  return letter.takesComments && !signature.public
    ? 'It can only be shown beside your name. Show your name first, then send it again.'
    : 'The letter does not ask for this any more. What you wrote was not kept.'
}
