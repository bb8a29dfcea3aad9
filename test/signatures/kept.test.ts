import { env } from 'cloudflare:workers'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask } from '../../src/ask'
import { codeFor } from '../../src/code'
import { networkOf } from '../../src/gate/network'
import { isWithinRate } from '../../src/gate/rate'
import { deriveKey, sameSecret, type Purpose } from '../../src/keys'
import { openLink, signLink } from '../../src/link'
import { seal, unseal } from '../../src/seal'
import { shownSignatures } from '../../src/signatures/list'
import { mailDomainProblem } from '../../src/signatures/mail-domain'
import {
  leadingWord,
  listQuery,
  matchingPage,
  searchSignatures,
  writePlace,
  type SearchPlace,
} from '../../src/signatures/search'
import { foldedWords } from '../../src/words'
import { aLetter } from '../support/letters'

const master = new Uint8Array(32).fill(0x42)
const another = new Uint8Array(32).fill(0x43)
const NOON = new Date('2026-06-22T12:00:00Z')
const LATER = NOON.getTime() + 60 * 60 * 1000

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a key', () => {
  const purposes: Purpose[] = [
    'confirm-link',
    'manage-link',
    'code',
    'address',
    'domain',
    'kept-address',
    'cookie',
  ]

  it('is another one for every purpose and every secret', async () => {
    const keys = await Promise.all(
      [master, another].flatMap((secret) => purposes.map((purpose) => deriveKey(secret, purpose)))
    )

    expect(new Set(keys.map((key) => key.toHex())).size).toBe(2 * purposes.length)
    expect(keys.every((key) => key.length === 32)).toBe(true)
  })

  it('is HKDF-SHA256 of the secret, with the purpose as its info', async () => {
    // By hand, as RFC 5869 has it: extract under 32 zero bytes, then one block of expanding.
    const extracted = await hmac(new Uint8Array(32), master)
    const info = [...new TextEncoder().encode('countersign/v1/code'), 1]
    const expanded = await hmac(extracted, Uint8Array.from(info))

    expect((await deriveKey(master, 'code')).toHex()).toBe(expanded.toHex())
  })

  it('compares secrets of any length, and only equal ones are the same', () => {
    expect(sameSecret('abc', 'abc')).toBe(true)
    expect(sameSecret('', '')).toBe(true)
    expect(sameSecret('abc', 'abd')).toBe(false)
    expect(sameSecret('abc', 'abcd')).toBe(false)
    expect(sameSecret('é', 'e')).toBe(false)
  })
})

describe('a mailed link', () => {
  it('opens to what it was made for, and is the same text each time', async () => {
    const token = await signLink(master, 'confirm', '7.abc', LATER)

    expect(await signLink(master, 'confirm', '7.abc', LATER)).toBe(token)
    expect(await openLink(master, 'confirm', token, NOON)).toEqual({ id: '7.abc' })
    expect(JSON.parse(atob(token.split('.')[1] ?? ''))).toEqual({
      aud: 'confirm',
      sub: '7.abc',
      exp: LATER / 1000,
    })
  })

  it('works until its last second, and says afterwards that it was too late', async () => {
    const token = await signLink(master, 'confirm', '7.abc', LATER)

    expect(await openLink(master, 'confirm', token, new Date(LATER - 1000))).toHaveProperty('id')
    expect(await openLink(master, 'confirm', token, new Date(LATER))).toEqual({
      refused: 'expired',
    })
  })

  it('opens nothing of another purpose', async () => {
    const token = await signLink(master, 'confirm', '7.abc', LATER)
    // The right claims under the other purpose's key.
    const crossed = await signed({ aud: 'confirm', sub: '7.abc', exp: LATER / 1000 }, 'manage-link')

    expect(await openLink(master, 'manage', token, NOON)).toEqual({ refused: 'broken' })
    expect(await openLink(master, 'confirm', crossed, NOON)).toEqual({ refused: 'broken' })
    expect(await openLink(another, 'confirm', token, NOON)).toEqual({ refused: 'broken' })
  })

  it('is refused with any of its characters changed, and in any other spelling', async () => {
    const token = await signLink(master, 'confirm', '7.abc', LATER)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const next = (c: string) => alphabet[(alphabet.indexOf(c) + 1) % 64] ?? ''

    for (let i = 0; i < token.length; i++) {
      const forged = token.slice(0, i) + next(token[i] ?? '') + token.slice(i + 1)
      expect(await openLink(master, 'confirm', forged, NOON), `at ${i}`).toEqual({
        refused: 'broken',
      })
    }
    for (const spelling of [`${token}=`, ` ${token}`, `${token}\n`, `${token}.`, token + 'A']) {
      expect(await openLink(master, 'confirm', spelling, NOON)).toEqual({ refused: 'broken' })
    }
  })

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['dots', '..'],
    ['half of one', 'eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJjb25maXJtIn0'],
    ['a megabyte', 'a'.repeat(1_000_000)],
    ['no Latin at all', '签名'],
  ])('is refused if it is %s', async (_, token) => {
    expect(await openLink(master, 'confirm', token, NOON)).toEqual({ refused: 'broken' })
  })

  it('is refused with any other claims, even under the right key', async () => {
    const exp = LATER / 1000
    const right = { aud: 'confirm', sub: '7.abc', exp }
    const wrong = [
      { ...right, iat: 1 },
      { ...right, aud: ['confirm'] },
      { ...right, exp: exp + 0.5 },
      { aud: 'confirm', sub: '7.abc' },
      { aud: 'confirm', exp },
      { sub: '7.abc', exp },
      { sub: '7.abc', aud: 'confirm', exp },
    ]

    expect(await openLink(master, 'confirm', await signed(right), NOON)).toEqual({ id: '7.abc' })
    for (const claims of wrong) {
      const opened = await openLink(master, 'confirm', await signed(claims), NOON)
      expect(opened, JSON.stringify(claims)).toEqual({ refused: 'broken' })
    }
  })

  it('is refused unsigned, or signed in another manner', async () => {
    const exp = LATER / 1000
    const unsigned = new UnsecuredJWT({ aud: 'confirm', sub: '7.abc', exp }).encode()
    const longer = await signed({ aud: 'confirm', sub: '7.abc', exp }, 'confirm-link', 'HS512')

    expect(await openLink(master, 'confirm', unsigned, NOON)).toEqual({ refused: 'broken' })
    expect(await openLink(master, 'confirm', longer, NOON)).toEqual({ refused: 'broken' })
  })
})

describe('sealed text', () => {
  it('opens again for its own purpose, and looks different each time', async () => {
    const sealed = await seal(master, 'kept-address', 'siân@example.org')

    expect(await unseal(master, 'kept-address', sealed)).toBe('siân@example.org')
    expect(await seal(master, 'kept-address', 'siân@example.org')).not.toBe(sealed)
    expect(sealed).not.toContain('example')
  })

  it('opens for nobody else: another purpose, another secret, one character changed', async () => {
    const sealed = await seal(master, 'kept-address', 'ada@example.org')
    const changed = sealed.slice(0, -10) + (sealed.at(-10) === 'A' ? 'B' : 'A') + sealed.slice(-9)

    expect(await unseal(master, 'cookie', sealed)).toBeNull()
    expect(await unseal(another, 'kept-address', sealed)).toBeNull()
    expect(await unseal(master, 'kept-address', changed)).toBeNull()
    expect(await unseal(master, 'kept-address', '')).toBeNull()
    expect(await unseal(master, 'kept-address', 'a.b.c.d.e')).toBeNull()
  })
})

describe('a code', () => {
  it('is six digits, the same whenever it is mailed, and another for another signature', async () => {
    const code = await codeFor(master, '7.abc')

    expect(code).toMatch(/^\d{6}$/)
    expect(await codeFor(master, '7.abc')).toBe(code)
    expect(await codeFor(master, '7.abd')).not.toBe(code)
    expect(await codeFor(another, '7.abc')).not.toBe(code)
  })

  it('is spread evenly over the million there are', async () => {
    const codes = await Promise.all(
      Array.from({ length: 2000 }, (_, i) => codeFor(master, `7.${i}`))
    )

    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true)
    expect(new Set(codes).size).toBeGreaterThan(1985)
    for (let place = 0; place < 6; place++) {
      for (let digit = 0; digit < 10; digit++) {
        const times = codes.filter((code) => code[place] === String(digit)).length
        expect(times, `digit ${digit} in place ${place}`).toBeGreaterThan(140)
        expect(times, `digit ${digit} in place ${place}`).toBeLessThan(260)
      }
    }
  })
})

describe('the network that a burst is counted for', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:0003:0004:0005:0006', '2001:db8:1:2'],
    ['2001:DB8:1:2::', '2001:db8:1:2'],
    ['2001:db8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:0:0::1', '2001:db8:0:0'],
    ['2001:0db8::', '2001:db8:0:0'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['1::', '1:0:0:0'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:0201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:201', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('is counted apart for signing and for asking for mail', async () => {
    const keys: string[] = []
    const limiter: RateLimit = {
      async limit({ key }) {
        keys.push(key)
        return { success: keys.length < 3 }
      },
    }

    const answers = [
      await isWithinRate(limiter, '2001:db8::1'),
      await isWithinRate(limiter, '2001:db8::2', 'links'),
      await isWithinRate(limiter, '2001:db8::3'),
    ]

    expect(answers).toEqual([true, true, false])
    expect(keys).toEqual(['sign 2001:db8:0:0', 'links 2001:db8:0:0', 'sign 2001:db8:0:0'])
  })
})

describe('a domain that takes no mail', () => {
  const DNS = 'https://dns.example.org/dns-query'
  let asked = 0

  /** Has DNS answer so, and returns what comes of it for a domain that no other test asks about. */
  async function judged(answer: () => Response | Promise<Response>) {
    const calls: Request[] = []
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      calls.push(new Request(url, init))
      return answer()
    })
    const domain = `domain-${++asked}.example.org`
    const problem = await mailDomainProblem(DNS, domain)
    return { problem, calls, domain }
  }

  const json = (body: unknown) => () => Response.json(body)

  it.each([
    ['there is no such name', { Status: 3 }, 'no-such-domain'],
    ['it says so', { Status: 0, Answer: [{ type: 15, data: '0 .' }] }, 'takes-no-mail'],
    [
      'it names an exchange',
      { Status: 0, Answer: [{ type: 15, data: '10 mx.example.org.' }] },
      null,
    ],
    [
      'it says so and means otherwise',
      {
        Status: 0,
        Answer: [
          { type: 15, data: '0 .' },
          { type: 15, data: '10 mx.example.org.' },
        ],
      },
      null,
    ],
    ['it has an alias only', { Status: 0, Answer: [{ type: 5, data: '.' }] }, null],
    ['it names no exchange, but may have an address', { Status: 0 }, null],
    ['its server failed', { Status: 2 }, null],
    ['its server refused', { Status: 5 }, null],
    ['the answer is no answer', { hello: 'there' }, null],
    ['the answer is nothing', null, null],
    ['the answer is of other types', { Status: '3', Answer: 'none' }, null],
  ])('is known only where DNS is sure: %s', async (_, body, problem) => {
    expect((await judged(json(body))).problem).toBe(problem)
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ['is garbage', () => new Response('<html>')],
    ['is empty', () => new Response('')],
    ['is an error', () => new Response('{"Status":3}', { status: 500 })],
    ['is a redirect nobody follows', () => new Response('{"Status":3}', { status: 429 })],
    ['never comes', () => Promise.reject(new TypeError('network'))],
  ])('lets the address pass if the answer %s', async (_, answer) => {
    expect((await judged(answer)).problem).toBeNull()
  })

  it('lets the address pass if the answer takes longer than a person waits', async () => {
    const started = Date.now()
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      return new Promise((__, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    })

    const problem = await mailDomainProblem(DNS, 'slow.example.org')

    expect(problem).toBeNull()
    expect(Date.now() - started).toBeGreaterThanOrEqual(750)
    expect(Date.now() - started).toBeLessThan(3000)
  })

  it('is asked about by its name only, and not again within the hour', async () => {
    const { calls, domain } = await judged(json({ Status: 3 }))

    expect(await mailDomainProblem(DNS, domain)).toBe('no-such-domain')
    expect(calls.map(({ url }) => url)).toEqual([`${DNS}?name=${domain}&type=MX`])
    expect(calls[0]?.headers.get('accept')).toBe('application/dns-json')
  })

  it('is asked about again once an error is over', async () => {
    const { domain } = await judged(() => new Response('', { status: 503 }))
    vi.stubGlobal('fetch', async () => Response.json({ Status: 3 }))

    expect(await mailDomainProblem(DNS, domain)).toBe('no-such-domain')
  })
})

describe('a search', () => {
  /** Counted signatures, one a name; `null` hides its name. */
  async function letterWith(names: (string | null)[], schools: (string | null)[] = []) {
    const letter = await aLetter()
    const rows = names.map((name, i) => ({ name, school: schools[i] ?? null, number: i + 1 }))
    const words = rows.flatMap(({ name, school, number }) =>
      name ? foldedWords(`${name} ${school ?? ''}`).map((word) => ({ word, number })) : []
    )
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO signature (id, letter_id, state, edition, name, role, school, public, updates,
                                number, entry, created_at, expires_at)
         SELECT ?1 || '.' || (value->>'number'), ?1, 'counted', 1,
                coalesce(value->>'name', 'Hidden Nameless'), 'head', value->>'school',
                value->>'name' IS NOT NULL, 0, value->>'number', value->>'number', 0, 0
         FROM json_each(?2)`
      ).bind(letter.id, JSON.stringify(rows)),
      env.DB.prepare(
        `INSERT INTO signature_word (letter_id, word, number)
         SELECT ?1, value->>'word', value->>'number' FROM json_each(?2)`
      ).bind(letter.id, JSON.stringify(words)),
    ])
    return letter
  }

  /** All pages of a search, as a reader turns them. */
  async function pagesOf(letter: { id: number }, query: string, size: number) {
    const pages: string[][] = []
    let place: SearchPlace | null = null
    for (let turns = 0; turns < 50; turns++) {
      const [rows] = await ask(
        env.DB,
        searchSignatures(env.DB, letter, leadingWord(query) ?? '', place)
      )
      const page = matchingPage(rows, { query, role: '' }, size)
      pages.push(page.rows.map(({ name }) => name))
      if (!page.next) return pages
      place = listQuery.parse({ after: writePlace(page.next) }).after
      if (!place) throw new Error('The link to the next page leads nowhere.')
    }
    throw new Error('The pages have no end.')
  }

  it('finds names by the beginning of any of their words, in whatever spelling', async () => {
    const letter = await letterWith(['Siân Ó Brádaigh', 'Mary-Ann Inkwell', "Aoife O'Brien"])

    expect(await pagesOf(letter, 'sian', 10)).toEqual([['Siân Ó Brádaigh']])
    expect(await pagesOf(letter, 'BRÁD', 10)).toEqual([['Siân Ó Brádaigh']])
    expect(await pagesOf(letter, 'ann', 10)).toEqual([['Mary-Ann Inkwell']])
    expect(await pagesOf(letter, 'o’brien', 10)).toEqual([["Aoife O'Brien"]])
    expect(await pagesOf(letter, 'well', 10)).toEqual([[]])
  })

  it('finds a school’s signers, and those who match every word of it', async () => {
    const letter = await letterWith(
      ['Ada Quill', 'Grace Quill', 'Ada Inkwell'],
      ['Brambleholt Primary', 'Fenmoor School', 'Fenmoor School']
    )

    expect(await pagesOf(letter, 'fenmoor', 10)).toEqual([['Grace Quill', 'Ada Inkwell']])
    expect(await pagesOf(letter, 'ada fen', 10)).toEqual([['Ada Inkwell']])
    expect(await pagesOf(letter, 'ada zebra', 10)).toEqual([[]])
  })

  it('never finds who asked not to be named, nor another letter’s signers', async () => {
    const letter = await letterWith(['Ada Quill', null])
    await letterWith(['Ada Elsewhere'])

    expect(await pagesOf(letter, 'ada', 10)).toEqual([['Ada Quill']])
    expect(await pagesOf(letter, 'hidden', 10)).toEqual([[]])
    expect(await pagesOf(letter, 'nameless', 10)).toEqual([[]])
  })

  it('finds a signature once, however many of its words begin so', async () => {
    const letter = await letterWith(['Ada Adamant Adams', 'Adele Quill'])

    expect(await pagesOf(letter, 'ad', 10)).toEqual([['Ada Adamant Adams', 'Adele Quill']])
    expect(await pagesOf(letter, 'ad', 1)).toEqual([['Ada Adamant Adams'], ['Adele Quill']])
  })

  it('gives everyone once, page after page, past the five hundred that it looks at', async () => {
    const names = Array.from({ length: 1234 }, (_, i) => `Anna${i % 7} Amber${i} Abc`)
    const letter = await letterWith(names)

    const pages = await pagesOf(letter, 'a', 100)

    const found = pages.flat()
    expect(new Set(found).size).toBe(1234)
    expect(found).toHaveLength(1234)
    expect(pages.every((page) => page.length <= 100)).toBe(true)
  })

  it('comes to the one match behind hundreds that only begin alike', async () => {
    const names = Array.from({ length: 1100 }, (_, i) => `Anna${i} Quill`)
    const letter = await letterWith([...names, 'Annabel Zephyr'])

    const pages = await pagesOf(letter, 'anna zeph', 100)

    expect(pages.flat()).toEqual(['Annabel Zephyr'])
  })

  it('goes on behind a word as long as a school’s name may be', async () => {
    const long = 'a'.repeat(150)
    const letter = await letterWith(['Ada Quill', 'Grace Quill', 'Mary Quill'], [long, long, long])

    expect((await pagesOf(letter, 'aaaa', 1)).flat()).toEqual([
      'Ada Quill',
      'Grace Quill',
      'Mary Quill',
    ])
  })

  it('reads no more rows for a beginning that thousands share', async () => {
    const few = await letterWith(Array.from({ length: 600 }, (_, i) => `Anna Quill${i}`))
    const many = await letterWith(Array.from({ length: 3000 }, (_, i) => `Anna Quill${i}`))
    const read = async (letter: { id: number }) => {
      const { statement } = searchSignatures(env.DB, letter, 'anna', null)
      return (await statement.all()).meta.rows_read
    }

    expect(await read(many)).toBe(await read(few))
  })

  it.each([
    ['nothing', ''],
    ['no number', 'ada'],
    ['a number below nothing', '-1'],
    ['a word with a space', '3.ada quill'],
    ['a quotation mark', "3.a'"],
    ['a number too long', '1'.repeat(16)],
    ['something behind', '3.ada.'],
  ])('starts at no place that is %s', (_, text) => {
    expect(listQuery.parse({ after: text })).toEqual({ q: '', role: '', after: null })
  })

  it('lists the newest first, and goes on before a number', async () => {
    const letter = await letterWith(['One', null, 'Three', 'Four'])
    const numbers = async (limit: number, before?: number) => {
      const [rows] = await ask(env.DB, shownSignatures(env.DB, letter, limit, before))
      return rows.map(({ number }) => number)
    }

    expect(await numbers(10)).toEqual([4, 3, 1])
    expect(await numbers(2)).toEqual([4, 3])
    expect(await numbers(2, 3)).toEqual([1])
    expect(await numbers(2, 1)).toEqual([])
  })
})

async function hmac(key: Uint8Array, message: Uint8Array) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message))
}

async function signed(claims: object, purpose: Purpose = 'confirm-link', alg = 'HS256') {
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg })
  return jwt.sign(await deriveKey(master, purpose))
}
