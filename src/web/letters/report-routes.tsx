import type { Context } from 'hono'
import { ask } from '../../ask'
import { deskPaths } from '../../desk-paths'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { openLink } from '../../link'
import { announce } from '../../mail/outbox'
import { confirmReport } from '../../reports/confirm'
import { fileReport } from '../../reports/file'
import { reportForm, reportOf, type Report } from '../../reports/report'
import { byField, TRAP_FIELD } from '../../signatures/read-form'
import { readForm } from '../form'
import { forgetPublicReads, publicRead } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM } from '../ui/form-state'
import { whyNoMailing } from '../no-mailing'
import { ReportConfirmPage } from './report-confirm-page'
import { ReportConfirmedPage } from './report-confirmed-page'
import { ReportLinkGonePage } from './report-link-gone-page'
import { ReportPage } from './report-page'
import { ReportSentPage } from './report-sent-page'

/** Saying that a name should not be there. */
export const reportRoutes = new Routes()

reportRoutes.get('/letters/:slug/report', publicRead('sent'), async (c) => {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !isPublic(letter)) return c.notFound()
  return c.req.query('sent')
    ? c.html(<ReportSentPage letter={letter} />)
    : c.html(<ReportPage letter={letter} form={EMPTY_FORM} />)
})

reportRoutes.post('/letters/:slug/report', async (c) => {
  const { [TRAP_FIELD]: trap, ...values } = await readForm(c)
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !isPublic(letter)) return c.notFound()

  const again = (status: 422 | 429 | 503, problems: Record<string, string>) =>
    c.html(<ReportPage letter={letter} form={{ values, problems }} />, status)
  const read = reportForm.safeParse({ email: '', ...values })
  if (!read.success) return again(422, byField(read.error))
  const barred = await whyNoMailing(c, 'report', trap)
  if (barred) return again(barred.status, barred.problems)
  await fileReport(c.env.DB, c.get('settings').MASTER_KEY, letter, read.data, new Date())
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['report']))
  return c.redirect(`${deskPaths.report(letter.slug)}?sent=1`, 303)
})

reportRoutes.get('/letters/:slug/report/confirm', async (c) => {
  const token = c.req.query('t') ?? ''
  const found = await findReport(c, token, new Date())
  if (found === null) return c.notFound()
  if ('refused' in found) return c.html(<ReportLinkGonePage {...found} />, found.status)
  const { letter, report } = found
  return report.state === 'unconfirmed'
    ? c.html(<ReportConfirmPage {...{ letter, report, token }} />)
    : c.html(<ReportConfirmedPage letter={letter} report={report} />)
})

reportRoutes.post('/letters/:slug/report/confirm', async (c) => {
  const now = new Date()
  const { t = '' } = await readForm(c)
  const found = await findReport(c, t, now)
  if (found === null) return c.notFound()
  if ('refused' in found) return c.html(<ReportLinkGonePage {...found} />, found.status)

  const { letter, report } = found
  const { address } = report
  if (report.state === 'unconfirmed' && address !== null) {
    const { MASTER_KEY } = c.get('settings')
    const { DB, REGISTRAR } = c.env
    const opened = { ...report, address }
    const { isOff, dueAt } = await confirmReport(DB, MASTER_KEY, REGISTRAR, letter, opened, now)
    if (isOff) await forgetPublicReads(c, letter.slug)
    c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['report']))
    return c.html(
      <ReportConfirmedPage letter={letter} report={{ state: 'open', dueAt }} isOff={isOff} />
    )
  }
  return c.html(<ReportConfirmedPage letter={letter} report={report} />)
})

type Refused = { refused: 'expired' | 'broken'; slug: string; status: 400 | 410 }

/** The report that a link leads to and its letter; null if nobody sees that letter. */
async function findReport(
  c: Context<Site>,
  token: string,
  now: Date
): Promise<{ letter: Letter; report: Report } | Refused | null> {
  const slug = c.req.param('slug') ?? ''
  const link = await openLink(c.get('settings').MASTER_KEY, 'report', token, now)
  const { DB } = c.env
  const [letter, report] = await ask(
    DB,
    letterOf(DB, { slug }),
    reportOf(DB, 'id' in link ? link.id : '')
  )
  if (!letter || !isPublic(letter)) return null
  if (report && report.letterId === letter.id) return { letter, report }
  const broken = 'refused' in link && link.refused === 'broken'
  return broken
    ? { refused: 'broken', slug, status: 400 }
    : { refused: 'expired', slug, status: 410 }
}
