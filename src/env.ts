import * as z from 'zod/mini'
import type { Audience } from './audience/audience'
import type { MailTicket } from './mail/outbox'
import type { Registrar } from './registrar/registrar'
import {
  addresses,
  bytes32,
  ledgerKey,
  mailFrom,
  origin,
  plainText,
  publicKeys,
  webAddress,
} from './setting.ts'

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
