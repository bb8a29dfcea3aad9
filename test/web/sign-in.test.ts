import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import { browserInWords } from '../../src/web/desk/browser-words'
import { ownPath } from '../../src/web/desk/own-path'
import { DAY, HOUR, MINUTE, passTime } from '../support/clock'
import { aCampaigner, aSteward, cookieOf, type Campaigner } from '../support/desk'
import { aForm, aSite, runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

let people = 0
const anAddress = () => `desk-${++people}@example.org`

/** Asks for a code, as somebody who has just typed this address. */
const askFor = (visitor: Visitor, email: string, next = '') =>
  visitor.submit(deskPaths.signIn(), { email, next })

/** The code and the link in the newest mail to an address. */
async function mailed(visitor: Visitor, address: string) {
  const [mail] = await visitor.mails(address)
  const code = mail?.subject.match(/^\d{6}/)?.[0] ?? ''
  const url = new URL(mail?.text.match(/https:\S+sign-in\/link\S+/)?.[0] ?? env.ORIGIN)
  return { code, link: url.pathname + url.search, token: url.searchParams.get('t') ?? '' }
}

const typeCode = (visitor: Visitor, code: string) =>
  visitor.submit(deskPaths.signInCode(), { code })
const pressLink = (visitor: Visitor, t: string) => visitor.submit(deskPaths.signInByLink(), { t })
const isIn = async (visitor: Visitor) => (await visitor.visit(deskPaths.sessions())).status === 200
const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

/** Somebody who has asked to sign in and got the mail. */
async function aNewcomer(next = '') {
  const visitor = aVisitor()
  const address = anAddress()
  await askFor(visitor, address, next)
  return { visitor, address, ...(await mailed(visitor, address)) }
}

async function signedInAs(address: string) {
  const visitor = aVisitor()
  await askFor(visitor, address)
  await typeCode(visitor, (await mailed(visitor, address)).code)
  return visitor
}

describe('signing in', () => {
  it('works with the code, makes the desk of whoever is new, and goes on to where it was to', async () => {
    const { visitor, address, code } = await aNewcomer('/desk/letters/new?from=home')

    const answer = await typeCode(visitor, ` ${code.slice(0, 3)} ${code.slice(3)} `)

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/desk/letters/new?from=home')
    expect(await visitor.read(deskPaths.sessions())).toContain(address)
  })

  it('works with the link, by its button alone: opening it writes nothing', async () => {
    const { visitor, address, link, token } = await aNewcomer()
    const before = await dumpTables()

    const page = await visitor.visit(link)

    expect(page.status).toBe(200)
    expect(page.headers.getSetCookie()).toEqual([])
    expect(await page.text()).toContain(address)
    expect(await dumpTables()).toBe(before)
    expect(await isIn(visitor)).toBe(false)
    expect((await pressLink(visitor, token)).headers.get('location')).toBe(deskPaths.home())
    expect(await isIn(visitor)).toBe(true)
  })

  it('answers alike whether an address has a desk, is new or has had too many mails', async () => {
    const known = anAddress()
    await signedInAs(known)
    const capped = anAddress()
    for (let i = 0; i < 6; i++) await askFor(aVisitor(), capped)
    const shape = async (address: string) => {
      const visitor = aVisitor()
      const answer = await askFor(visitor, address)
      const headers = [...answer.headers].map(([name, value]) =>
        name === 'set-cookie' ? value.replace(/=[\w.-]+;/, '=…;') : `${name}: ${value}`
      )
      const page = (await visitor.read(deskPaths.signInCode())).replaceAll(address, '…')
      const body = await answer.text()
      return { status: answer.status, body, headers: headers.filter(isSaid), page }
    }

    passTime(0)
    const [a, b, c] = [await shape(known), await shape(anAddress()), await shape(capped)]

    expect(a.status).toBe(303)
    expect(a.page).toContain('We are writing to')
    expect(b).toEqual(a)
    expect(c).toEqual(a)
    expect(await rowsOf('SELECT 1 FROM sign_in WHERE address = ?', capped)).toHaveLength(6)
    expect(await aVisitor().mails(capped)).toHaveLength(6)
  })

  it('mails one address at most forty codes a day', async () => {
    const address = anAddress()
    await askFor(aVisitor(), address)
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 38)
       INSERT INTO sign_in (id, address, address_key, token_hash, created_at, expires_at)
       SELECT 'old-' || i, address, address_key, 'old-' || i, created_at - ?2, expires_at - ?2
       FROM sign_in, n WHERE address = ?1`
    )
      .bind(address, 2 * HOUR)
      .run()

    await askFor(aVisitor(), address)
    await askFor(aVisitor(), address)

    expect(await rowsOf('SELECT 1 FROM sign_in WHERE address = ?', address)).toHaveLength(40)
    passTime(DAY + 2 * HOUR)
    await runCron()
    expect(await rowsOf('SELECT 1 FROM sign_in WHERE address = ?', address)).toEqual([])
  })

  it('counts what was asked for in the hour, however often old codes are swept', async () => {
    const address = anAddress()
    for (let i = 0; i < 6; i++) await askFor(aVisitor(), address)
    passTime(11 * MINUTE)
    await runCron()

    const visitor = aVisitor()
    await askFor(visitor, address)

    expect(await visitor.mails(address)).toHaveLength(6)
  })

  it('keeps what was typed when it is no address, and when too many ask from one network', async () => {
    const visitor = aVisitor()

    const refused = await askFor(visitor, 'nobody', '/desk/letters/new')
    const busy = aSite({ SIGN_RATE: { limit: async () => ({ success: false }) } })
    const later = await busy(deskPaths.signIn(), aForm({ email: 'ada@example.org' }))

    expect([refused.status, later.status]).toEqual([422, 429])
    const page = await refused.text()
    expect(page).toContain('value="nobody"')
    expect(page).toContain('value="/desk/letters/new"')
    expect(later.headers.get('retry-after')).toBe('60')
    expect(await later.text()).toContain('value="ada@example.org"')
  })

  it('says so where no mail can be sent', async () => {
    const site = aSite({ ENVIRONMENT: 'production', RESEND_API_KEY: '' })

    const cookie = cookieOf(await aCampaigner())
    const answers = [
      await site(deskPaths.signIn(), aForm({ email: 'ada@example.org' })),
      await site(deskPaths.freshCode(), aForm({ action: 'send' }, { cookie })),
    ]

    for (const answer of answers) {
      expect(answer.status).toBe(503)
      expect(await answer.text()).toContain('can’t send mail')
    }
  })

  it('stores neither code, token nor secret', async () => {
    const { visitor, code, token } = await aNewcomer()
    await typeCode(visitor, code)
    const secret = visitor.cookies.get('__Host-desk')?.split('.')[0] ?? '?'

    expect(await findInTables([token, secret], ['dev_mail'])).toEqual([])
    const rows = JSON.stringify(await rowsOf('SELECT * FROM sign_in'))
    expect(rows).not.toContain(code)
  })
})

describe('a code', () => {
  it('works once, of two at once too', async () => {
    const { visitor, code } = await aNewcomer()
    const cookies = new Map(visitor.cookies)
    const twin = () => {
      const other = aVisitor()
      for (const [name, value] of cookies) other.cookies.set(name, value)
      return other
    }

    const both = await Promise.all([typeCode(twin(), code), typeCode(twin(), code)])
    const late = await typeCode(twin(), code)

    expect(both.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('This has been used')
  })

  it('can be tried five times', async () => {
    const { visitor, code } = await aNewcomer()
    const words: string[] = []
    for (let i = 0; i < 5; i++) words.push(await (await typeCode(visitor, wrong(code))).text())

    const right = await typeCode(visitor, code)

    expect(words[0]).toContain('4 tries are left')
    expect(words[3]).toContain('One try is left')
    expect(words[4]).toContain('no tries are left')
    expect(right.status).toBe(422)
    expect(await right.text()).toContain('Five codes were tried')
    expect(await isIn(visitor)).toBe(false)
  })

  it('counts no try for what is no code', async () => {
    const { visitor, code } = await aNewcomer()

    for (let i = 0; i < 6; i++) expect((await typeCode(visitor, '12345')).status).toBe(422)

    expect((await typeCode(visitor, code)).status).toBe(303)
  })

  it('is that of the newest mail', async () => {
    const { visitor, address, code } = await aNewcomer()
    await askFor(visitor, address)
    const newest = await mailed(visitor, address)

    expect((await typeCode(visitor, code)).status).toBe(422)
    expect((await typeCode(visitor, newest.code)).status).toBe(303)
  })

  it('works in no browser but the one that asked', async () => {
    const { code, address } = await aNewcomer()
    const other = aVisitor()

    const unasked = await typeCode(other, code)
    await askFor(other, address)
    const asked = await typeCode(other, code)

    expect(unasked.status).toBe(410)
    expect(await unasked.text()).toContain('No code was asked for here')
    expect(asked.status).toBe(422)
  })

  it('goes on working while others ask for codes of its address', async () => {
    const { visitor, code, address } = await aNewcomer()
    await askFor(aVisitor(), address)

    expect((await typeCode(visitor, code)).status).toBe(303)
  })

  it.each(['code', 'link'] as const)('no longer works after ten minutes: %s', async (way) => {
    const { visitor, code, token } = await aNewcomer()
    passTime(10 * MINUTE)

    const answer = await (way === 'code' ? typeCode(visitor, code) : pressLink(visitor, token))

    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('Ask for a new code here')
    expect(await isIn(visitor)).toBe(false)
  })
})

describe('a link', () => {
  it('works in no browser but the one that asked, and says what to do there', async () => {
    const { visitor, link, token } = await aNewcomer()
    const other = aVisitor()

    const [shown, pressed] = [await other.visit(link), await pressLink(other, token)]

    expect([shown.status, pressed.status]).toEqual([403, 403])
    expect(await shown.text()).toContain('type the six digits')
    expect(await isIn(other)).toBe(false)
    expect((await pressLink(visitor, token)).status).toBe(303)
  })

  it.each(['used', 'broken'] as const)('that is %s leads on to a new code', async (what) => {
    const { visitor, token } = await aNewcomer()
    if (what === 'used') await pressLink(visitor, token)

    const path = deskPaths.signInLink(what === 'used' ? token : token.slice(0, -1))
    const answer = await visitor.visit(path)

    expect(answer.status).toBe(what === 'used' ? 410 : 400)
    expect(await answer.text()).toContain('Send me a code')
  })

  it('made at the command line works in any browser, once', async () => {
    const address = anAddress()
    const token = 'made-at-the-command-line'
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
    const hash = new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true })
    await env.DB.prepare(
      `INSERT INTO sign_in (id, address, address_key, token_hash, created_at, expires_at)
       VALUES ('from-cli', ?, '', ?, ?, ?)`
    )
      .bind(address, hash, Date.now(), Date.now() + MINUTE)
      .run()
    const visitor = aVisitor()
    await askFor(visitor, anAddress())

    expect(await visitor.read(deskPaths.signInLink(token))).toContain(address)
    expect((await pressLink(visitor, token)).status).toBe(303)
    expect((await pressLink(aVisitor(), token)).status).toBe(410)
    expect(await visitor.read(deskPaths.sessions())).toContain(address)
  })
})

describe('a session', () => {
  it('is new at each sign-in, and the older one of the browser ends', async () => {
    const address = anAddress()
    const visitor = await signedInAs(address)
    const older = new Map(visitor.cookies)
    await askFor(visitor, address)
    await typeCode(visitor, (await mailed(visitor, address)).code)

    const stale = aVisitor()
    for (const [name, value] of older) stale.cookies.set(name, value)

    expect(visitor.cookies.get('__Host-desk')).not.toBe(older.get('__Host-desk'))
    expect(await isIn(visitor)).toBe(true)
    expect(await isIn(stale)).toBe(false)
  })

  it('lives in a cookie that only this site’s own pages send', async () => {
    const { visitor, code } = await aNewcomer()

    const [cookie = ''] = (await typeCode(visitor, code)).headers
      .getSetCookie()
      .filter((one) => one.startsWith('__Host-desk='))

    for (const word of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) {
      expect(cookie).toContain(word)
    }
  })

  it('is over after half an hour without a page, and lasts while there are some', async () => {
    const [busy, idle] = [await aCampaigner(), await aCampaigner()]
    passTime(29 * MINUTE)
    expect(await isIn(busy)).toBe(true)
    passTime(2 * MINUTE)

    expect(await isIn(busy)).toBe(true)
    const answer = await idle.visit(deskPaths.sessions())
    expect(answer.headers.get('location')).toBe(deskPaths.signIn(deskPaths.sessions()))
    expect(idle.cookies.has('__Host-desk')).toBe(false)
    const asked = await idle.visit(`${deskPaths.sessions()}?a=b`)
    expect(asked.headers.get('location')).toBe(deskPaths.signIn(`${deskPaths.sessions()}?a=b`))
  })

  it('is over after twelve hours, however busy, and then forgotten', async () => {
    const ada = await aCampaigner()
    for (let hours = 0; hours < 11.9; hours += 0.4) {
      passTime(24 * MINUTE)
      await isIn(ada)
    }
    const minutes = async () => rowsOf('SELECT 1 FROM session WHERE account_id = ?', ada.account.id)

    expect(await isIn(ada)).toBe(false)
    expect(await minutes()).toHaveLength(1)
    const again = await aCampaigner(ada.account.address)
    expect(await again.read(deskPaths.sessions())).not.toContain('name="session"')
    await runCron()
    expect(await minutes()).toHaveLength(1)
    expect(await isIn(again)).toBe(true)
  })

  it('notes when a form was sent in it, once a minute, and in no other', async () => {
    const [ada, grace] = [await aCampaigner(), await aCampaigner()]
    const seen = async ({ account }: Campaigner) =>
      (await rowsOf('SELECT seen_at AS at FROM session WHERE account_id = ?', account.id))[0]
    const [before, hers] = [await seen(ada), await seen(grace)]

    passTime(30 * 1000)
    await ada.submit(deskPaths.yourName(), { name: 'Ada' })
    expect(await seen(ada)).toEqual(before)
    passTime(MINUTE)
    const at = Date.now()
    await ada.submit(deskPaths.yourName(), { name: 'Ada Quill' })

    expect(await seen(ada)).toEqual({ at })
    expect(await seen(grace)).toEqual(hers)
  })

  it.each([
    ['another secret', (cookie: string) => `x${cookie.slice(1)}`],
    ['a later minute', (cookie: string) => cookie.replace(/\.(\d+)\./, (_, m) => `.${+m + 30}.`)],
    ['no signature', (cookie: string) => cookie.split('.').slice(0, 2).join('.')],
    ['more behind it', (cookie: string) => `${cookie}.x`],
    ['nothing in it', () => ''],
  ])('is nobody’s with %s', async (_, altered) => {
    const ada = await aCampaigner()
    ada.cookies.set('__Host-desk', altered(ada.cookies.get('__Host-desk') ?? ''))

    expect(await isIn(ada)).toBe(false)
  })

  it('ends here, there or everywhere', async () => {
    const address = anAddress()
    const [here, there, far] = [
      await aCampaigner(address),
      await aCampaigner(address),
      await aCampaigner(address),
    ]
    const page = await here.read(deskPaths.sessions())
    const others = [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, hash]) => hash)
    expect(others).toHaveLength(2)

    await here.submit(deskPaths.sessions(), { action: 'end', session: others[0] ?? '' })
    const left = [await isIn(here), await isIn(there), await isIn(far)]
    await here.submit(deskPaths.sessions(), { action: 'end-all' })

    expect(left.filter(Boolean)).toHaveLength(2)
    expect(left[0]).toBe(true)
    expect([await isIn(here), await isIn(there), await isIn(far)]).toEqual([false, false, false])
  })

  it('is ended by signing out, so that the cookie is worth nothing to whoever kept it', async () => {
    const ada = await aCampaigner()
    const cookie = ada.cookies.get('__Host-desk') ?? ''

    const answer = await ada.submit(deskPaths.signOut(), {})

    expect(answer.headers.get('location')).toBe(`${deskPaths.signIn()}?out=here`)
    expect(ada.cookies.has('__Host-desk')).toBe(false)
    ada.cookies.set('__Host-desk', cookie)
    expect(await isIn(ada)).toBe(false)
  })

  it('of somebody else can’t be ended', async () => {
    const [ada, grace] = [await aCampaigner(), await aCampaigner()]
    const [row] = await rowsOf<{ hash: string }>(
      'SELECT hash FROM session WHERE account_id = ?',
      grace.account.id
    )

    await ada.submit(deskPaths.sessions(), { action: 'end', session: row?.hash ?? '' })

    expect(await isIn(grace)).toBe(true)
  })

  it('writes nothing when a page is read', async () => {
    const ada = await aCampaigner()
    passTime(5 * MINUTE)
    const before = await dumpTables()

    await ada.read(deskPaths.sessions())
    await ada.read(deskPaths.fresh('/desk'))

    expect(await dumpTables()).toBe(before)
  })

  it('that is over loses nothing that was typed', async () => {
    const ada = await aCampaigner()
    passTime(31 * MINUTE)

    const answer = await ada.submit(deskPaths.yourName(), { name: 'Ada “Quill” <b>' })
    const page = await answer.text()

    expect(answer.status).toBe(403)
    expect(page).toContain('no longer signed in')
    expect(page).toContain(`action="${deskPaths.yourName()}"`)
    expect(page).toContain('value="Ada “Quill” &lt;b&gt;"')
  })
})

describe('a fresh code', () => {
  const send = (ada: Campaigner) =>
    ada.submit(deskPaths.freshCode(), { action: 'send', next: '/desk/sessions' })
  const enter = (ada: Campaigner, code: string) =>
    ada.submit(deskPaths.freshCode(), { action: 'enter', code, next: '/desk/sessions' })
  const freshUntil = async (ada: Campaigner) =>
    (await rowsOf('SELECT fresh_until AS f FROM session WHERE account_id = ?', ada.account.id)).map(
      (row) => (row as { f: number | null }).f
    )

  it('is mailed when asked for, and opens ten minutes for this session alone', async () => {
    const address = anAddress()
    const [ada, elsewhere] = [await aCampaigner(address), await aCampaigner(address)]
    expect((await send(ada)).headers.get('location')).toContain('asked=1')
    const { code } = await mailed(ada, address)

    expect((await enter(elsewhere, code)).status).toBe(422)
    expect((await enter(ada, wrong(code))).status).toBe(422)
    const answer = await enter(ada, code)

    expect(answer.headers.get('location')).toBe('/desk/sessions')
    expect((await enter(ada, code)).status).toBe(422)
    const [one, other] = (await freshUntil(ada)).sort()
    expect(other).toBeNull()
    expect(one).toBeGreaterThan(Date.now() + 9 * MINUTE)
    expect(one).toBeLessThanOrEqual(Date.now() + 10 * MINUTE)
  })

  it('signs nobody in, and the code to sign in freshens nothing', async () => {
    const address = anAddress()
    const ada = await aCampaigner(address)
    await send(ada)
    const fresh = await mailed(ada, address)
    await askFor(ada, address)

    expect(fresh.token).toBe('')
    expect((await typeCode(ada, fresh.code)).status).toBe(422)
    expect((await enter(ada, (await mailed(ada, address)).code)).status).toBe(422)
    expect(await freshUntil(ada)).toEqual([null])
  })

  it('can be had while strangers use up the codes of its address', async () => {
    const address = anAddress()
    const ada = await aCampaigner(address)
    for (let i = 0; i < 7; i++) await askFor(aVisitor(), address)

    await send(ada)

    expect((await enter(ada, (await mailed(ada, address)).code)).status).toBe(303)
  })

  it('is not asked for again while it lasts', async () => {
    const ada = await aCampaigner(undefined, { fresh: true })

    const answer = await ada.visit(deskPaths.fresh('/desk/sessions'))

    expect(answer.headers.get('location')).toBe('/desk/sessions')
    passTime(10 * MINUTE)
    expect((await ada.visit(deskPaths.fresh('/desk/sessions'))).status).toBe(200)
  })
})

describe('the name that a team sees', () => {
  it('is kept clean, and given up when emptied', async () => {
    const ada = await aCampaigner()
    const name = async () =>
      (
        await rowsOf<{ name: string | null }>(
          'SELECT name FROM account WHERE id = ?',
          ada.account.id
        )
      )[0]?.name

    await ada.submit(deskPaths.yourName(), { name: '  Ada\u200B  Quill ' })
    expect(await name()).toBe('Ada Quill')
    const long = await ada.submit(deskPaths.yourName(), { name: 'A'.repeat(81) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('A'.repeat(81))
    await ada.submit(deskPaths.yourName(), { name: ' ' })
    expect(await name()).toBeNull()
  })
})

describe('where to go on to', () => {
  it.each(['/desk', '/desk/letters/1?a=b#c', '/'])('may be %s', (next) => {
    expect(ownPath(next, env.ORIGIN)).toBe(next)
  })

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n\\elsewhere.example',
    '/.//elsewhere.example',
    '/x/..//elsewhere.example',
    'desk',
    'javascript:alert(1)',
    '',
    undefined,
  ])('is never %j', (next) => {
    expect(ownPath(next, env.ORIGIN)).toBeNull()
  })
})

describe('a browser in words', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604.1',
      'Safari on iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Linux'],
    ['curl/8', 'A browser'],
  ])('%s', (agent, words) => {
    expect(browserInWords(agent)).toBe(words)
  })
})

describe('the steward’s pages', () => {
  it('are there for stewards, and to everyone else they are not', async () => {
    const [steward, ada] = [await aSteward(), await aCampaigner()]

    expect((await steward.visit(deskPaths.steward())).status).toBe(200)
    const all = [deskPaths.steward(), '/steward/mail', '/steward/operations', '/steward/register']
    for (const path of all) {
      expect((await ada.visit(path)).status).toBe(404)
      expect((await aVisitor().visit(path)).headers.get('location')).toBe(deskPaths.signIn(path))
    }
  })
})

/** Not the platform's own, which differ from request to request. */
function isSaid(header: string) {
  return !header.startsWith('x-request-id')
}
