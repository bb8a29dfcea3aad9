import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ask } from '../../ask'
import { hear, signersInTouch } from '../../mail/hear'
import { readNews } from '../../mail/news'
import { askRegistrar } from '../../registrar/ask'
import { letterIdOf } from '../../signatures/signature'
import type { Site } from '../site'
import { Routes } from '../routing'

const LARGEST = 256 * 1024
const LONGEST_ID = 256

/** What the mail provider tells, as Svix signs it. */
export const hookRoutes = new Routes()

const whole = bodyLimit({
  maxSize: LARGEST,
  onError: (c) => c.json({ error: 'The body is larger than 256 KB.' }, 413),
})

hookRoutes.post('/hooks/resend', whole, async (c) => {
  const { RESEND_WEBHOOK_SECRET: secret, MASTER_KEY } = c.get('settings')
  if (!secret) return noKey(c)

  const [id, timestamp, signature] = ['svix-id', 'svix-timestamp', 'svix-signature'].map(
    (name) => c.req.header(name) ?? ''
  )
  // The SDK would read the digits that a text begins with.
  if (!id || id.length > LONGEST_ID || !signature || !/^\d{1,12}$/.test(timestamp ?? '')) {
    return c.json(
      { error: 'The headers svix-id, svix-timestamp and svix-signature are needed.' },
      400
    )
  }
  // A byte order mark is signed, too.
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  const body = decoder.decode(await c.req.arrayBuffer())
  const read = readNews(secret, { id, timestamp: timestamp ?? '', signature }, body)
  if ('refused' in read) {
    if (read.refused === 'no-key') return noKey(c)
    if (read.refused === 'unsigned')
      return c.json({ error: 'It is not signed for us, or not now.' }, 401)
    // It will never be better, and an error would have it sent again for days.
    return c.json({ heard: false })
  }
  if (!read.news) return c.json({ heard: false })

  const left = await hear(c.env.DB, MASTER_KEY, id, read.news, new Date())
  if (left === 'early') return c.json({ error: 'The mail is not known yet. Send it again.' }, 503)
  return (await unsubscribeAll(c, left))
    ? c.json({ heard: true })
    : c.json({ error: 'Not all of it could be done. Send it again.' }, 503)
})

function noKey(c: Context<Site>) {
  return c.json({ error: 'RESEND_WEBHOOK_SECRET is missing or malformed.' }, 503)
}

/** Ends the news that go to these addresses. What is done already does no harm when done again. */
async function unsubscribeAll(c: Context<Site>, keys: string[]): Promise<boolean> {
  if (keys.length === 0) return true
  const at = Date.now()
  const [ids] = await ask(c.env.DB, signersInTouch(c.env.DB, keys))
  const answers = await Promise.all(
    ids.map((id) => askRegistrar(c.env.REGISTRAR, letterIdOf(id), { verb: 'unsubscribe', id, at }))
  )
  return answers.every(({ outcome }) => ['unsubscribed', 'unchanged', 'gone'].includes(outcome))
}
