import type { Context } from 'hono'
import { ask } from '../../ask'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Edition, Letter, LetterRef } from '../../letters/letter'
import { closedSince, isOpen, isTakenDown } from '../../letters/state'
import { signingStopped } from '../../letters/stopped'
import { canSendMail } from '../../mail/mailer'
import { slowSince } from '../../mail/slow'
import { paths } from '../../paths'
import { domainOf } from '../../mailbox'
import { consentText } from '../../signatures/consent'
import { mailDomainProblem } from '../../signatures/mail-domain'
import { schoolChoice } from '../../register/choice'
import { schoolsOf } from '../../register/school'
import { urnsIn } from '../../signatures/urns'
import { readSignForm, TRAP_FIELD } from '../../signatures/read-form'
import { sign } from '../../signatures/sign'
import type { Problems } from '../../signatures/signature'
import { editionShown } from '../edition-shown'
import { readForm, type Posted } from '../form'
import { whyNoSigning } from '../letters/no-signing'
import { NotAddedPage } from '../letters/not-added-page'
import { SignPage } from '../letters/sign-page'
import type { Site } from '../site'
import { rememberAddress } from '../typed-address'
import type { FormSchools } from '../ui/school-field'
import { visitorAddress } from '../visitor-address'
import { announceScheduled } from './announce-scheduled'
import { schoolsFound } from './find-school'
import { mayFollow } from './may-follow'

const PUBLIC_DNS = 'https://cloudflare-dns.com/dns-query'

/**
 * Takes the form that signs a letter. `founding` is the token that its page was opened by, already
 * known to be this letter's; without it a letter that not everyone sees is not there.
 */
export async function takeSignature(
  c: Context<Site>,
  ref: LetterRef,
  founding?: string
): Promise<Response> {
  const now = new Date()
  const settings = c.get('settings')
  const values = await readForm(c)
  const urns = urnsIn(values.urn)
  const [letter, edition, mailSlowSince, stopped, schools, choice] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref),
    slowSince(c.env.DB, now),
    signingStopped(c.env.DB, ref),
    schoolsOf(c.env.DB, urns),
    schoolChoice(c.env.DB, urns)
  )
  if (!letter || !edition || isTakenDown(letter)) return c.notFound()
  if (founding === undefined && !(await mayFollow(c, letter, now))) return c.notFound()
  const closed = closedSince(letter, now) !== null
  if (closed || !canSendMail(settings)) {
    return c.html(<NotAddedPage letter={letter} now={now} />, closed ? 410 : 503)
  }

  const found = await schoolsFound(c, values)
  const form = { letter, edition, schools: { ...choice, found }, mailSlowSince, now, founding }
  const page = signPage(c, form, values)
  if (!isOpen(letter, now)) return page(503, { notice: `${whyNoSigning(letter, now)} ${KEPT}` })
  if (stopped) return page(503, { notice: STOPPED })
  if (!found && !(await isWithinRate(c.env.SIGN_RATE, visitorAddress(c)))) {
    c.header('retry-after', String(RATE_PERIOD_SECONDS))
    return page(429, { notice: TOO_MANY })
  }
  if (Number(values.edition) !== letter.edition) {
    const changedFrom = await editionShown(c, letter, values.edition)
    return page(409, changedFrom ? { changedFrom } : { notice: WHICH_TEXT })
  }

  if (found) return page(200, {})

  const read = readSignForm(letter, values, schools)
  if ('problems' in read) return page(422, { problems: read.problems })
  const email = await unreachable(c, read.data.email)
  if (email) return page(422, { problems: { email } })

  const mail = await sign(c.env.DB, settings.MASTER_KEY, letter, read.data, now)
  c.executionCtx.waitUntil(announceScheduled(c.env.MAIL_QUEUE, mail, now))
  await rememberAddress(c, letter, read.data, now)
  return c.redirect(paths.checkYourEmail(letter.slug), 303)
}

const TOO_MANY =
  'Many people are signing from your network at this moment. Nothing is lost: wait a minute, then press the button again.'

const KEPT =
  'Nothing was stored. What you typed is still in the form: keep this page open, and press the button again later.'

const STOPPED =
  'Signing is paused while we check this letter’s ledger, so nothing was stored. What you typed is still in the form: keep this page open, or come back later, and press the button again.'

const WHICH_TEXT =
  'We can’t tell which text of the letter you were shown, so nothing was recorded. Read it as it is now, then press the button again.'

type Read = {
  letter: Letter
  edition: Edition
  schools: FormSchools
  mailSlowSince: number | null
  now: Date
  founding?: string
}

type Shown = { problems?: Problems; notice?: string; changedFrom?: Edition }

/** The form again, with what was typed and why it came back. */
function signPage(c: Context<Site>, read: Read, typed: Posted) {
  const { [TRAP_FIELD]: _, ...values } = typed
  c.set('runsScript', read.letter.schools === 'register' && read.schools.isLoaded)
  return (status: 200 | 409 | 422 | 429 | 503, { problems = {}, ...why }: Shown) =>
    c.html(
      <SignPage
        {...read}
        form={{ values, problems }}
        consent={consentText(read.letter)}
        {...why}
      />,
      status
    )
}

/** Why no mail would arrive at an address, as far as DNS can tell. */
async function unreachable(c: Context<Site>, address: string): Promise<string | null> {
  const { ENVIRONMENT, DNS_URL } = c.get('settings')
  const dnsUrl = DNS_URL ?? (ENVIRONMENT === 'production' ? PUBLIC_DNS : null)
  const problem = dnsUrl && (await mailDomainProblem(dnsUrl, domainOf(address)))
  if (problem === 'no-such-domain') {
    return `There is no ${domainOf(address)}. Check the part of your address behind the @.`
  }
  if (problem === 'takes-no-mail') {
    return `${domainOf(address)} takes no mail. Use another email address.`
  }
  return null
}
