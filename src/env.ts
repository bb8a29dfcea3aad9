import * as z from 'zod/mini'
import type { Audience } from './audience/audience'
import type { MailTicket } from './mail/outbox'
import type { Registrar } from './registrar/registrar'

/** What the Worker is given. */
export interface Env {
  DB: D1Database
  REGISTRAR: DurableObjectNamespace<Registrar>
  AUDIENCE: DurableObjectNamespace<Audience>
  MAIL_QUEUE: Queue<MailTicket>
  ASSETS: Fetcher
  SIGN_RATE: RateLimit
  VERSION: WorkerVersionMetadata
}

const plainText = z.string('must be text')

const bytes32 = z.pipe(
  plainText,
  z.transform((text, { issues }) => {
    const bytes = base64Bytes(text)
    if (bytes?.length === 32) return bytes
    issues.push({ code: 'custom', message: 'must be 32 bytes in base64', input: text })
    return z.NEVER
  })
)

const jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  d: z.string().check(z.length(43)),
  x: z.string().check(z.length(43)),
})

const ledgerKey = z.pipe(
  plainText,
  z.transform((text, { issues }) => {
    const key = jwk.safeParse(jsonValue(text))
    if (key.success) return key.data
    issues.push({ code: 'custom', message: 'must be a private Ed25519 key as a JWK', input: text })
    return z.NEVER
  })
)

/** A private key that ledgers are signed with. */
export type LedgerKey = z.output<typeof ledgerKey>

const origin = z
  .url({
    protocol: /^https?$/,
    error: 'must be an address such as https://letters.example.org',
    abort: true,
  })
  .check(
    z.refine(
      (url) => URL.canParse(url) && new URL(url).origin === url,
      'must have no path and no slash at the end'
    )
  )

const mailFrom = plainText.check(
  z.regex(/^[^<>\r\n]+ <[^<>@\s]+@[^<>@\s]+>$/, 'must look like: Name <letters@example.org>')
)

const several = z.pipe(
  plainText,
  z.transform((text) => text.split(',').map((one) => one.trim()))
)

const addresses = z.pipe(
  several,
  z.array(z.email('must be one or more email addresses, with commas between'))
)

const publicKeys = z.pipe(
  several,
  z.array(
    z
      .string()
      .check(
        z.regex(
          /^[\w-]{42}[AEIMQUYcgkosw048]$/,
          'must be the “x” of one or more Ed25519 keys, with commas between'
        )
      )
  )
)

const webAddress = z.url('must be an address such as https://example.org')

// One without the other checks nothing.
const TURNSTILE_KEYS = ['TURNSTILE_SITE_KEY', 'TURNSTILE_SECRET_KEY'] as const

const settingsSchema = z
  .object({
    ENVIRONMENT: z.enum(['development', 'production'], 'must be development or production'),
    ORIGIN: origin,
    MAIL_FROM: mailFrom,
    STEWARDS: addresses,
    MASTER_KEY: bytes32,
    LEDGER_KEY: ledgerKey,
    LEDGER_KEY_PREVIOUS: z.optional(ledgerKey),
    LEDGER_KEYS_RETIRED: z._default(publicKeys, []),
    RESEND_API_KEY: z.optional(plainText),
    RESEND_BASE_URL: z.optional(webAddress),
    RESEND_WEBHOOK_SECRET: z.optional(
      plainText.check(z.regex(/^whsec_[A-Za-z0-9+/=]+$/, 'must begin with whsec_'))
    ),
    ALERT_URL: z.optional(webAddress),
    TURNSTILE_SITE_KEY: z.optional(plainText),
    TURNSTILE_SECRET_KEY: z.optional(plainText),
    TURNSTILE_URL: z.optional(webAddress),
    DNS_URL: z.optional(webAddress),
  })
  .check(({ value, issues }) => {
    const [missing, one] = TURNSTILE_KEYS.filter((key) => !value[key])
    if (!missing || one) return
    issues.push({ code: 'custom', path: [missing], message: 'is missing', input: value })
  })

/** The settings, checked. Secret keys are here too: hand on what is needed, never the whole. */
export type Settings = z.output<typeof settingsSchema>

export type SettingProblem = { setting: string; problem: string }

const parsed = new WeakMap<object, { settings: Settings } | { problems: SettingProblem[] }>()

/** Reads the settings once for each environment. Missing and malformed ones come back by name. */
export function readSettings(env: object): { settings: Settings } | { problems: SettingProblem[] } {
  const known = parsed.get(env)
  if (known) return known

  const result = settingsSchema.safeParse(withoutBlanks(env))
  const answer = result.success
    ? { settings: result.data }
    : { problems: result.error.issues.map((issue) => named(issue, env)) }
  parsed.set(env, answer)
  return answer
}

/** The settings, or an error that names what is wrong: for queue, cron and Durable Objects. */
export function requireSettings(env: object): Settings {
  const read = readSettings(env)
  if ('settings' in read) return read.settings
  throw new Error(read.problems.map((one) => `${one.setting} ${one.problem}`).join('; '))
}

/** A setting left empty is a setting not given. */
function withoutBlanks(env: object) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

function named(issue: z.core.$ZodIssue, env: object): SettingProblem {
  const setting = String(issue.path[0])
  const given = (env as Record<string, unknown>)[setting]
  return { setting, problem: given ? issue.message : 'is missing' }
}

function base64Bytes(text: string) {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch {
    return null
  }
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
