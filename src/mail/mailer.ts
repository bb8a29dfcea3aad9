import type { Settings } from '../env'
import { devInbox } from './dev-inbox'
import type { Mailer } from './message'
import { resendMailer } from './resend'

export type TransportSettings = Pick<Settings, 'ENVIRONMENT' | 'RESEND_API_KEY' | 'RESEND_BASE_URL'>

/** Can this installation send mail. If not, nobody is asked to wait for one. */
export function canSendMail(settings: TransportSettings): boolean {
  return Boolean(settings.RESEND_API_KEY) || settings.ENVIRONMENT === 'development'
}

/** Resend where there is a key for it; without one, in development, the inbox in the database. */
export function mailerFor(settings: TransportSettings, db: D1Database): Mailer | null {
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl } = settings
  if (apiKey) return resendMailer({ apiKey, baseUrl })
  return canSendMail(settings) ? devInbox(db) : null
}
