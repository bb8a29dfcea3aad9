import type { Context } from 'hono'
import { openLink } from '../../link'
import { askRegistrar } from '../../registrar/ask'
import type { CorrectAct } from '../../registrar/correct'
import type { EraseAct } from '../../registrar/erase'
import type { MoveAct } from '../../registrar/move'
import { findReceipt } from '../../registrar/receipt'
import type { SignAgainAct } from '../../registrar/sign-again'
import type { WithdrawAct } from '../../registrar/withdraw'
import { exportBecause } from '../../cases/objections'
import { exportComment } from '../../comments/comment'
import { exportSignature } from '../../signatures/find'
import { readSignatureFields } from '../../signatures/read-form'
import { letterIdOf, type Problems } from '../../signatures/signature'
import { readForm, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { exportClaims } from '../../mailbox-claims/claim'
import { answerComment } from './answer-comment'
import { answerChange } from './answer-change'
import { answerObjection } from './answer-objection'
import { answerMailbox, answerMailboxCode } from './answer-mailbox'
import { schoolsFound } from './find-school'
import { findSigned } from './find-signed'
import { CantShowAgainPage } from './cant-show-again-page'
import { LinkBrokenPage } from './link-broken-page'
import { LinkExpiredPage } from './link-expired-page'
import { managePage } from './managing'
import { nothingHeld } from './nothing-held'
import { SurePage } from './sure-page'

export const manageRoutes = new Routes()

manageRoutes.get('/signature', async (c) => {
  const token = c.req.query('t')
  if (token === undefined) return c.html(<CantShowAgainPage />, 400)
  const opened = await open(c, token)
  if (opened instanceof Response) return opened

  const found = await findSigned(c, opened.id)
  return found ? managePage(c, found, { t: token }) : nothingHeld(c, opened.id)
})

manageRoutes.get('/signature/data.json', async (c) => {
  const opened = await open(c, c.req.query('t') ?? '')
  if (opened instanceof Response) return opened

  const found = await findSigned(c, opened.id)
  if (!found) return nothingHeld(c, opened.id)
  const { letter, signature, comment, claims, because } = found
  c.header('content-disposition', `attachment; filename="${letter.slug}-signature.json"`)
  return c.json({
    letter: letter.slug,
    signature: await exportSignature(c.get('settings').MASTER_KEY, signature),
    comment: comment && exportComment(comment),
    schoolMailboxesAsked: exportClaims(claims),
    decision: because && exportBecause(because),
  })
})

manageRoutes.get('/signature/receipt.json', async (c) => {
  const opened = await open(c, c.req.query('t') ?? '')
  if (opened instanceof Response) return opened

  const found = await findReceipt(c.env.DB, opened.id)
  if (!found) return nothingHeld(c, opened.id)
  c.header('content-disposition', `attachment; filename="${found.letter.slug}-receipt.json"`)
  return c.json(found.receipt)
})

manageRoutes.post('/signature', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const opened = await open(c, values.t ?? '')
  if (opened instanceof Response) return opened

  const { id } = opened
  const typed = values.action === 'correct' ? values : undefined
  const found = await findSigned(c, id, typed)
  if (!found) return nothingHeld(c, id)
  const schools = typed && (await schoolsFound(c, typed))
  if (schools) {
    const asked = { ...found, schools: { ...found.schools, found: schools } }
    return managePage(c, asked, values)
  }
  if (values.action === 'comment' && values.comment !== undefined) {
    return answerComment(c, found, values, now)
  }
  if (values.action === 'object') return answerObjection(c, found, values, now)
  if (values.action === 'add-mailbox') return answerMailbox(c, found, values, now)
  if (values.action === 'mailbox-code') return answerMailboxCode(c, found, values, now)
  const act = readAct(values, id, now)
  if ('problems' in act) return managePage(c, found, values, act)
  if ((act.verb === 'withdraw' || act.verb === 'erase') && values.sure !== 'yes') {
    const { letter, signature, comment } = found
    const { state, number } = signature
    const token = values.t ?? ''
    return c.html(
      <SurePage action={act.verb} {...{ letter, token, state, number, comment, now }} />
    )
  }
  return answerChange(c, await askRegistrar(c.env.REGISTRAR, letterIdOf(id), act), id, values, now)
})

type ChangeAct = CorrectAct | MoveAct | WithdrawAct | EraseAct | SignAgainAct

/** Which act a form asks for, or what is wrong with it. */
function readAct(values: Posted, id: string, now: Date): ChangeAct | { problems: Problems } {
  const at = now.getTime()
  switch (values.action) {
    case 'correct': {
      const read = readSignatureFields(values)
      if ('problems' in read) return read
      return { verb: 'correct', id, fields: read.data, updates: values.updates === 'on', at }
    }
    case 'hide':
    case 'show':
      return { verb: 'correct', id, fields: { public: values.action === 'show' }, at }
    case 'withdraw':
    case 'erase':
      return { verb: values.action, id, at }
    case 'move':
    case 'sign-again':
      return { verb: values.action, id, edition: Number(values.edition) || 0, at }
    default:
      return { problems: { form: 'Choose what to do with one of the buttons.' } }
  }
}

async function open(c: Context<Site>, token: string): Promise<{ id: string } | Response> {
  const link = await openLink(c.get('settings').MASTER_KEY, 'manage', token, new Date())
  if ('id' in link) return link
  return link.refused === 'expired'
    ? c.html(<LinkExpiredPage />, 410)
    : c.html(<LinkBrokenPage />, 400)
}
