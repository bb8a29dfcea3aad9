import type { Context } from 'hono'
import { answerComplaint } from '../../complaints/answer'
import { answerForm } from '../../complaints/complaint'
import { complaintOf, complaintsOf } from '../../complaints/find'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { byField } from '../../signatures/read-form'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { ComplaintAnswerPage } from './complaint-answer-page'
import { ComplaintListPage } from './complaint-list-page'
import { letterId, reachLetter, signedIn } from './guard'

/** Complaints about how a letter's data is handled, read and answered by its owner. */
export const complaintDeskRoutes = new Routes()

complaintDeskRoutes.get('/desk/letters/:id{[0-9]+}/complaints', signedIn, async (c) => {
  const now = new Date()
  const found = complaintsOf(c.env.DB, letterId(c))
  const reached = await reachLetter(c, 'answer-complaints', now, found)
  if (reached instanceof Response) return reached
  const { at, answers } = reached
  const done = c.req.query('done') !== undefined
  return c.html(<ComplaintListPage at={at} complaints={answers[0]} now={now} done={done} />)
})

const COMPLAINT = '/desk/letters/:id{[0-9]+}/complaints/:complaint'

complaintDeskRoutes.get(COMPLAINT, signedIn, (c) => answerPage(c, EMPTY_FORM, 200))

complaintDeskRoutes.post(COMPLAINT, signedIn, async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const reached = await reachComplaint(c, now)
  if (reached instanceof Response) return reached
  const { at, complaint } = reached
  const read = answerForm.safeParse(values)
  if (!read.success) return answerPage(c, { values, problems: byField(read.error) }, 422)

  const { title } = at.letter
  const answered = { ...read.data, title, accountId: c.get('account').id }
  const outcome = await answerComplaint(c.env.DB, complaint, answered, now)
  if (outcome === 'answered-before')
    return answerPage(c, { values, problems: { form: BEFORE } }, 409)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['complaint']))
  return c.redirect(`${deskPaths.complaints(at.letter.id)}?done`, 303)
})

const BEFORE =
  'It was answered meanwhile, as below. What you wrote stands beside it, and was not sent.'

async function answerPage(c: Context<Site>, form: FormState, status: 200 | 409 | 422) {
  const now = new Date()
  const reached = await reachComplaint(c, now)
  if (reached instanceof Response) return reached
  return c.html(<ComplaintAnswerPage {...reached} form={form} now={now} />, status)
}

async function reachComplaint(c: Context<Site>, now: Date) {
  const asked = complaintOf(c.env.DB, letterId(c), c.req.param('complaint') ?? '')
  const reached = await reachLetter(c, 'answer-complaints', now, asked)
  if (reached instanceof Response) return reached
  const [complaint] = reached.answers
  return complaint ? { at: reached.at, complaint } : c.notFound()
}
