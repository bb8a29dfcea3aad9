import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { ada, signAndConfirm, signUp } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { dumpTables } from '../support/tables'
import { aVisitor } from '../support/visitor'

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'"

const FLOOR = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'strict-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

afterEach(() => {
  vi.restoreAllMocks()
})

const CACHED = 'public, max-age=0, s-maxage=5'

describe('every answer', () => {
  it.each([
    ['the list of letters', () => '/', { 'cache-control': CACHED }],
    ['a letter, which may watch its number', paths.letter, live()],
    ['an edition', (slug: string) => paths.edition(slug, 1), { 'cache-control': CACHED }],
    [
      'an edition as text',
      (slug: string) => paths.editionText(slug, 1),
      { 'cache-control': CACHED },
    ],
    ['the list of signatures', paths.signatures, { 'cache-control': CACHED }],
    ['the newsroom, which may too', paths.newsroom, live()],
    [
      'the ledger, which may run a script and open no socket',
      paths.ledger,
      {
        'cache-control': CACHED,
        'content-security-policy': `${POLICY}; script-src 'self'; connect-src 'self'`,
      },
    ],
    ['the newsroom of all letters', () => paths.newsrooms(), { 'cache-control': CACHED }],
    ['the corrections', paths.corrections, { 'cache-control': CACHED }],
    ['the privacy notice', paths.privacy, { 'cache-control': CACHED }],
    ['a poster', paths.poster, { 'cache-control': CACHED }],
    [
      'an oEmbed',
      (slug: string) => paths.oembed(env.ORIGIN + paths.letter(slug)),
      { 'cache-control': CACHED, ...openToAll() },
    ],
    ['count.json', paths.countJson, { 'cache-control': CACHED, ...openToAll() }],
    ['letter.json', paths.letterJson, { 'cache-control': CACHED, ...openToAll() }],
    ['history.json', paths.historyJson, { 'cache-control': CACHED, ...openToAll() }],
    ['history.csv', paths.historyCsv, { 'cache-control': CACHED, ...openToAll() }],
    ['breakdown.csv', paths.breakdownCsv, { 'cache-control': CACHED, ...openToAll() }],
    ['corrections.json', paths.correctionsJson, { 'cache-control': CACHED, ...openToAll() }],
    ['openapi.json', paths.openapi, { 'cache-control': CACHED, ...openToAll() }],
    ['the page about the public data', paths.api, { 'cache-control': CACHED }],
    ['signatures.json', paths.signaturesJson, { 'cache-control': CACHED, ...openToAll() }],
    ['signatures.csv', paths.signaturesCsv, openToAll()],
    ['the page after signing', paths.checkYourEmail, {}],
    ['a confirm link', () => paths.confirm('broken'), {}],
    ['a manage link', () => paths.signature('broken'), {}],
    ['a signature as data', () => paths.signatureData('broken'), {}],
    ['a receipt', () => paths.receipt('broken'), {}],
    ['a link to a school mailbox', () => paths.schoolMailbox('broken'), {}],
    ['a link to an organisation', () => paths.organisationLink('broken'), {}],
    ['a link to follow', () => paths.followLink('broken'), {}],
    ['a link to unsubscribe', () => paths.unsubscribe('broken'), {}],
    ['a link to a correction', () => paths.correctionLink('broken'), {}],
    ['the updates', paths.updates, { 'cache-control': CACHED }],
    ['the form to follow', paths.follow, { 'cache-control': CACHED }],
    ['organisations where none can sign', paths.organisations, {}],
    ['a host', () => paths.host('quill-forum'), { 'cache-control': CACHED }],
    ['a calendar that is not there', paths.handIn, {}],
    ['comments that are not asked for', paths.comments, {}],
    ['my data', paths.myData, {}],
    ['health', paths.health, {}],
    ['robots', paths.robots, {}],
    ['the development inbox', paths.devMail, {}],
    ['its data', () => '/dev/mail.json', {}],
    ['what is not there', () => '/no-such-page', {}],
    ['what can’t be done', paths.code, {}],
  ])(
    'of %s has the floor of headers, and no more cache or openness than its own',
    async (_, path, own) => {
      const letter = await aLetter()

      // Twice: what comes out of the cache must be no different.
      for (let i = 0; i < 2; i++) {
        const answer = await aVisitor().visit(path(letter.slug))

        const got = Object.fromEntries(
          Object.keys({ ...FLOOR, ...openToAll(), 'cache-control': '' }).map((name) => [
            name,
            answer.headers.get(name) ?? undefined,
          ])
        )
        expect(got).toEqual({ ...FLOOR, 'cache-control': 'no-store', ...own })
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    }
  )

  it('to a form has them too, and is stored nowhere', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)

    const answers = [
      await visitor.submit(paths.signatures(letter.slug), ada()),
      await visitor.submit(paths.signatures(letter.slug), {}),
      await visitor.submit(paths.confirmation(), { t: token }),
      await visitor.submit(paths.confirmation(), { ...fields, t: token, choice: 'yes' }),
      await visitor.submit(paths.signatureChange(), { t: 'broken' }),
      await visitor.submit(paths.links(letter.slug), { email: '' }),
      await visitor.submit(paths.myData(), { email: ada().email }),
      await visitor.submit(paths.myData(), { email: '' }, { origin: 'https://evil.example' }),
    ]

    for (const answer of answers) {
      expect(Object.fromEntries(answer.headers)).toMatchObject(FLOOR)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('that breaks has them too, and tells nothing of the cause', async () => {
    const broken = { batch: () => Promise.reject(new Error('secret cause')) }
    const site = aSite({ DB: { ...broken, prepare: () => ({ bind: () => ({}) }) } })

    const answer = await site(paths.letter('any-letter'))
    const page = await answer.text()

    expect(answer.status).toBe(500)
    expect(Object.fromEntries(answer.headers)).toMatchObject(FLOOR)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('Something went wrong here')
    expect(page).toContain(answer.headers.get('x-request-id') ?? 'none')
    expect(page).not.toContain('secret cause')
  })

  it('of the development inbox’s mail frame lets a mail style itself and do nothing else', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const [mail] = await visitor.mails(fields.email)

    const frame = await visitor.visit(paths.devMailHtml(mail?.id ?? ''))
    const page = await visitor.visit(paths.devMailMessage(mail?.id ?? ''))

    const policy = frame.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox')
    expect(policy).not.toContain('allow-scripts')
    expect(policy).not.toContain('allow-same-origin')
    expect(frame.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await page.text()).toMatch(/<iframe[^>]* sandbox="(?!.*allow-scripts)/)
    expect(Object.fromEntries(page.headers)).toMatchObject(FLOOR)
  })

  it('as a static file says what kind it is, and lets nobody guess', async () => {
    for (const file of ['/site.css', '/favicon.svg']) {
      const answer = await env.ASSETS.fetch(env.ORIGIN + file)

      expect(answer.status).toBe(200)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('strict-transport-security')).toContain('max-age')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })
})

const HERE = 'https://countersign.test'
const THERE = 'https://evil.example'

describe('a form', () => {
  it.each([
    ['this site', { origin: HERE }],
    ['this site, by both signs', { origin: HERE, 'sec-fetch-site': 'same-origin' }],
    ['this site, its origin hidden', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['this site, by fetch metadata alone', { 'sec-fetch-site': 'same-origin' }],
  ])('from %s is taken', async (_, headers) => {
    const { statuses } = await sendEveryForm(headers)

    expect(statuses).toEqual([200, 200, 422, 303, 400, 200])
  })

  it.each([
    ['nobody knows where', {}],
    ['another site', { origin: THERE }],
    ['another site, by both signs', { origin: THERE, 'sec-fetch-site': 'cross-site' }],
    ['a sandbox', { origin: 'null' }],
    ['a sandbox of another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sibling', { origin: 'https://a.countersign.test', 'sec-fetch-site': 'same-site' }],
    ['a sibling, by fetch metadata alone', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a site named much like this', { origin: 'https://countersign.test.evil.example' }],
    ['this site on another port', { origin: 'https://countersign.test:8443' }],
    ['this site unencrypted', { origin: 'http://countersign.test' }],
    ['fetch metadata nobody knows', { 'sec-fetch-site': 'Same-Origin' }],
  ])('from %s is refused, and changes nothing', async (_, headers) => {
    const { statuses, before } = await sendEveryForm(headers)

    expect(statuses).toEqual([403, 403, 403, 403, 403, 403])
    expect(await dumpTables()).toBe(before)
  })

  it('refused for where it came from is told so on a page like ours', async () => {
    const body = new URLSearchParams({ email: 'ada@example.org' })

    const answer = await aSite({})(paths.myData(), {
      method: 'POST',
      body,
      headers: { origin: THERE },
    })

    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('This form came from somewhere else')
  })

  it.each([
    ['JSON', 'application/json', '{"email":"ada@example.org"}'],
    ['plain text', 'text/plain', 'email=ada@example.org'],
    ['a ping', 'text/ping', 'email=ada@example.org'],
    ['nothing it names', '', 'email=ada@example.org'],
    ['XML', 'application/xml', '<email/>'],
    ['a form in disguise', 'application/x-www-form-urlencoded-not', 'email=ada@example.org'],
    ['bytes', 'application/octet-stream', 'email=ada@example.org'],
  ])('in %s is none of ours', async (_, type, body) => {
    const letter = await aLetter()
    const before = await dumpTables()

    for (const path of [paths.myData(), paths.confirmation(), paths.signatures(letter.slug)]) {
      const answer = await aSite({})(path, {
        method: 'POST',
        body: new TextEncoder().encode(body),
        headers: { origin: HERE, ...(type && { 'content-type': type }) },
      })

      expect(answer.status).toBe(415)
      expect(await answer.text()).toContain('This is not one of our forms')
    }
    expect(await dumpTables()).toBe(before)
  })

  it.each<[string, number, RequestInit]>([
    ['another site', 403, aForm({ t: 'x', email: 'ada@fen.example.org' }, { origin: THERE })],
    ['nobody knows where', 403, { method: 'POST', body: new URLSearchParams({ t: 'x' }) }],
    [
      'a program, as JSON',
      415,
      { method: 'POST', body: '{}', headers: { origin: HERE, 'content-type': 'application/json' } },
    ],
  ])('from %s does nothing after signing either: %d', async (_, status, init) => {
    const letter = await aLetter()
    const run = env.DB.prepare(
      `INSERT INTO dealing (letter_id, number, kind, day, words, html, edition, recorded_at)
       VALUES (?, 1, 'answer', '2026-06-19', 'Yes.', '<p>Yes.</p>', 1, 1)`
    )
    await run.bind(letter.id).run()
    const before = await dumpTables()

    for (const path of [
      paths.follow(letter.slug),
      paths.followHost('quill-forum'),
      paths.following(),
      paths.organisations(letter.slug),
      paths.organisation(),
      paths.replyCorrection(letter.slug, 1),
      paths.correctionConfirmation(),
    ]) {
      expect([path, (await aSite({})(path, init)).status]).toEqual([path, status])
    }

    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['in capitals', 'APPLICATION/X-WWW-FORM-URLENCODED; charset=UTF-8'],
    ['with its charset', 'application/x-www-form-urlencoded;charset=utf-8'],
  ])('whose type is written %s is one of ours', async (_, type) => {
    const answer = await aSite({})(paths.myData(), {
      method: 'POST',
      body: new TextEncoder().encode(`email=${ada().email}`),
      headers: { origin: HERE, 'content-type': type },
    })

    expect(answer.status).toBe(200)
  })

  it('in several parts is read like any other', async () => {
    const letter = await aLetter()
    const body = new FormData()
    for (const [name, value] of Object.entries(ada({ name: 'Zoë Several' }))) body.set(name, value)

    const answer = await aSite({})(paths.signatures(letter.slug), {
      method: 'POST',
      body,
      headers: { origin: HERE },
    })

    expect(answer.status).toBe(303)
  })

  it.each([
    ['with its length', true],
    ['without its length', false],
  ])('of 64 KB is read, %s', async (_, tells) => {
    const answer = await sendBytes(64 * 1024, tells)

    expect(answer.status).toBe(422)
  })

  it.each([
    ['of a byte more than 64 KB, with its length', 64 * 1024 + 1, true],
    ['of a byte more than 64 KB, without its length', 64 * 1024 + 1, false],
    ['of a megabyte, without its length', 1024 * 1024, false],
  ])('%s is too long', async (_, size, tells) => {
    const before = await dumpTables()

    const answer = await sendBytes(size, tells)

    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('This is too long')
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['bytes that are no text', new Uint8Array([110, 97, 109, 101, 61, 0xff, 0xfe])],
    ['an overlong spelling', new Uint8Array([110, 97, 109, 101, 61, 0xc0, 0xaf])],
    ['half a character', new Uint8Array([110, 97, 109, 101, 61, 0xe2, 0x82])],
    ['a surrogate', new Uint8Array([110, 97, 109, 101, 61, 0xed, 0xa0, 0x80])],
    ['percent signs that spell no text', 'name=%FF%FE'],
    ['percent signs that spell a surrogate', 'name=%ED%A0%80'],
    ['percent signs that spell half a character', 'name=%E2%82'],
    ['a percent sign too many', 'name=100%'],
    ['a percent sign before other letters', 'name=%zz'],
    ['such a name of a field', '%ff=x'],
  ])('with %s is refused, with words', async (_, body) => {
    const letter = await aLetter()
    const before = await dumpTables()

    for (const path of [paths.signatures(letter.slug), paths.confirmation(), paths.myData()]) {
      const answer = await aSite({})(path, {
        method: 'POST',
        body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
        headers: { origin: HERE, 'content-type': 'application/x-www-form-urlencoded' },
      })

      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('This could not be read')
    }
    expect(await dumpTables()).toBe(before)
  })

  it.each([
    ['no boundary', 'multipart/form-data', '--x\r\n\r\n--x--'],
    ['another boundary', 'multipart/form-data; boundary=y', '--x\r\n\r\n--x--'],
    ['no end', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="'],
    ['nothing', 'multipart/form-data; boundary=x', ''],
  ])('in several parts with %s is refused, with words', async (_, type, body) => {
    const answer = await aSite({})(paths.myData(), {
      method: 'POST',
      body: new TextEncoder().encode(body),
      headers: { origin: HERE, 'content-type': type },
    })

    expect([400, 422]).toContain(answer.status)
    expect(await answer.text()).toContain('<h1>')
  })

  it('that gives a field twice has said the first', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const fields = ada()

    await visitor.submit(paths.signatures(letter.slug), {
      ...fields,
      email: [fields.email, 'attacker@evil.example'],
    })

    expect(await visitor.mails(fields.email)).toHaveLength(1)
    expect(await visitor.mails('attacker@evil.example')).toEqual([])
  })

  it('with fields named like parts of an object is only a form', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().submit(paths.signatures(letter.slug), {
      __proto__x: 'x',
      constructor: 'x',
      hasOwnProperty: 'x',
      toString: 'x',
      ...ada(),
    })
    const own = await aSite({})(paths.myData(), aForm({ ['__proto__']: 'x', email: 'ada' }))

    expect(answer.status).toBe(303)
    expect(own.status).toBe(422)
  })
})

describe('an address', () => {
  it.each([
    '/letters/%FF',
    '/letters/%E2%82',
    '/letters/%',
    '/letters/x%zz',
    '/?q=%FF',
    '/letters/any/signatures?q=100%',
    '/confirm?t=%ED%A0%80',
    '/%C0%AF',
  ])('that spells no text is refused with words: %s', async (path) => {
    const answer = await aSite({})(path)

    expect(answer.status).toBe(400)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toContain('This could not be read')
  })

  it.each([
    '/no-such-page',
    '/letters/',
    '/letters/no-such-letter',
    '/letters/no-such-letter.json',
    '/letters/no-such-letter/count.json',
    '/letters/no-such-letter/history.json',
    '/letters/no-such-letter/history.csv',
    '/letters/no-such-letter/breakdown.csv',
    '/letters/no-such-letter/corrections.json',
    '/letters/no-such-letter/signatures',
    '/letters/no-such-letter/signatures.json',
    '/letters/no-such-letter/signatures.csv',
    '/letters/no-such-letter/editions/1',
    '/letters/no-such-letter/editions/1.txt',
    '/letters/no-such-letter/newsroom',
    '/letters/no-such-letter/privacy',
    '/letters/no-such-letter/check-your-email',
    '/letters/no-such-letter/updates',
    '/letters/no-such-letter/updates/1',
    '/letters/no-such-letter/follow',
    '/letters/no-such-letter/replies/1',
    '/letters/no-such-letter/replies/1/correction',
    '/letters/no-such-letter/organisations',
    '/letters/no-such-letter/comments',
    '/letters/no-such-letter/hand-in.ics',
    '/hosts/no-such-host',
    '/hosts/no-such-host/follow',
    "/letters/' OR 1=1 --",
    '/letters/UPPER',
    '/letters/..%2F..%2Fetc',
    '/.dev.vars',
    '/wrangler.toml',
    '/dev/mail/none',
    '/dev/mail/none/html',
    '//evil.example/',
  ])('that leads nowhere is answered by a page like ours: %s', async (path) => {
    const answer = await aSite({})(env.ORIGIN + path)
    const page = await answer.text()

    expect(answer.status).toBe(404)
    expect(page).toContain('There is no such page')
    expect(page).toContain('/site.css')
    expect(page).toContain('noindex')
  })

  it.each([
    ['PUT', (slug: string) => paths.letter(slug), 'GET, HEAD'],
    ['DELETE', (slug: string) => paths.signatures(slug), 'GET, HEAD, POST'],
    ['GET', () => paths.demo(), 'POST'],
    ['OPTIONS', () => paths.confirmation(), 'GET, HEAD, POST'],
    ['POST', () => '/', 'GET, HEAD'],
    ['PATCH', () => paths.myData(), 'GET, HEAD, POST'],
    ['POST', paths.updates, 'GET, HEAD'],
    ['PUT', paths.organisations, 'GET, HEAD, POST'],
    ['DELETE', paths.follow, 'GET, HEAD, POST'],
    ['PUT', () => paths.following(), 'GET, HEAD, POST'],
    ['DELETE', () => paths.organisation(), 'GET, HEAD, POST'],
    ['PATCH', () => paths.correctionConfirmation(), 'GET, HEAD, POST'],
  ])(
    'asked to %s what it can’t says so on a page like ours, and what it can',
    async (method, path, can) => {
      const letter = await aLetter()
      const unsafe = !['GET', 'OPTIONS'].includes(method)

      const answer = await aSite({})(
        path(letter.slug),
        unsafe ? { ...aForm({ a: 'b' }), method } : { method }
      )
      const page = await answer.text()

      expect(answer.status).toBe(405)
      expect((answer.headers.get('allow') ?? '').split(', ').toSorted().join(', ')).toBe(can)
      expect(page).toContain('This page can’t do that')
      expect(page).toContain('/site.css')
    }
  )
})

describe('the edge cache', () => {
  it('keeps a public page for a while, under its path and the keys it knows', async () => {
    const letter = await aLetter()
    const { counted, site } = aCountedSite()
    const path = paths.letter(letter.slug)

    await site(path)
    const first = counted()
    for (const query of ['?utm_source=x', '?fbclid=1', '?q=x', '?after=1', '?a=1&b=2', '#sign']) {
      await site(path + query)
    }

    expect(first).toBe(1)
    expect(counted()).toBe(1)
  })

  it('keeps apart what the list’s own keys ask for, and nothing else', async () => {
    const letter = await aLetter()
    const { counted, site } = aCountedSite()
    const path = paths.signatures(letter.slug)

    for (const query of ['', '?q=ada', '?q=grace', '?after=5', '?q=ada&after=5']) {
      await site(path + query)
    }
    const apart = counted()
    for (const query of ['?x=1', '?x=1&q=ada', '?q=ada&q=other', '?after=5&q=ada', '?q=&after=']) {
      await site(path + query)
    }

    expect(apart).toBe(5)
    expect(counted()).toBe(5)
  })

  it('keeps nothing of a page that is not there, nor of one person’s', async () => {
    const letter = await aLetter()
    const { visitor, manage, link } = await signAndConfirm(letter)
    const { counted, site } = aCountedSite()
    const calls = async (path: string) => {
      const before = counted()
      await site(path, { headers: { cookie: [...visitor.cookies].join('=') } })
      return counted() - before
    }

    for (const path of [
      '/letters/no-such-letter',
      '/letters/no-such-letter/count.json',
      paths.checkYourEmail(letter.slug),
      paths.signature(manage),
      paths.signatureData(manage),
      link,
    ]) {
      const first = await calls(path)
      expect(first, path).toBeGreaterThan(0)
      expect(await calls(path), path).toBe(first)
    }
  })

  it('gives everybody the same page, whatever cookie or address they bring', async () => {
    const letter = await aLetter()
    const { visitor } = await signUp(letter)

    const own = await visitor.visit(paths.letter(letter.slug))
    const other = await aVisitor().visit(paths.letter(letter.slug))

    expect(await own.text()).toBe(await other.text())
    expect(own.headers.getSetCookie()).toEqual([])
  })
})

describe('in production', () => {
  const production = { ENVIRONMENT: 'production', RESEND_API_KEY: '' }

  it('nothing of development is there', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signUp(letter)
    const [mail] = await visitor.mails(fields.email)
    const site = aSite({ ...production, RESEND_API_KEY: 're_key' })
    const before = await dumpTables()

    for (const path of [
      '/dev/mail',
      '/dev/mail.json',
      `/dev/mail/${mail?.id}`,
      `/dev/mail/${mail?.id}/html`,
      '/dev/demo',
      '/dev/',
      '/dev',
    ]) {
      const read = await site(path)
      const posted = await site(path, aForm({}))

      expect(read.status, path).toBe(404)
      expect(posted.status, path).toBe(404)
      expect(await read.text()).toContain('There is no such page')
    }
    expect(await dumpTables()).toBe(before)
  })

  it('without a mail key nobody can sign, and letter page and health say why', async () => {
    const letter = await aLetter()
    const site = aSite(production)
    const before = await dumpTables()

    const page = await (await site(paths.letter(letter.slug))).text()
    const posted = await site(paths.signatures(letter.slug), aForm(ada()))
    const health = await site(paths.health())
    const said = await health.json<{ ok: boolean; problems: string[] }>()

    expect(page).toContain('This site can’t send mail yet')
    expect(page).not.toContain('<form id="sign"')
    expect(posted.status).toBe(503)
    expect(await posted.text()).toContain('Your signature was not added')
    expect(posted.headers.getSetCookie()).toEqual([])
    expect(health.status).toBe(503)
    expect(said.ok).toBe(false)
    expect(said.problems.join()).toContain('RESEND_API_KEY')
    expect(await dumpTables()).toBe(before)
  })

  it('with a mail key people can sign, and health is well', async () => {
    const letter = await aLetter()
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ Status: 0 }))
    const site = aSite({ ...production, RESEND_API_KEY: 're_key' })
    await caches.default.delete(env.ORIGIN + paths.letter(letter.slug))

    const page = await (await site(paths.letter(letter.slug))).text()
    const posted = await site(paths.signatures(letter.slug), aForm(ada()))
    const health = await site(paths.health())

    expect(page).toContain('<form id="sign"')
    expect(posted.headers.get('location')).toBe(paths.checkYourEmail(letter.slug))
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ ok: true, environment: 'production' })
    await env.DB.prepare(`DELETE FROM outbox WHERE state = 'waiting'`).run()
  })

  it.each([
    ['there is not', { Status: 3 }, 'There is no'],
    ['takes no mail', { Status: 0, Answer: [{ type: 15, data: '0 .' }] }, 'takes no mail'],
  ])('an address whose domain %s is asked about', async (_, dns, why) => {
    const letter = await aLetter()
    const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json(dns))
    const site = aSite({ ...production, RESEND_API_KEY: 're_key' })
    const domain = `school-${crypto.randomUUID()}.example`
    const before = await dumpTables()

    const answer = await site(
      paths.signatures(letter.slug),
      aForm(ada({ email: `secret.person@${domain}` }))
    )

    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(new RegExp(`<a href="#email">[^<]*${why}`))
    expect(String(asked.mock.calls[0]?.[0])).toContain(domain)
    expect(String(asked.mock.calls[0]?.[0])).not.toContain('secret.person')
    expect(await dumpTables()).toBe(before)
  })

  it('an address passes when DNS can’t be asked', async () => {
    const letter = await aLetter()
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('DNS is away'))
    const site = aSite({ ...production, RESEND_API_KEY: 're_key' })

    const answer = await site(
      paths.signatures(letter.slug),
      aForm(ada({ email: `ada@school-${crypto.randomUUID()}.example` }))
    )

    expect(answer.headers.get('location')).toBe(paths.checkYourEmail(letter.slug))
    await env.DB.prepare(`DELETE FROM outbox WHERE state = 'waiting'`).run()
  })
})

describe('a setting', () => {
  it.each([
    ['ENVIRONMENT', 'staging'],
    ['ENVIRONMENT', ''],
    ['ORIGIN', 'countersign.example'],
    ['ORIGIN', 'https://countersign.example/'],
    ['ORIGIN', ''],
    ['MAIL_FROM', 'post@fenmoor.example'],
    ['MAIL_FROM', 'Post <post@fenmoor.example>\r\nBcc: x'],
    ['STEWARDS', 'steward'],
    ['STEWARDS', ''],
    ['MASTER_KEY', ''],
    ['MASTER_KEY', 'too-short'],
    ['MASTER_KEY', btoa('x'.repeat(31))],
    ['LEDGER_KEY', ''],
    ['LEDGER_KEY', '{"kty":"OKP"}'],
    ['LEDGER_KEY', 'not JSON'],
    ['LEDGER_KEYS_RETIRED', 'no key of any kind'],
  ])('%s of %j is named on every page and by health, and its value is not', async (name, value) => {
    const site = aSite({ [name]: value })

    const pages = [await site('/'), await site(paths.myData(), aForm({ email: 'ada@example.org' }))]
    const health = await site(paths.health())
    const said = await health.json<{ ok: boolean; problems: string[] }>()

    for (const page of pages) {
      const text = await page.text()
      expect(page.status).toBe(503)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(text).toContain('This site is not set up yet')
      expect(text).toContain(`<code>${name}</code>`)
      // Blank ones and short words may stand in any page.
      expect(value.length > 8 && text.includes(value)).toBe(false)
    }
    expect(health.status).toBe(503)
    expect(said).toMatchObject({ ok: false })
    expect(said.problems.join()).toContain(name)
  })

  it('that was forgotten with others is named with them', async () => {
    const site = aSite({ MASTER_KEY: undefined, LEDGER_KEY: undefined, MAIL_FROM: undefined })

    const page = await (await site('/')).text()

    for (const name of ['MASTER_KEY', 'LEDGER_KEY', 'MAIL_FROM']) {
      expect(page).toContain(`<code>${name}</code> is missing`)
    }
  })
})

describe('health', () => {
  it('is ill in development until the demonstration is there, and says so', async () => {
    const answer = await aSite({})(paths.health())

    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      ok: false,
      environment: 'development',
      problems: ['The demonstration letters are not there yet.'],
    })
  })

  it('is ill while an alarm is open', async () => {
    await env.DB.prepare(
      `INSERT INTO alarm (kind, detail, raised_at) VALUES ('recount', 'counted says 2, is 1', 0)`
    ).run()

    const answer = await aSite({ ENVIRONMENT: 'production', RESEND_API_KEY: 'x' })(paths.health())
    await env.DB.prepare('DELETE FROM alarm').run()

    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      problems: [expect.stringMatching(/^Alarm recount since /)],
    })
  })

  it('is ill without its migrations', async () => {
    const db = { prepare: () => ({ bind: () => ({ first: () => Promise.resolve(null) }) }) }

    const answer = await aSite({ DB: db })(paths.health())

    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('apply the migrations')
  })
})

function live() {
  const policy = `${POLICY}; script-src 'self'; connect-src 'self' wss://countersign.test`
  return { 'cache-control': CACHED, 'content-security-policy': policy }
}

function openToAll() {
  return { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
}

/** The site, and how often it has asked the database. */
function aCountedSite() {
  let calls = 0
  const db = new Proxy(env.DB, {
    get(target, key) {
      if (key === 'batch') calls++
      const member: unknown = Reflect.get(target, key, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
  return { counted: () => calls, site: aSite({ DB: db }) }
}

/** Sends each form of the site once, with these headers. */
async function sendEveryForm(headers: Record<string, string>) {
  const letter = await aLetter()
  const { token, fields, visitor } = await signUp(letter)
  await visitor.mails()
  const before = await dumpTables()

  const { email } = ada()
  const forms: [path: string, posted: Record<string, string>][] = [
    [paths.myData(), { email }],
    [paths.links(letter.slug), { email }],
    [paths.code(letter.slug), { code: '123456' }],
    [paths.signatures(letter.slug), ada()],
    [paths.signatureChange(), { t: 'broken', action: 'erase', sure: 'yes' }],
    [paths.confirmation(), { ...fields, t: token, choice: 'yes' }],
  ]
  const statuses: number[] = []
  for (const [path, posted] of forms) {
    const body = new URLSearchParams(posted)
    statuses.push((await aSite({})(path, { method: 'POST', body, headers })).status)
  }
  return { statuses, before }
}

/** Sends a form of so many bytes, whole or in pieces. */
function sendBytes(size: number, tellsLength: boolean): Promise<Response> {
  const text = 'email='.padEnd(size, 'a')
  return aSite({})(paths.myData(), {
    method: 'POST',
    body: tellsLength ? text : inPieces(text),
    headers: {
      origin: HERE,
      'content-type': 'application/x-www-form-urlencoded',
      ...(tellsLength && { 'content-length': String(size) }),
    },
  })
}

function inPieces(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + 10_000))
      at += 10_000
    },
  })
}
