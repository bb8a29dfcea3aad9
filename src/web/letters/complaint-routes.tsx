import { ask } from '../../ask'
import { complaintForm } from '../../complaints/complaint'
import { fileComplaint } from '../../complaints/file'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { hasOpened } from '../../letters/state'
import { announce } from '../../mail/outbox'
import { paths } from '../../paths'
import { byField, TRAP_FIELD } from '../../signatures/read-form'
import { readForm } from '../form'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { EMPTY_FORM } from '../ui/form-state'
import { ComplaintPage } from './complaint-page'
import { ComplaintSentPage } from './complaint-sent-page'
import { whyNoMailing } from '../no-mailing'

/** Complaining about how a letter's data is handled; also of one that was taken down since. */
export const complaintRoutes = new Routes()

complaintRoutes.get('/letters/:slug/data-complaint', publicRead('sent'), async (c) => {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !takesComplaints(letter)) return c.notFound()
  const number = c.req.query('sent') ?? ''
  if (!/^[0-9A-F]{8}$/.test(number)) {
    return c.html(<ComplaintPage letter={letter} form={EMPTY_FORM} />)
  }
  return c.html(<ComplaintSentPage {...{ letter, number }} />)
})

complaintRoutes.post('/letters/:slug/data-complaint', async (c) => {
  const { [TRAP_FIELD]: trap, ...values } = await readForm(c)
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !takesComplaints(letter)) return c.notFound()

  const again = (status: 422 | 429 | 503, problems: Record<string, string>) =>
    c.html(<ComplaintPage letter={letter} form={{ values, problems }} />, status)
  const read = complaintForm.safeParse({ email: '', ...values })
  if (!read.success) return again(422, byField(read.error))
  const barred = await whyNoMailing(c, 'complaint', trap)
  if (barred) return again(barred.status, barred.problems)
  const { MASTER_KEY, STEWARDS } = c.get('settings')
  const { DB, MAIL_QUEUE } = c.env
  const number = await fileComplaint(DB, MASTER_KEY, STEWARDS, letter, read.data, new Date())
  c.executionCtx.waitUntil(announce(MAIL_QUEUE, ['complaint']))
  return c.redirect(`${paths.dataComplaint(letter.slug)}?sent=${number}`, 303)
})

function takesComplaints(letter: Letter): boolean {
  return hasOpened(letter) && letter.stopped !== 'deleted'
}
