import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { dumpTables } from '../support/tables'
import { deliverDueMail } from '../support/visitor'
import { look } from './look'
import { ODD, RUNS } from './odd'
import { ask, FORM, send, type Reach } from './reach'
import { request } from './site'

/** How many of a list of odd things each path is tried with. */
const AT_EACH = 2 * RUNS

/** Everything that an address of the site may ask after a question mark. */
const KEYS = [
  't',
  'l',
  'q',
  'after',
  'role',
  'place',
  'phase',
  'size',
  'from',
  'to',
  'url',
  'format',
  'maxwidth',
  'next',
  'sort',
  'edition',
  'number',
  'sent',
  'done',
  'already',
  'signed',
]

const PARTS_OF_PATHS = [
  '%00',
  '%2f',
  'a%2e%2e',
  '%5c',
  'a%0d%0ab',
  '.%2e%2fetc',
  '-1',
  '0',
  '00',
  '1e9',
  '0x10',
  '%20',
  '%F0%9F%98%80',
  '9'.repeat(16),
  '9'.repeat(400),
  '99999999',
  '__proto__',
  'constructor',
  '%3Cscript%3E',
  "'%20OR%201=1--",
  'a'.repeat(4000),
]

/** Every path, asked in every way, and with anything in it and behind it. */
export function askEverywhere(at: Reach) {
  it('answers HEAD as it answers GET, and other methods with those it knows; none writes', async () => {
    await deliverDueMail()
    const before = await dumpTables()
    const strange: unknown[] = []

    for (const [route, path] of at.pages) {
      const [got, head] = [await ask(at, path), await ask(at, path, 'HEAD')]
      if (head.status !== got.status || (await head.text()) !== '')
        strange.push(`HEAD ${path} ${got.status} ${head.status}`)
      for (const method of ['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
        const headers = { cookie: at.world.cookie, origin: env.ORIGIN, 'content-type': FORM }
        const answer = await request(path, { method, headers })
        await look(`${method} ${path}`, answer)
        const allowed = (answer.headers.get('allow') ?? '').split(', ')
        const isRight = allowed.includes('GET') && allowed.includes('POST') === at.posts.has(route)
        if (answer.status !== 405 || !isRight)
          strange.push(`${method} ${path} ${answer.status} ${allowed.join()}`)
      }
    }

    expect(strange).toEqual([])
    expect(await dumpTables()).toBe(before)
  })

  it.each<[string, string[]]>([
    [
      'queries that spell no text',
      ['?%', '?q=%FF', '?t=%ED%A0%80', '?after=%C0%AF', '?q=foobar%9'],
    ],
    [
      'queries of odd words',
      ODD.map((odd) => `?${KEYS.map((key) => `${key}=${encodeURIComponent(odd)}`).join('&')}`),
    ],
    [
      'queries of odd shapes',
      [
        '?',
        '?&&&=&',
        '?q[]=1&q[a]=2',
        '?q&t&after&size',
        `?q=${'a'.repeat(8000)}`,
        `?${'q=1&'.repeat(2000)}`,
        '?__proto__=x&constructor=y',
      ],
    ],
  ])('opens or refuses %s', async (_, queries) => {
    let next = 0
    for (const path of at.pages.values()) {
      // Each path gets some of them, and all of them are used.
      for (let n = 0; n < AT_EACH; n++) {
        const address = path.replace(/\?.*|$/, queries[next++ % queries.length] ?? '')
        await look(address, await ask(at, address))
      }
    }
  })

  it('finds nothing where a part of its address is odd', async () => {
    const odd: unknown[] = []
    let next = 0
    for (const route of [...at.pages.keys(), ...at.posts.keys()]) {
      for (let n = 0; n < AT_EACH && route.includes(':'); n++) {
        const address = route.replaceAll(
          /:\w+/g,
          () => PARTS_OF_PATHS[next++ % PARTS_OF_PATHS.length] ?? ''
        )
        const method = at.pages.has(route) ? 'GET' : 'POST'
        const answer = await (method === 'GET'
          ? ask(at, address)
          : send(at, address, { type: FORM, body: '' }))
        await look(address, answer)
        const leads = answer.headers.get('location') ?? ''
        // A path that leads on to a page of the same letter, which is not there.
        if (answer.status < 400 && !leads.startsWith('/letters/'))
          odd.push([address, answer.status, leads])
      }
    }
    expect(odd).toEqual([])
  })
}
