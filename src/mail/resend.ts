import { Resend } from 'resend'
import * as z from 'zod/mini'
import type { Mailer, Message, Sent } from './message'

/** What the provider allows. Nobody else may use its account at that rate beside us. */
const REQUESTS_A_SECOND = 5

export const TIME_OUT_MS = 30 * 1000

/** A wrong key, an unknown domain, a used-up quota: only a person can change that. */
const UNTIL_SOMEBODY_ACTS_MS = 15 * 60 * 1000

const SETTINGS_AT_FAULT = new Set(['invalid_from_address', 'invalid_idempotency_key'])
const QUOTA_USED_UP = new Set(['daily_quota_exceeded', 'monthly_quota_exceeded'])

const answerSchema = z.object({
  data: z.array(z.object({ id: z.string() })),
  errors: z._default(z.array(z.object({ index: z.number(), message: z.string() })), []),
})

type ResendSettings = { apiKey: string; baseUrl?: string; timeOutMs?: number }

/** Sends through Resend: one call for a batch, and one bad address in it stops nobody else. */
export function resendMailer({ apiKey, baseUrl, timeOutMs = TIME_OUT_MS }: ResendSettings): Mailer {
  const resend = new Resend(apiKey, { baseUrl: baseUrl?.replace(/\/$/, '') })
  return {
    everyMs: 1000 / REQUESTS_A_SECOND,
    async send(messages, idempotencyKey, now) {
      const { data, error, headers } = await resend.batch.send(messages, {
        idempotencyKey,
        batchValidation: 'permissive',
        signal: AbortSignal.timeout(timeOutMs),
      })
      return data ? readAnswer(data, messages) : readError(error, headers?.['retry-after'], now)
    },
  }
}

/** Ids come for the accepted ones only, in order; the refused ones are named by their index. */
function readAnswer(data: unknown, messages: Message[]): Sent {
  const answer = answerSchema.safeParse(data)
  const refusals = new Map(answer.data?.errors.map((one) => [one.index, one.message]))
  if (!answer.success || answer.data.data.length + refusals.size !== messages.length) {
    return { reason: 'The answer could not be read.', ambiguous: true, retryAfterMs: null }
  }

  const ids = answer.data.data.map(({ id }) => id).values()
  const results = messages.map((_, index) => {
    const refused = refusals.get(index)
    return refused === undefined ? { accepted: ids.next().value ?? '' } : { refused }
  })
  return { results }
}

function readError(error: unknown, retryAfter: string | undefined, now: Date): Sent {
  const { name, message, statusCode } = partsOf(error)
  const reason = `${name}: ${message}`
  if (name === 'invalid_idempotent_request') return { unknowable: reason }

  const retryAfterMs = readRetryAfter(retryAfter, now)
  if (statusCode === 429) {
    const least = QUOTA_USED_UP.has(name) ? UNTIL_SOMEBODY_ACTS_MS : 0
    return { reason, ambiguous: false, retryAfterMs: Math.max(retryAfterMs ?? 0, least) }
  }
  // No answer, an answer lost on its way, or the same batch on its way already.
  if (statusCode === null || statusCode >= 500 || statusCode === 408 || statusCode === 409) {
    return { reason, ambiguous: true, retryAfterMs }
  }
  if ((statusCode === 400 || statusCode === 422) && !SETTINGS_AT_FAULT.has(name)) {
    return { rejected: reason }
  }
  return { reason, ambiguous: false, retryAfterMs: UNTIL_SOMEBODY_ACTS_MS }
}

/** The SDK hands on whatever an error's body held. */
function partsOf(error: unknown) {
  const { name, message, statusCode } = Object(error) as Record<string, unknown>
  return {
    name: typeof name === 'string' ? name : 'unknown_error',
    message: typeof message === 'string' ? message : 'No reason was given.',
    statusCode: typeof statusCode === 'number' ? statusCode : null,
  }
}

/** The header gives seconds, or a date. */
function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (!value) return null
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime()
  return wait > 0 ? wait : null
}
