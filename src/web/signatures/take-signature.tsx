import type { Context } from 'hono'
import { ask } from '../../ask'
import { livingCriteria } from '../../cases/living-criteria'
import { isWithinRate, RATE_PERIOD_SECONDS } from '../../gate/rate'
import { riskOf } from '../../gate/risk'
import { SLOT_MS } from '../../gate/rules'
import { standingOf } from '../../gate/standing'
import { isRefused, isToBeProved, reasonsFor } from '../../gate/weigh'
import { countsOf } from '../../gate/windows'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Edition, Letter, LetterRef } from '../../letters/letter'
import { closedSince, isOpen, isTakenDown } from '../../letters/state'
import { signingStopped } from '../../letters/stopped'
import { canSendMail } from '../../mail/mailer'
import { slowSince } from '../../mail/slow'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { consentText } from '../../signatures/consent'
import { schoolChoice } from '../../register/choice'
import { schoolsOf } from '../../register/school'
import { urnsIn } from '../../signatures/urns'
import { readSignForm, TRAP_FIELD } from '../../signatures/read-form'
import { sign } from '../../signatures/sign'
import type { Problems } from '../../signatures/signature'
import { editionShown } from '../edition-shown'
import type { Posted } from '../form'
import { whyNoSigning } from '../letters/no-signing'
import { NotAddedPage } from '../letters/not-added-page'
import { SignPage } from '../letters/sign-page'
import type { Site } from '../site'
import { rememberAddress } from '../typed-address'
import type { FormSchools } from '../ui/school-field'
import { visitorAddress } from '../visitor-address'
import { announceScheduled } from './announce-scheduled'
import { arrivalIn, signsOf } from './came-in'
import { schoolsFound } from './find-school'
import { mayFollow } from './may-follow'
import { askToProve, isHuman, readSealedForm } from './prove'
import { unreachable } from './unreachable'

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
  const values = await readSealedForm(c)
  const urns = urnsIn(values.urn)
  const arrival = await arrivalIn(c, values)
  const [letter, edition, mailSlowSince, stopped, schools, choice, counts, standing, criteria] =
    await ask(
      c.env.DB,
      letterOf(c.env.DB, ref),
      editionOf(c.env.DB, ref),
      slowSince(c.env.DB, now),
      signingStopped(c.env.DB, ref),
      schoolsOf(c.env.DB, urns),
      schoolChoice(c.env.DB, urns),
      countsOf(c.env.DB, ref, arrival, now),
      standingOf(c.env.DB, ref, arrival),
      livingCriteria(c.env.DB, ref)
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
  const known = { arrival, counts, standing }
  if (!found && isRefused(known)) {
    c.header('retry-after', String(SLOT_MS / 1000))
    return page(429, { notice: FAR_TOO_MANY })
  }
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

  const isProved = isToBeProved(known, now) ? await isHuman(c, values) : true
  if (isProved === null) {
    const action = founding ? deskPaths.founding(founding) : paths.signatures(letter.slug)
    return askToProve(c, letter, values, action)
  }
  const looked = { known, criteria, unproven: !isProved }
  const signs = await signsOf(c, values, read.data, looked, now)
  const risk = riskOf(reasonsFor(known, signs, now))
  const isKnown = standing.knowsDomain || standing.knowsNetwork
  const came = { arrival, risk, isKnown }
  const mail = await sign(c.env.DB, settings, letter, read.data, came, now)
  c.executionCtx.waitUntil(announceScheduled(c.env.MAIL_QUEUE, mail, now))
  await rememberAddress(c, letter, read.data, now)
  return c.redirect(paths.checkYourEmail(letter.slug), 303)
}

const TOO_MANY =
  'Many people are signing from your network at this moment. Nothing is lost: wait a minute, then press the button again.'

const FAR_TOO_MANY =
  'Very many forms have come from your network within the hour, so we take no more of them for now. Nothing was stored, and what you typed is still here: keep this page open and press the button again in some minutes, or sign from another network, such as a phone’s.'

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
