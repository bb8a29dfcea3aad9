import type { Context } from 'hono'
import { isWithinHour } from '../gate/hour'
import { isWithinRate, RATE_PERIOD_SECONDS, type RatedAct } from '../gate/rate'
import { HOUR_MS } from '../gate/rules'
import { canSendMail } from '../mail/mailer'
import type { Site } from './site'
import { visitorAddress } from './visitor-address'

type NoMailing = { status: 422 | 429 | 503; problems: { form: string } }

/**
 * Why no mail is sent for what anyone typed, if so: a trap was filled in, or it is too much. Asked once
 * all else is right, since it counts.
 */
export async function whyNoMailing(
  c: Context<Site>,
  act: RatedAct,
  trap: string | undefined
): Promise<NoMailing | null> {
  if (trap) return { status: 422, problems: { form: TRAPPED } }
  if (!canSendMail(c.get('settings'))) return { status: 503, problems: { form: NO_MAIL } }
  const problem = await whyTooMany(c, act)
  return problem ? { status: 429, problems: { form: problem } } : null
}

/** Why the network of whoever asks has no more mail sent by such a form now, if so. Counts it, if not. */
export async function whyTooMany(c: Context<Site>, act: RatedAct): Promise<string | null> {
  const address = visitorAddress(c)
  if (!(await isWithinRate(c.env.SIGN_RATE, address, act))) {
    c.header('retry-after', String(RATE_PERIOD_SECONDS))
    return TOO_MANY
  }
  const { MASTER_KEY } = c.get('settings')
  if (await isWithinHour(c.env.DB, MASTER_KEY, address, act, new Date())) return null
  c.header('retry-after', String(HOUR_MS / 1000))
  return TOO_MANY_IN_HOUR
}

const TRAPPED = 'A field that should stay empty was filled in. We have emptied it: send it again.'

const NO_MAIL =
  'This site can’t send mail at the moment, so it can’t check your address. Nothing was stored. Try again later.'

const TOO_MANY =
  'Too many at once from your network. Nothing is lost: wait a minute, then press the button again.'

const TOO_MANY_IN_HOUR =
  'Your network has had as much mail sent within an hour as it may. Nothing is lost: press the button again in an hour, or now from another network, such as your phone’s.'
