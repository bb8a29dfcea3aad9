import type { Context } from 'hono'
import { isProved } from '../../gate/turnstile'
import type { Letter } from '../../letters/letter'
import { seal, unseal } from '../../seal'
import { readForm, type Posted } from '../form'
import { headersWith } from '../guard'
import type { Site } from '../site'
import { ProvePage, SCRIPT } from './prove-page'

const TOKEN = 'cf-turnstile-response'

const { origin } = new URL(SCRIPT)

/** The one page here that another’s script runs on, and so one that shows nothing of what was typed. */
const headers = headersWith({
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  scriptSrc: [origin],
  frameSrc: [origin],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
})

/** A posted form; of the step that asks for a sign of being human, the form that led to it. */
export async function readSealedForm(c: Context<Site>): Promise<Posted> {
  const { sealed, ...values } = await readForm(c)
  const text = sealed && (await unseal(c.get('settings').MASTER_KEY, 'form', sealed))
  return text ? { ...(JSON.parse(text) as Posted), ...values, asked: 'yes' } : values
}

/**
 * Has whoever sends this form shown to be human. Null: they have not been asked yet. Where the site
 * has no means to ask, nobody need.
 */
export async function isHuman(c: Context<Site>, values: Posted): Promise<boolean | null> {
  const { TURNSTILE_SECRET_KEY: secret, TURNSTILE_URL: url, ORIGIN } = c.get('settings')
  if (!secret) return true
  const token = values[TOKEN]
  if (token === undefined && !values.asked) return null
  if (values.unproved) return false
  const { hostname } = new URL(ORIGIN)
  const address = c.req.header('cf-connecting-ip') ?? null
  return isProved({ url, secret, hostname, address }, token ?? '')
}

/** Asks for it. What was typed goes along, sealed, so that no script of the page can read it. */
export async function askToProve(
  c: Context<Site>,
  letter: Letter,
  values: Posted,
  action: string
): Promise<Response> {
  const { MASTER_KEY, TURNSTILE_SITE_KEY: siteKey = '' } = c.get('settings')
  const sealed = await seal(MASTER_KEY, 'form', JSON.stringify(values))
  await headers(c, async () => {})
  return c.html(<ProvePage {...{ letter, siteKey, sealed, action }} />)
}
