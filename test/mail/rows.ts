import { env } from 'cloudflare:workers'
import { addressKey } from '../../src/mailbox'
import type { MailDeps } from '../../src/mail/deliver'
import { drain } from '../../src/mail/drain'
import type { Clock } from '../../src/mail/pace'
import type { Mailer, Message, Sent } from '../../src/mail/message'
import {
  requestMail,
  type MailTicket,
  type RequestedMail,
  type Scheduled,
} from '../../src/mail/outbox'

export const master = new Uint8Array(32).fill(7)

export const settings: MailDeps['settings'] = {
  ENVIRONMENT: 'production',
  ORIGIN: 'https://letters.example.org',
  MAIL_FROM: 'Countersign <letters@example.org>',
  MASTER_KEY: master,
  RESEND_API_KEY: 're_test',
  RESEND_BASE_URL: 'https://resend.example.org',
}

export const NOON = Date.parse('2026-06-22T12:00:00Z')

export function minutes(n: number): number {
  return n * 60 * 1000
}

export function hours(n: number): number {
  return minutes(n * 60)
}

export function at(ms: number): Date {
  return new Date(ms)
}

let made = 0

type LetterParts = { id: number; slug: string; title: string; hosts: string[]; closesAt: number }

/** An open letter with two hosts. */
export async function aLetter(parts: Partial<LetterParts> = {}) {
  made += 1
  const letter = {
    id: made,
    slug: `letter-${made}`,
    title: 'Twelve points for fairer inspection',
    hosts: ['Fenmoor Heads', 'Brambleholt Teachers'],
    closesAt: null,
    ...parts,
  }
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO letter (id, uuid, origin, slug, state, title, addressed_to, roles,
                           controller_name, controller_contact, controller_address, created_at,
                           closes_at)
       VALUES (?1, ?2, ?2, ?2, 'open', ?3, 'The Chief Inspector', '[]', 'Fenmoor Heads',
               'data@example.org', '1 Made Up Lane, Fenmoor', 0, ?4)`
    ).bind(letter.id, letter.slug, letter.title, letter.closesAt),
    ...letter.hosts.flatMap((name, position) => [
      env.DB.prepare('INSERT INTO host (slug, name) VALUES (?, ?)').bind(
        `${letter.slug}-${position}`,
        name
      ),
      env.DB.prepare(
        'INSERT INTO letter_host (letter_id, host_id, position) VALUES (?, last_insert_rowid(), ?)'
      ).bind(letter.id, position),
    ]),
  ])
  return letter
}

/** An address that no other test uses. */
export async function anAddress() {
  made += 1
  const address = `ada${made}@example.org`
  return { address, toKey: await addressKey(master, address) }
}

type SignatureParts = {
  letterId: number
  toKey: string | null
  state: string
  number: number
  createdAt: number
  expiresAt: number
  /** What was typed; null for a pending one that was emptied. */
  email: string | null
  keptAddress: string
}

export async function aSignature(parts: Partial<SignatureParts> & { letterId: number }) {
  made += 1
  const id = `${parts.letterId}.signature${made}`
  const state = parts.state ?? 'pending'
  await env.DB.prepare(
    `INSERT INTO signature (id, letter_id, state, edition, name, school, public, updates, email,
                            kept_address, email_key, number, created_at, expires_at)
     VALUES (?, ?, ?, 1, 'Grace Typedname', 'Typedschool', 1, 0, ?, ?, ?, ?, ?, ?)`
  )
    .bind(
      id,
      parts.letterId,
      state,
      parts.email === undefined && state === 'pending'
        ? 'grace@example.org'
        : (parts.email ?? null),
      parts.keptAddress ?? null,
      parts.toKey ?? null,
      parts.number ?? null,
      parts.createdAt ?? NOON,
      parts.expiresAt ?? NOON + hours(14 * 24)
    )
    .run()
  return id
}

/** Asks for a mail as a form does. */
export async function ask(
  mail: Omit<RequestedMail, 'id' | 'signatureId'> & { signatureId?: string },
  now: number
): Promise<Scheduled | null> {
  const request = { signatureId: null, ...mail, id: crypto.randomUUID() }
  return requestMail(env.DB, request, at(now)).first<Scheduled>()
}

/** Someone with a pending signature whose confirm mail is promised. */
export async function aSigner(letter: { id: number }, now = NOON) {
  const { address, toKey } = await anAddress()
  const signatureId = await aSignature({
    letterId: letter.id,
    toKey,
    email: address,
    createdAt: now,
    expiresAt: now + hours(14 * 24),
  })
  const mail = { asked: 'confirm' as const, letterId: letter.id, toKey, address, signatureId }
  const scheduled = await ask(mail, now)
  return { address, toKey, signatureId, outboxId: scheduled?.id ?? '' }
}

export type OutboxRow = {
  id: string
  state: string
  mail: string | null
  signature_id: string | null
  to_key: string | null
  address: string | null
  details: string | null
  batch: string | null
  attempts: number
  next_at: number
  lease_until: number | null
  tried_at: number | null
  provider_id: string | null
  problem: string | null
  resent: number
  given_up_at: number | null
}

export async function outboxRow(id: string) {
  return env.DB.prepare(
    `SELECT outbox.*, coalesce(mail_details.details, outbox.details) AS details
     FROM outbox LEFT JOIN mail_details ON outbox_id = outbox.id WHERE outbox.id = ?`
  )
    .bind(id)
    .first<OutboxRow>()
}

/** A transport that remembers what it was given, and answers as told. */
export function aMailer(answer?: (messages: Message[]) => Sent) {
  const batches: { messages: Message[]; key: string }[] = []
  const mailer: Mailer = {
    everyMs: 0,
    async send(messages, key) {
      batches.push({ messages, key })
      const taken = messages.map((_, i) => ({ accepted: `provider-${batches.length}-${i}` }))
      return answer ? answer(messages) : { results: taken }
    },
  }
  return { ...mailer, batches, sent: () => batches.flatMap(({ messages }) => messages) }
}

/** A clock that stands still. */
export function stillAt(now: number): Clock {
  return { now: () => at(now), wait: async () => undefined }
}

/** Sends all that is due with that transport, without chance and in no time. */
export function drainBy(mailer: Mailer, now: number) {
  return drain({ db: env.DB, settings, mailer, random: () => 1 }, stillAt(now))
}

/** A queue that remembers its tickets, and for how long they were held back. */
export function aQueue() {
  const tickets: MailTicket[] = []
  const delays: (number | undefined)[] = []
  const queue = {
    tickets,
    delays,
    async sendBatch(
      messages: Iterable<MessageSendRequest<MailTicket>>,
      options: QueueSendBatchOptions = {}
    ) {
      for (const { body } of messages) tickets.push(body)
      delays.push(options.delaySeconds)
    },
  }
  return queue as typeof queue & Queue<MailTicket>
}
