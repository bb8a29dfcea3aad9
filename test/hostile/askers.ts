import { expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import { paths } from '../../src/paths'
import { dumpTables } from '../support/tables'
import { filled } from './fill'
import { look } from './look'
import { ODD } from './odd'
import type { Form } from './page'
import type { Reach } from './reach'
import { request, routeOf, sent } from './site'
import { formsOf } from './targets'

const HEADERS = [
  'user-agent',
  'accept',
  'accept-language',
  'cf-connecting-ip',
  'if-none-match',
  'if-modified-since',
  'range',
  'referer',
  'x-forwarded-host',
  'x-forwarded-for',
  'forwarded',
  'x-request-id',
  'upgrade',
  'host',
]

const ODD_COOKIES = [
  '',
  '=',
  ';;;',
  '%',
  '%E0%A4%A',
  '%00',
  '..',
  'a.b.c',
  '.1.',
  'a.1e309.c',
  'a.-1.c',
  '__proto__.1.x',
  '"><x-odd>',
  '{}',
  'null',
  'a'.repeat(8000),
  'x=y; __Host-desk=z',
]

/** Nobody counts these, and they would change what the others are about. */
const OF_A_TEAM = /^\/(desk\/(letters|you|sessions|sign-out|invitations)|steward|dev)/

/** What comes with a request, and how fast. */
export function askAnyhow(at: Reach) {
  it.each(HEADERS)(
    'may send a header %s of 8 KB: it breaks nothing, and comes back nowhere',
    async (name) => {
      const value = `evil.example"><x-odd odd="1">${'a'.repeat(8000)}`
      let next = 0
      for (const path of at.pages.values()) {
        if (next++ % HEADERS.length !== HEADERS.indexOf(name)) continue
        const answer = await request(path, { headers: { cookie: at.world.cookie, [name]: value } })
        const all = [...answer.headers.values()].join() + (await answer.clone().text())
        await look(`${path} with ${name}`, answer)
        expect([path, all.includes('evil.example')]).toEqual([path, false])
      }
    }
  )

  it('may hold cookies of any kind; none opens the desk', async () => {
    const [own = ''] = at.world.cookie.split('; ')
    const [, session = ''] = own.split('=')
    const spoilt = Array.from({ length: 40 }, (_, i) => {
      const at = (i * 31) % session.length
      return session.slice(0, at) + (session[at] === 'A' ? 'B' : 'A') + session.slice(at + 1)
    })
    const odd = [...ODD_COOKIES, ...spoilt]
    const opened: string[] = []
    for (const value of odd) {
      const cookie = ['desk', 'typed', 'sign-in']
        .map((name) => `__Host-${name}=${value}`)
        .join('; ')
      const answers = await Promise.all(
        [deskPaths.home(), deskPaths.signInCode(), paths.checkYourEmail('inspection')].map((path) =>
          request(path, { headers: { cookie } })
        )
      )
      for (const answer of answers) await look(`a page with ${value}`, answer)
      if (answers[0]?.status !== 303) opened.push(value)
    }
    expect(opened).toEqual([])
  })

  it('may say anything on a live socket: the number goes on, there and elsewhere', async () => {
    const socket = await watch()
    const pong = Promise.withResolvers<unknown>()
    socket.addEventListener('message', ({ data }) => {
      if (data === 'pong') pong.resolve(data)
    })
    for (const odd of [...ODD, 'a'.repeat(500_000)]) socket.send(odd)
    for (const bytes of [new Uint8Array(0), new Uint8Array(100_000)]) socket.send(bytes)
    socket.send('ping')

    expect(await pong.promise).toBe('pong')
    const other = await watch()
    const first = await new Promise<MessageEvent>((resolve) =>
      other.addEventListener('message', resolve)
    )
    expect(JSON.parse(String(first.data))).toMatchObject({
      ledger_size: expect.any(Number) as number,
    })
    for (const one of [socket, other]) one.close()
  })

  it('may be too fast: every form says so and when to try again, writes nothing, and pages go on', async () => {
    const busy = { SIGN_RATE: { limit: () => Promise.resolve({ success: false }) } }
    const send = (form: Form) => request(form.action, sent(filled(form), at.world.cookie), busy)
    const slowed: Form[] = []
    const forms = formsOf(at.world).filter(({ action }) => !OF_A_TEAM.test(action))
    for (const form of forms) {
      const answer = await send(form)
      await answer.arrayBuffer()
      if (answer.status === 429) slowed.push(form)
    }
    expect(new Set(slowed.map(({ action }) => routeOf('POST', action))).size).toBeGreaterThan(7)

    const before = await dumpTables()
    for (const form of slowed) {
      const answer = await send(form)
      expect([form.action, answer.status]).toEqual([form.action, 429])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.text()).toMatch(/wait|minute|seconds/i)
    }
    expect(await dumpTables()).toBe(before)
    for (const path of [
      paths.home(),
      paths.letter('inspection'),
      paths.signatures('inspection'),
      paths.newsroom('inspection'),
      paths.countJson('inspection'),
    ]) {
      expect((await request(path, {}, busy)).status).toBe(200)
    }
  })
}

async function watch(): Promise<WebSocket> {
  const { webSocket } = await request(paths.live('inspection'), {
    headers: { upgrade: 'websocket' },
  })
  if (!webSocket) throw new Error('There is no socket.')
  webSocket.accept()
  return webSocket
}
