import type { Context } from 'hono'
import { isWithinRate, RATE_PERIOD_SECONDS, type RatedAct } from '../../gate/rate'
import { canSendMail } from '../../mail/mailer'
import type { Site } from '../site'
import { visitorAddress } from '../visitor-address'

type NoMailing = { status: 422 | 429 | 503; problems: { form: string } }

/** Why no mail is sent for what anyone typed, if so: a trap was filled in, or it is too much. */
export async function whyNoMailing(
  c: Context<Site>,
  act: RatedAct,
  trap: string | undefined
): Promise<NoMailing | null> {
  if (trap) return { status: 422, problems: { form: TRAPPED } }
  if (!canSendMail(c.get('settings'))) return { status: 503, problems: { form: NO_MAIL } }
  if (await isWithinRate(c.env.SIGN_RATE, visitorAddress(c), act)) return null
  c.header('retry-after', String(RATE_PERIOD_SECONDS))
  return { status: 429, problems: { form: TOO_MANY } }
}

const TRAPPED = 'A field that should stay empty was filled in. We have emptied it: send it again.'

const NO_MAIL =
  'This site can’t send mail at the moment, so it can’t check your address. Nothing was stored. Try again later.'

const TOO_MANY =
  'Too many at once from your network. Nothing is lost: wait a minute, then press the button again.'
