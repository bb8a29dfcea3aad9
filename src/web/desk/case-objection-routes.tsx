import { namesSomebody } from '../../cases/name-in-sentence'
import { settleObjection } from '../../cases/settle-objection'
import { cleanLine } from '../../desk/clean-text'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import type { Problems } from '../../signatures/signature'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import { casePage, reachCase } from './case-shown'
import { signedIn } from './guard'

/** What signers say against a case, answered. */
export const caseObjectionRoutes = new Routes()

const OBJECTIONS = '/desk/letters/:id{[0-9]+}/cases/:case{[0-9a-f-]{36}}/objections'
const LONGEST_ANSWER = 300

caseObjectionRoutes.post(OBJECTIONS, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachCase(c, now)
  if (reached instanceof Response) return reached

  const { at, by, one } = reached
  const values = await readForm(c)
  const id = values.objection ?? ''
  const field = `answer-${id}`
  const answer = cleanLine(values[field] ?? '')
  const upheld = values.act === 'uphold'
  const named = upheld && (await namesSomebody(c.env.DB, one.id, answer))
  const problems = named ? { [field]: NAMED } : answerProblems(field, answer, values.act)
  if (problems) return casePage(c, reached, { values, problems }, 422)
  if (one.state === 'running' || one.state === 'undoing') {
    const form = 'The case is being carried out. Pause it first, or wait until it is done.'
    return casePage(c, reached, { values, problems: { form } }, 409)
  }

  const means = { registrars: c.env.REGISTRAR, master: c.get('settings').MASTER_KEY }
  const said = { upheld, answer }
  const settled = await settleObjection(c.env.DB, means, one, id, said, by, now)
  if (settled === 'gone' || settled === 'unsure') {
    const again = { values, problems: { form: NOT_SETTLED[settled] } }
    const anew = await reachCase(c, now)
    return casePage(
      c,
      anew instanceof Response ? reached : anew,
      again,
      settled === 'gone' ? 409 : 503
    )
  }
  if (upheld) await forgetPublicReads(c, at.letter.slug)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['cases']))
  return c.redirect(`${deskPaths.case(at.letter.id, one.id)}?done=answered-${settled}`, 303)
})

const NAMED =
  'The name of one of the signers stands in it, and everyone would read that. Leave it out.'

const NOT_SETTLED = {
  gone: 'Somebody of the team answered it before you, or its signer erased the signature.',
  unsure: 'We can’t tell whether that was done. Press again: it does no harm.',
}

function answerProblems(field: string, answer: string, act: string | undefined): Problems | null {
  const { length } = [...answer]
  if (act !== 'uphold' && act !== 'reject') return { form: 'Choose one of the two buttons.' }
  if (length === 0) return { [field]: 'Write an answer: the signer reads it.' }
  return length > LONGEST_ANSWER
    ? { [field]: `Use ${LONGEST_ANSWER} characters or fewer (now ${length}).` }
    : null
}
