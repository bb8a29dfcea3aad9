import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import { paths } from '../../src/paths'
import { dumpTables } from '../support/tables'
import { look } from './look'
import { FORM, send, UNREAD, type Reach, type Sent } from './reach'
import { request, sent } from './site'

const PARTS = 'multipart/form-data'
const KB = 1024

/** What programs of others may send has no origin and no form's encoding to be refused for. */
const ELSEWHERE: string[] = [paths.unsubscribing(), paths.resendHook()]

/** Whatever is no form of ours, sent wherever one is taken. */
export function refuseBodies(at: Reach) {
  it.each<[string, () => Sent, number]>([
    ['JSON', () => ({ type: 'application/json', body: '{"name":"Ada"}' }), 415],
    [
      'XML',
      () => ({ type: 'application/xml', body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
      415,
    ],
    ['text', () => ({ type: 'text/plain', body: 'name=Ada' }), 415],
    ['a type that is none', () => ({ type: ';;;', body: 'name=Ada' }), 415],
    ['parts of another kind', () => ({ type: 'multipart/mixed; boundary=x', body: '--x--' }), 415],
    [
      'a form of another site',
      () => ({ type: FORM, body: 'name=Ada', headers: { origin: 'https://evil.example' } }),
      403,
    ],
    [
      '2 MB',
      () => ({
        type: FORM,
        body: 'a='.padEnd(2 * KB * KB, 'a'),
        headers: { 'content-length': String(2 * KB * KB) },
      }),
      413,
    ],
    ['10 MB without their length', () => ({ type: FORM, body: pieces(10 * KB * KB).stream }), 413],
    [
      '10 MB of which a part is a file',
      () => ({ type: `${PARTS}; boundary=x`, body: pieces(10 * KB * KB).stream }),
      413,
    ],
    ['bytes that are no text', () => ({ type: FORM, body: bytes('name=', 0xff, 0xfe) }), 400],
    ['an overlong spelling', () => ({ type: FORM, body: bytes('name=', 0xc0, 0xaf) }), 400],
    ['a surrogate', () => ({ type: FORM, body: bytes('name=', 0xed, 0xa0, 0x80) }), 400],
    ['half a character', () => ({ type: FORM, body: 'name=%E2%82' }), 400],
    ['half a percent sign', () => ({ type: FORM, body: 'name=foobar%9' }), 400],
    ['a percent sign before no number', () => ({ type: FORM, body: '%zz=x' }), 400],
    ['parts without a boundary', () => ({ type: PARTS, body: '--x\r\n\r\n--x--' }), 400],
    [
      'parts with another boundary',
      () => ({ type: `${PARTS}; boundary=y`, body: '--x\r\n\r\n--x--' }),
      400,
    ],
    [
      'parts that break off',
      () => ({
        type: `${PARTS}; boundary=x`,
        body: '--x\r\nContent-Disposition: form-data; name="',
      }),
      400,
    ],
    [
      'parts of bytes that are no text',
      () => ({ type: `${PARTS}; boundary=x`, body: bytes('--x\r\n', 0xff) }),
      400,
    ],
  ])('refuses %s, says what to do next and writes nothing', async (_, make, status) => {
    const before = await dumpTables()
    const strange: [string, number, string][] = []

    for (const [route, path] of at.posts) {
      if (status === 400 && UNREAD.includes(route)) continue
      const { type, body, headers } = make()
      const answer = await send(at, path, { type, body, headers })
      const page = await answer.clone().text()
      await look(path, answer)
      const isRefused = ELSEWHERE.includes(new URL(path, env.ORIGIN).pathname)
        ? answer.status >= 400
        : answer.status === status
      if (!isRefused || page.length < 20) strange.push([path, answer.status, page])
    }

    expect(strange).toEqual([])
    expect(await dumpTables()).toBe(before)
  })
}

/** Forms of any length and shape. */
export function readBodies(at: Reach) {
  it('is read no further than a form may be long, whatever its length is said to be', async () => {
    const untold = pieces(10 * KB * KB)
    const answer = await send(at, paths.myData(), { type: FORM, body: untold.stream })

    expect(answer.status).toBe(413)
    expect(untold.taken.bytes).toBeLessThan(128 * KB)
  })

  it('that never ends holds up nobody, has written nothing, and is let go with its sender', async () => {
    const before = await dumpTables()
    const sender = Promise.withResolvers<never>()
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes('email=ada%40example.org')),
      pull: () => sender.promise,
    })
    const sending = send(at, paths.myData(), { type: FORM, body })

    const meanwhile = await request(paths.myData())
    const written = await dumpTables()
    sender.reject(new Error('The sender has gone.'))
    const answer = await sending

    expect(meanwhile.status).toBe(200)
    expect(written).toBe(before)
    expect(answer.status).toBe(400)
  })

  it('of 10,000 fields is not brought back to somebody who is not signed in', async () => {
    const fields = Array.from({ length: 10_000 }, (): [string, string] => ['a', ''])
    const answer = await request(deskPaths.yourName(), sent(fields))
    const page = await answer.text()

    expect(answer.status).toBe(413)
    expect(page.length).toBeLessThan(10_000)
  })

  it.each<[string, string]>([
    ['10,000 fields', 'a=&'.repeat(10_000)],
    ['one field 10,000 times', 'email=&'.repeat(9000)],
    ['10,000 schools', 'urn=1&'.repeat(10_000)],
    [
      'fields named like parts of an object',
      '__proto__=x&constructor=x&prototype=x&toString=x&hasOwnProperty=x&__proto__[x]=y',
    ],
    ['nothing but marks', '&&&===&=&&'],
    [
      'every control character',
      `name=${encodeURIComponent(String.fromCharCode(...Array(32).keys()))}&email=%00&t=%00&code=%00`,
    ],
    ['nothing', ''],
  ])('of %s breaks no form', async (_, body) => {
    for (const [route, path] of at.posts) {
      if (UNREAD.includes(route)) continue
      await look(`${path} ${body.slice(0, 20)}`, await send(at, path, { type: FORM, body }))
    }
  })
}

function bytes(text: string, ...more: number[]): Uint8Array {
  return new Uint8Array([...new TextEncoder().encode(text), ...more])
}

/** So many bytes in pieces, and how many of them were taken. */
function pieces(size: number) {
  const taken = { bytes: 0 }
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken.bytes >= size) return controller.close()
      taken.bytes += 16 * KB
      controller.enqueue(new Uint8Array(16 * KB).fill(97))
    },
  })
  return { stream, taken }
}
