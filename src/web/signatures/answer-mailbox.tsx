import type { Context } from 'hono'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { signLink } from '../../link'
import { askSchoolMailbox } from '../../mailbox-claims/ask'
import { enterMailboxCode } from '../../mailbox-claims/enter-code'
import { schoolsAt } from '../../mailbox-claims/may-add'
import { announce } from '../../mail/outbox'
import { domainOf } from '../../mailbox'
import { paths } from '../../paths'
import { emailAddress } from '../../signatures/address'
import type { Posted } from '../form'
import { whyNoMailing } from '../no-mailing'
import type { Site } from '../site'
import { anyOf } from '../ui/any-of'
import { visitorAddress } from '../visitor-address'
import { findSigned, type Signed } from './find-signed'
import { domainsToAdd, managePage } from './managing'
import { NothingHeldPage } from './nothing-held-page'
import { wrongCode } from './wrong-code'

/**
 * Takes the school mailbox that a signer gives. Past what they may know beforehand, that it is at a
 * domain of their schools, the answer is the same whatever becomes of the mail.
 */
export async function answerMailbox(c: Context<Site>, found: Signed, values: Posted, now: Date) {
  const domains = domainsToAdd(found)
  if (domains.length === 0) return managePage(c, found, values, { problems: { form: NOT_NOW } })

  const again = (school_email: string) =>
    managePage(c, found, values, { problems: { school_email } })
  const read = emailAddress.safeParse(values.school_email ?? '')
  if (!read.success) return again(read.error.issues[0]?.message ?? '')
  if (schoolsAt(read.data, found.knownSchools).length === 0) {
    return again(
      `${domainOf(read.data)} is not the domain of a school that you named. An address at ${anyOf(domains)} would do.`
    )
  }

  const barred = await whyNoMailing(c, 'school-mailbox', undefined)
  if (barred) return managePage(c, found, values, barred)

  const { id } = found.signature
  const { MASTER_KEY } = c.get('settings')
  const outcome = await askSchoolMailbox(c.env.DB, MASTER_KEY, id, read.data, now)
  if (outcome === 'too-many') return again(TOO_MANY)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['school-mailbox']))
  const after = await findSigned(c, id)
  if (!after) return c.html(<NothingHeldPage />, 410)
  return managePage(c, after, { t: values.t ?? '' }, { done: 'mailbox-asked' })
}

/** Takes the code that was mailed to a school mailbox. A right one opens what the link opens. */
export async function answerMailboxCode(
  c: Context<Site>,
  found: Signed,
  values: Posted,
  now: Date
) {
  const again = (code: string, status?: 429) =>
    managePage(c, found, values, { problems: { code }, status })
  const digits = (values.code ?? '').replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return again('Enter the six digits from the mail.')
  if (!(await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), 'code'))) {
    c.header('retry-after', String(RATE_PERIOD_SECONDS))
    return again('Too many codes at once from your network. Wait a minute, or use the link.', 429)
  }

  const { MASTER_KEY } = c.get('settings')
  const entered = await enterMailboxCode(c.env.DB, MASTER_KEY, found.signature.id, digits, now)
  if (entered.outcome === 'used-up') {
    return again('Too many codes were tried for this signature today. Use the link in the mail.')
  }
  if (entered.outcome === 'wrong') return again(wrongCode(entered.triesLeft))
  const token = await signLink(MASTER_KEY, 'school-mailbox', entered.id, entered.expiresAt)
  return c.redirect(paths.schoolMailbox(token), 303)
}

const NOT_NOW =
  'No mailbox can add anything to this signature now. What stands behind your role is said below.'

const TOO_MANY =
  'You have given three mailboxes in 24 hours, which is as many as we write to for one signature. Use the mails that came, or try again tomorrow.'
