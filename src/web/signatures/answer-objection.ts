import type { Context } from 'hono'
import { LONGEST_OBJECTION, object } from '../../cases/objections'
import { cleanMarkdown } from '../../desk/clean-text'
import { announce } from '../../mail/outbox'
import type { Posted } from '../form'
import type { Site } from '../site'
import { findSigned, type Signed } from './find-signed'
import { managePage } from './managing'

/** Keeps what somebody says against the decision about their signature. */
export async function answerObjection(c: Context<Site>, found: Signed, values: Posted, now: Date) {
  const { letter, signature } = found
  const words = cleanMarkdown(values.words ?? '')
  const { length } = [...words]
  if (length === 0 || length > LONGEST_OBJECTION) {
    const problem =
      length === 0
        ? 'Say in a few words why it is right.'
        : `Use ${LONGEST_OBJECTION} characters or fewer (now ${length}).`
    return managePage(c, found, values, { problems: { words: problem } })
  }
  const kept = await object(c.env.DB, letter, signature.id, words, now)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['objection']))
  const after = (await findSigned(c, signature.id)) ?? found
  const t = { t: values.t ?? '' }
  if (kept) return managePage(c, after, t, { done: 'objected' })
  const form =
    'Nothing was kept: you have objected before, or the signature is not one that was removed or refused.'
  return managePage(c, after, values, { problems: { form } })
}
