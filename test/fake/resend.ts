import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as later } from 'node:timers/promises'
import type { Mode, Seen, Told, Wanted } from './mode.ts'
import { tellings } from './tellings.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const SECOND_MS = 1000

type Mail = {
  to?: string
  from?: string
  subject?: string
  html?: string
  text?: string
  headers?: Record<string, string>
}

/** A stored answer, under its key: what was sent and what was said. */
type Kept = { hash: string; at: number; answer: object }

/** One provider's account: each test that names another has it to itself. */
type Account = Seen & {
  mode: Mode
  times: number
  now: number | null
  limit: number | null
  keys: Map<string, Kept>
  busy: Set<string>
}

/**
 * Resend's batch endpoint, as far as its documentation tells, on a port of its own:
 * `/:account/emails/batch` for the SDK, `/:account` for a test to tell (POST) and to ask (GET),
 * `/:account/news` for what it would post to a webhook.
 */
export async function startResend() {
  const accounts = new Map<string, Account>()
  const server = createServer((request, response) => {
    answer(accounts, request, response).catch(() => response.destroy())
  })
  // Or else it hangs up just when a slow machine asks again over the same connection.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(
  accounts: Map<string, Account>,
  request: IncomingMessage,
  response: ServerResponse
) {
  const [, name = '', ...path] = (request.url ?? '').split('/')
  const account = accounts.get(name) ?? newAccount()
  accounts.set(name, account)

  const body = await text(request)
  if (path.join('/') === 'emails/batch') return takeBatch(account, request, response, body)
  if (path.join('/') === 'news') {
    return say(response, 200, tellings(account.taken, JSON.parse(body) as Wanted))
  }
  if (path.length > 0) return say(response, 404, { name: 'not_found' })
  if (request.method === 'POST') {
    const told = JSON.parse(body) as Told
    Object.assign(account, told.mode && { times: Infinity }, told)
  }
  const { taken, requests } = account
  say(response, 200, { taken, requests } satisfies Seen)
}

function newAccount(): Account {
  return {
    mode: { kind: 'accept' },
    times: Infinity,
    now: null,
    limit: null,
    keys: new Map(),
    busy: new Set(),
    taken: [],
    requests: [],
  }
}

async function takeBatch(
  account: Account,
  { headers, socket }: IncomingMessage,
  response: ServerResponse,
  body: string
) {
  const at = account.now ?? Date.now()
  const key = String(headers['idempotency-key'] ?? '')
  const mails = JSON.parse(body) as Mail[]
  const seen = { key, mails: mails.length, status: 0, at }
  const reply = (status: number, told: object, retryAfter?: number) => {
    seen.status = status
    say(response, status, told, retryAfter)
  }
  const fail = (status: number, name: string, retryAfter?: number) =>
    reply(status, { statusCode: status, name, message: `The fake says ${name}.` }, retryAfter)

  const recent = account.requests.filter((one) => one.status !== 429 && one.at > at - SECOND_MS)
  account.requests.push(seen)
  if (recent.length >= (account.limit ?? Infinity)) return fail(429, 'rate_limit_exceeded', 1)
  if (!headers.authorization?.startsWith('Bearer re_')) return fail(401, 'missing_api_key')
  if (key === '' || key.length > 256) return fail(400, 'invalid_idempotency_key')
  if (account.busy.has(key)) return fail(409, 'concurrent_idempotent_requests')

  const hash = createHash('sha256').update(body).digest('hex')
  const kept = account.keys.get(key)
  if (kept && kept.at > at - DAY_MS) {
    return kept.hash === hash ? reply(200, kept.answer) : fail(409, 'invalid_idempotent_request')
  }

  const mode = nextMode(account)
  if (mode.kind === 'busy') return fail(429, 'rate_limit_exceeded', mode.retryAfter)
  if (mode.kind === 'error') return fail(mode.status, mode.name ?? 'application_error')
  if (mode.kind === 'reset') return socket.resetAndDestroy()
  if (mode.kind === 'hang') return

  const permissive = headers['x-batch-validation'] === 'permissive'
  const errors = mails.flatMap((mail, index) => {
    const message = problemOf(mail, mode)
    return message ? [{ index, message }] : []
  })
  if (mails.length > 100 || (errors.length > 0 && !permissive)) return fail(422, 'validation_error')

  const bad = new Set(errors.map(({ index }) => index))
  const good = mails.filter((_, index) => !bad.has(index))
  const data = good.map(({ to = '', subject = '', headers = {} }) => {
    const id = `fake-${account.taken.length + 1}`
    account.taken.push({ id, key, to, subject, headers, at })
    return { id }
  })
  const told = permissive ? { data, errors } : { data }
  account.keys.set(key, { hash, at, answer: told })

  if (mode.kind === 'accept-then-reset') return socket.destroy()
  if (mode.kind === 'accept-then-hang') return
  if (mode.kind === 'accept-slowly') {
    account.busy.add(key)
    await later(mode.ms)
    account.busy.delete(key)
  }
  if (mode.kind !== 'accept-then-garble') return reply(200, told)
  seen.status = 200
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"id":"fa')
}

function nextMode(account: Account): Mode {
  if (account.times <= 0) return { kind: 'accept' }
  account.times -= 1
  return account.mode
}

function problemOf({ to, from, subject, html, text }: Mail, mode: Mode): string | null {
  if (!to || !from || !subject || !html || !text) return 'A field is missing.'
  return mode.kind === 'refuse' && to === mode.to ? `Invalid \`to\` field: ${to}.` : null
}

function say(response: ServerResponse, status: number, body: object, retryAfter?: number) {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  response.writeHead(status, { 'content-type': 'application/json', ...wait })
  response.end(JSON.stringify(body))
}
