import { createMessageBatch } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import worker from '../../src/index'

export type Mail = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  created_at: string
}

export type Visitor = ReturnType<typeof aVisitor>

let visitors = 0

/** Somebody with a browser: cookies and an address of their own, and nothing known but the site. */
export function aVisitor(site: Pick<typeof exports.default, 'fetch'> = exports.default) {
  const cookies = new Map<string, string>()
  const network = `2001:db8:${(++visitors).toString(16)}::1`
  let address = ''

  async function request(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers)
    if (!headers.has('cf-connecting-ip')) headers.set('cf-connecting-ip', network)
    if (cookies.size) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))

    const url = new URL(path, env.ORIGIN)
    const response = await site.fetch(url, { redirect: 'manual', ...init, headers })
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie)
    return response
  }

  return {
    cookies,

    /** Opens a page. Redirects are shown, not followed. */
    visit: (path: string, headers?: HeadersInit) => request(path, { headers }),

    /** The text of a page, after its redirects: as it is now, not as the edge remembers it. */
    async read(path: string): Promise<string> {
      await caches.default.delete(new URL(path, env.ORIGIN).href)
      let response = await request(path)
      for (let hops = 0; hops < 5; hops++) {
        const next = response.headers.get('location')
        if (!next) break
        response = await request(next)
      }
      return response.text()
    },

    /** Sends a form as a browser on the site does. An array gives a field more than once. */
    submit(path: string, fields: Record<string, string | string[]>, headers?: HeadersInit) {
      if (typeof fields.email === 'string') address = fields.email
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) {
        for (const one of [value].flat()) body.append(name, one)
      }
      const sent = new Headers({ origin: env.ORIGIN, ...Object.fromEntries(new Headers(headers)) })
      return request(path, { method: 'POST', body, headers: sent })
    },

    /** All mail to an address, newest first, once what is due has been delivered. */
    async mails(to: string = address): Promise<Mail[]> {
      await deliverDueMail()
      const inbox = await request(`/dev/mail.json?to=${encodeURIComponent(to)}`)
      return inbox.json()
    },

    /** The link in the newest mail to an address, or in the newest that has a link of this kind. */
    async openMail(to: string = address, kind = /confirm|signature/): Promise<string> {
      const links = (await this.mails(to)).map(linkIn)
      const newest = links.find((link) => kind.test(link))
      if (!newest) throw new Error(`There is no mail to ${to} with such a link.`)
      return newest
    },
  }
}

/** The link that a mail asks its reader to open, as a path on the site; empty if there is none. */
function linkIn(mail: Pick<Mail, 'text'>): string {
  const url = mail.text.match(/https?:\S+\/(?:confirm|signature)\?t=\S+/)?.[0]
  if (!url) return ''
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** Runs the mail consumer on every row that is due, as the queue would within a second. */
export async function deliverDueMail() {
  for (let tries = 0; tries < 40; tries++) {
    const { results } = await env.DB.prepare(
      `SELECT id, state FROM outbox
       WHERE state = 'claimed' OR (state = 'waiting' AND next_at <= ?) ORDER BY next_at LIMIT 100`
    )
      .bind(Date.now())
      .all<{ id: string; state: string }>()
    const waiting = results.filter(({ state }) => state === 'waiting')
    if (results.length === 0) return

    if (waiting.length > 0) await consume(waiting.map(({ id }) => id))
    // The queue's own consumer has the others, and needs a moment.
    else await new Promise((done) => setTimeout(done, 25))
  }
}

async function consume(ids: string[]) {
  const messages = ids.map((id) => ({ id, timestamp: new Date(), attempts: 1, body: { id } }))
  await worker.queue(createMessageBatch('countersign-mail', messages), env)
}

function keep(cookies: Map<string, string>, cookie: string) {
  const [, name = '', value = ''] = cookie.match(/^([^=]+)=([^;]*)/) ?? []
  if (/max-age=0/i.test(cookie)) cookies.delete(name)
  else cookies.set(name, value)
}
