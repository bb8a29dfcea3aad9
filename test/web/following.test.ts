import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { renameGroup } from '../../src/desk/rename-group'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { addressKey } from '../../src/mailbox'
import { unsubscribeToken, UNSUBSCRIBE_LINK_MS, type Unsubscribing } from '../../src/unsubscribing'
import { DAY, passTime } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aDraft, aLetter, letterAgain } from '../support/letters'
import { ada, change, numbersOf, signAndConfirm, signUp, confirm } from '../support/signers'
import { aSite, runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)

let people = 0
const someone = () => `reader-${++people}@example.org`

const ask = (path: string, email: string, over = {}, visitor = aVisitor()) =>
  visitor.submit(path, { email, ...over })

/** The token in the newest mail to an address whose link leads to a page. */
async function mailedToken(email: string, page: string, visitor: Visitor = aVisitor()) {
  const pattern = new RegExp(`/${page}\\?t=([\\w.-]+)&l=en`)
  const mails = await visitor.mails(email)
  return mails.map(({ text }) => pattern.exec(text)?.[1] ?? '').find((token) => token) ?? ''
}

const answer = (t: string, choice?: string) =>
  aVisitor().submit(paths.following(), { t, ...(choice && { choice }) })

/** Follows a letter, or what else has a form there, and says yes. Gives the address. */
async function aFollower(path: string, email = someone()): Promise<string> {
  await ask(path, email)
  await answer(await mailedToken(email, 'follow'), 'yes')
  return email
}

type FollowRow = { id: string; state: string; address: string | null; kept: string | null }

const followsOf = async (email: string) =>
  rowsOf<FollowRow>(
    'SELECT id, state, address, kept_address AS kept FROM follow WHERE email_key = ?',
    await addressKey(master, email)
  )

const signatureOf = async (email: string) =>
  (
    await rowsOf<{ id: string; state: string; updates: number; kept: string | null }>(
      `SELECT id, state, updates, kept_address AS kept FROM signature WHERE email_key = ?
       ORDER BY created_at DESC`,
      await addressKey(master, email)
    )
  )[0]

async function tokenFor(who: Unsubscribing['who'], email: string, updateId: number | null = null) {
  const id = who === 'signer' ? (await signatureOf(email))?.id : (await followsOf(email)).at(-1)?.id
  return unsubscribeToken(master, { who, id: id ?? '', updateId }, Date.now() + UNSUBSCRIBE_LINK_MS)
}

/** What a mail program posts by itself: no cookie, no origin, no page. */
function oneClick(token: string, body: BodyInit = 'List-Unsubscribe=One-Click') {
  const type = 'application/x-www-form-urlencoded'
  const headers: HeadersInit = typeof body === 'string' ? { 'content-type': type } : {}
  return aSite({})(paths.unsubscribe(token), { method: 'POST', body, headers })
}

function multipart(name: string, value: string): FormData {
  const form = new FormData()
  form.set(name, value)
  return form
}

/** An update that was mailed, for what its mails came to. */
async function anUpdate(letter: Letter): Promise<number> {
  const [row] = await rowsOf<{ id: number }>(
    `INSERT INTO letter_update
       (letter_id, number, version, title, markdown, html, author, audience, saved_at, published_at)
     VALUES (?, 1, 1, 'News', 'News.', '<p>News.</p>', 'Ada', '{}', 1, 1) RETURNING id`,
    letter.id
  )
  return row?.id ?? 0
}

const unsubscribedOf = async (update: number) =>
  (
    await rowsOf<{ n: number }>(
      `SELECT n FROM mailing_count WHERE update_id = ? AND what = 'unsubscribed'`,
      update
    )
  )[0]?.n ?? 0

const signer = (letter: Letter, over = {}) =>
  signAndConfirm(letter, ada({ updates: 'on', ...over }))

describe('following a letter', () => {
  it('begins with a yes from the mailbox, and keeps the address sealed', async () => {
    const letter = await aLetter()
    const email = someone()

    expect(await aVisitor().read(paths.letter(letter.slug))).toContain(
      `action="${paths.follow(letter.slug)}"`
    )
    const asked = await ask(paths.follow(letter.slug), email)
    expect(asked.headers.get('location')).toBe(`${paths.follow(letter.slug)}?sent=1`)
    const token = await mailedToken(email, 'follow')
    expect(await followsOf(email)).toMatchObject([{ state: 'asked', address: email, kept: null }])
    expect(await aVisitor().read(paths.followLink(token))).toContain(letter.title)

    const page = await (await answer(token, 'yes')).text()

    expect(page).toContain('You follow it now')
    expect(page).toContain('/unsubscribe?t=')
    const [row] = await followsOf(email)
    expect(row).toMatchObject({ state: 'following', address: null })
    expect(row?.kept).toBeTruthy()
    expect(await findInTables(email, ['dev_mail'])).toEqual([])
    expect(await aVisitor().read(paths.followLink(token))).toContain('You follow it now')
  })

  it('is asked without a word of the letter in the subject', async () => {
    const letter = await aLetter()
    const email = someone()
    await ask(paths.follow(letter.slug), email)

    const [mail] = await aVisitor().mails(email)

    expect(mail?.subject).toBe('Do you want this news by mail?')
    expect(mail?.text).toContain(`“${letter.title}”`)
  })

  it('is decided by nobody who only opens the link, and by no post without a choice', async () => {
    const email = someone()
    await ask(paths.follow((await aLetter()).slug), email)
    const token = await mailedToken(email, 'follow')
    const before = await dumpTables()

    await aVisitor().visit(paths.followLink(token))
    const post = await answer(token)

    expect(post.status).toBe(422)
    expect(await post.text()).toContain('Choose yes or no')
    expect(await dumpTables()).toBe(before)
  })

  it('leaves nothing of an address that says no', async () => {
    const email = someone()
    await ask(paths.follow((await aLetter()).slug), email)
    const token = await mailedToken(email, 'follow')

    expect(await (await answer(token, 'no')).text()).toContain('The address is deleted')

    expect(await followsOf(email)).toEqual([])
    expect(await findInTables(email, ['dev_mail'])).toEqual([])
    expect((await answer(token, 'yes')).status).toBe(410)
  })

  it('tells nobody on the site what is known of an address', async () => {
    const letter = await aLetter()
    const path = paths.follow(letter.slug)
    const followed = await aFollower(path)
    const disowned = ada()
    const { visitor, token } = await signUp(letter, disowned)
    await confirm(visitor, token, disowned, { choice: 'no' })
    const bounced = someone()
    await env.DB.prepare(`INSERT INTO unreachable VALUES (?, 'bounced', '', 1)`)
      .bind(await addressKey(master, bounced))
      .run()
    const tired = someone()
    for (let i = 0; i < 7; i++) await ask(path, tired)
    const cases = [someone(), followed, disowned.email, bounced, tired]

    const answers = await Promise.all(
      cases.map(async (email) => {
        const asked = await ask(path, email)
        const { 'x-request-id': _, ...headers } = Object.fromEntries(asked.headers)
        return JSON.stringify([asked.status, headers, await asked.text()])
      })
    )

    expect(new Set(answers).size).toBe(1)
    const mails = await Promise.all(cases.map((email) => visitor.mails(email)))
    const asking = mails.map((all) => all.filter(({ text }) => text.includes('asked for news')))
    expect(asking.map(({ length }) => length)).toEqual([1, 2, 0, 0, 6])
    expect(asking[1]?.[0]?.subject).toBe('You get this news already')
    expect(asking[1]?.[0]?.text).toContain('/unsubscribe?t=')
  })

  it('is once for an address, however often it says yes', async () => {
    const letter = await aLetter()
    const email = someone()
    const tokens = []
    for (let i = 0; i < 2; i++) {
      passTime(i * 1000)
      await ask(paths.follow(letter.slug), email.toUpperCase())
      tokens.push(await mailedToken(email.toUpperCase(), 'follow'))
    }

    for (const token of [...tokens, ...tokens]) await answer(token, 'yes')

    expect((await followsOf(email)).map(({ state }) => state)).toEqual(['following'])
  })

  it('ends by the way out of the second yes as by that of the first', async () => {
    const letter = await aLetter()
    const email = someone()
    const tokens = []
    for (let i = 0; i < 2; i++) {
      passTime(i * 1000)
      await ask(paths.follow(letter.slug), email)
      tokens.push(await mailedToken(email, 'follow'))
    }
    await answer(tokens[0] ?? '', 'yes')

    const page = await (await answer(tokens[1] ?? '', 'yes')).text()
    await oneClick(/\/unsubscribe\?t=([\w.-]+)/.exec(page)?.[1] ?? '')

    expect(await followsOf(email)).toEqual([])
  })

  it('is forgotten after a week without an answer', async () => {
    const email = someone()
    await ask(paths.follow((await aLetter()).slug), email)
    const token = await mailedToken(email, 'follow')

    passTime(8 * DAY)

    expect((await aVisitor().visit(paths.followLink(token))).status).toBe(410)
    expect((await answer(token, 'yes')).status).toBe(410)
    await runCron()
    expect(await followsOf(email)).toEqual([])
  })

  it.each([
    ['no address', { email: '' }, 'Enter your email address.'],
    ['no address at all', { email: 'nobody' }, 'correct format'],
    ['a filled trap', { website: 'x' }, 'should stay empty'],
  ])('refuses %s, and keeps what was typed', async (_, over, words) => {
    const letter = await aLetter()
    const before = await dumpTables()

    const refused = await ask(paths.follow(letter.slug), 'kept@example.org', over)

    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain(words)
    expect(page).toContain(`value="${{ email: 'kept@example.org', ...over }.email}"`)
    expect(await dumpTables()).toBe(before)
  })

  it('is not for a letter that nobody sees, nor where no mail can be sent', async () => {
    const draft = await aDraft()
    const letter = await aLetter()
    const form = new URLSearchParams({ email: someone() })
    const site = aSite({ ENVIRONMENT: 'production', RESEND_API_KEY: '' })
    const headers = { origin: env.ORIGIN }

    expect((await aVisitor().visit(paths.follow(draft.slug))).status).toBe(404)
    expect((await ask(paths.follow(draft.slug), someone())).status).toBe(404)
    const mute = await site(paths.follow(letter.slug), { method: 'POST', body: form, headers })
    expect(mute.status).toBe(503)
  })

  it('ends when the same address says of a signature that it wasn’t them', async () => {
    const letter = await aLetter()
    const email = await aFollower(paths.follow(letter.slug))
    const { visitor, token, fields } = await signUp(letter, ada({ email }))

    await confirm(visitor, token, fields, { choice: 'no' })

    expect(await followsOf(email)).toEqual([])
  })

  it('ends with the signature that the same address erases', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signer(letter)
    await aFollower(paths.follow(letter.slug), fields.email)
    expect(await followsOf(fields.email)).toHaveLength(1)

    await change(visitor, manage, 'erase')

    expect(await followsOf(fields.email)).toEqual([])
  })
})

/** Three letters of two hosts of their own: open, closed, and one that the first host has left. */
async function aHost() {
  const slug = `marsh-${++people}`
  const hosts = [{ slug, name: `Marsh Heads ${people}`, url: 'https://marsh.example.org' }]
  const closed = await aLetter({ hosts, title: 'The closed one', closesAt: Date.now() - DAY })
  const open = await aLetter({ hosts, title: 'The open one' })
  const left = await aLetter({ hosts, title: 'The one it left' })
  await env.DB.prepare(`UPDATE letter_host SET standing = 'left', left_at = 1 WHERE letter_id = ?`)
    .bind(left.id)
    .run()
  return { slug, name: hosts[0]?.name ?? '', closed, open, left }
}

describe('the page of a host', () => {
  it('lists the letters that it stands behind, the open ones first, with their numbers', async () => {
    const { slug, name, open } = await aHost()
    await signAndConfirm(open)

    const page = await aVisitor().read(paths.host(slug))

    expect(page).toContain(`<h1>${name}</h1>`)
    expect(page).toContain('href="https://marsh.example.org"')
    expect(page.indexOf('The open one')).toBeLessThan(page.indexOf('The closed one'))
    expect(page).toContain('<b>1</b> signature confirmed')
    expect(page).not.toContain('The one it left')
    expect(await aVisitor().read(paths.letter(open.slug))).toContain(paths.host(slug))
  })

  it('is there only while everyone sees a letter of its', async () => {
    const slug = `fen-${++people}`
    const letter = await aDraft({ hosts: [{ slug, name: 'Fen', url: null }] })

    const answers = [paths.host(slug), paths.followHost(slug), paths.host('no-such')].map(
      async (path) => (await aVisitor().visit(path)).status
    )

    expect(await Promise.all(answers)).toEqual([404, 404, 404])
    expect(letter.state).toBe('draft')
  })

  it('lets people follow all that it writes', async () => {
    const { slug, name } = await aHost()

    const email = await aFollower(paths.followHost(slug))

    const [mail] = await aVisitor().mails(email)
    expect(mail?.text).toContain(`the open letters of ${name}`)
    expect(await followsOf(email)).toMatchObject([{ state: 'following' }])
  })
})

describe('following a host', () => {
  it('goes on when its group gets another name, unless other letters are from that group, too', async () => {
    const [alone, joint] = [await aLetter(), await aLetter()]
    const group = async (letter: Letter, slug: string) => {
      const [host] = await rowsOf<{ id: number }>(
        `INSERT INTO host (slug, name) VALUES (?1, ?1) RETURNING id`,
        slug
      )
      await env.DB.prepare(
        'UPDATE letter_host SET host_id = ? WHERE letter_id = ? AND position = 0'
      )
        .bind(host?.id, letter.id)
        .run()
      return host?.id
    }
    await group(alone, 'fenmor-heads')
    const shared = await group(joint, 'marsh-heads')
    await env.DB.prepare('INSERT INTO letter_host (letter_id, host_id, position) VALUES (?, ?, 9)')
      .bind(alone.id, shared)
      .run()
    const [ours, theirs] = [
      await aFollower(paths.followHost('fenmor-heads')),
      await aFollower(paths.followHost('marsh-heads')),
    ]

    for (const [letter, name] of [
      [await letterAgain(alone), 'Fenmoor Heads of today'],
      [await letterAgain(joint), 'Others'],
    ] as const) {
      const touched = env.DB.prepare('UPDATE letter SET goal = 7 WHERE id = ?').bind(letter.id)
      await env.DB.batch([touched, ...(await renameGroup(env.DB, letter, { name, url: null }))])
    }

    const followed = async (email: string) =>
      rowsOf<{ name: string }>(
        `SELECT host.name FROM follow JOIN host ON host.id = host_id WHERE email_key = ?`,
        await addressKey(master, email)
      )
    expect(await followed(ours)).toEqual([{ name: 'Fenmoor Heads of today' }])
    expect(await followed(theirs)).toEqual([{ name: 'marsh-heads' }])
    expect(await rowsOf(`SELECT 1 FROM host WHERE slug = 'fenmor-heads'`)).toEqual([])
  })
})

describe('unsubscribing', () => {
  it.each([
    ['urlencoded', () => 'List-Unsubscribe=One-Click'],
    ['multipart', () => multipart('List-Unsubscribe', 'One-Click')],
  ])(
    'takes one click, %s, without cookie, origin or redirect, as often as it comes',
    async (_, body) => {
      const letter = await aLetter()
      const email = await aFollower(paths.follow(letter.slug))
      const token = await tokenFor('follower', email)

      const answers = [await oneClick(token, body()), await oneClick(token, body())]

      for (const one of answers) {
        expect(one.status).toBe(200)
        expect(one.headers.get('content-type')).toMatch(/^text\/plain/)
        expect(one.headers.get('set-cookie')).toBeNull()
        expect(await one.text()).toBe('Unsubscribed.')
      }
      expect(await followsOf(email)).toEqual([])
      expect(await findInTables(await addressKey(master, email))).toEqual([])
    }
  )

  it.each(['letter', 'host'] as const)(
    'by the link of an old mail ends the following of a %s that was begun anew',
    async (of) => {
      const { slug, open } = await aHost()
      const [path, other] = [paths.follow(open.slug), paths.followHost(slug)]
      const followed = of === 'letter' ? path : other
      const email = await aFollower(followed)
      passTime(1000)
      await ask(followed, email)
      const old = await mailedToken(email, 'unsubscribe')
      const newer = async () => {
        passTime(1000)
        await aFollower(followed, email)
        return followsOf(email)
      }

      await oneClick(old)
      expect(await followsOf(email)).toEqual([])
      expect(await newer()).toMatchObject([{ state: 'following' }])
      expect(await aVisitor().read(paths.unsubscribe(old))).not.toContain('You are unsubscribed')
      await oneClick(old)

      expect(await followsOf(email)).toEqual([])
      await newer()
      await aFollower(of === 'letter' ? other : path, email)
      await oneClick(old)
      expect(await followsOf(email)).toHaveLength(1)
    }
  )

  it('of a signer forgets the address, and leaves the signature and every number as they are', async () => {
    const letter = await aLetter()
    const { visitor, fields } = await signer(letter)
    const { as_of: _, ...before } = await numbersOf(letter)
    const mails = (await visitor.mails(fields.email)).length
    expect(await signatureOf(fields.email)).toMatchObject({ updates: 1 })

    await oneClick(await tokenFor('signer', fields.email))

    expect(await signatureOf(fields.email)).toMatchObject({
      state: 'counted',
      updates: 0,
      kept: null,
    })
    const { as_of: __, ...after } = await numbersOf(letter)
    expect(after).toEqual(before)
    expect(await visitor.mails(fields.email)).toHaveLength(mails)
  })

  it('waits for a press when the link is opened, and says what stays', async () => {
    const letter = await aLetter()
    const { fields } = await signer(letter)
    const token = await tokenFor('signer', fields.email)
    const visitor = aVisitor()
    const before = await dumpTables()

    const page = await visitor.read(paths.unsubscribe(token))
    expect((await visitor.submit(paths.unsubscribe(token), {})).status).toBe(400)
    expect(await dumpTables()).toBe(before)
    expect(page).toContain(letter.title)
    expect(page).toContain('A signature stands and counts as before')

    const pressed = await visitor.submit(paths.unsubscribe(token), { button: '1' })

    expect(await pressed.text()).toContain('You are unsubscribed')
    expect(await signatureOf(fields.email)).toMatchObject({ updates: 0, kept: null })
    expect(await visitor.read(paths.unsubscribe(token))).toContain('You are unsubscribed')
  })

  it.each(['signer', 'follower'] as const)(
    'by the link of a %s ends all news of that letter, and of nothing else',
    async (who) => {
      const { slug, open, closed } = await aHost()
      const { fields } = await signer(open)
      await aFollower(paths.followHost(slug), fields.email)
      await aFollower(paths.follow(closed.slug), fields.email)
      await aFollower(paths.follow(open.slug), fields.email)
      const [row] = await rowsOf<{ id: string }>(
        'SELECT id FROM follow WHERE letter_id = ?',
        open.id
      )
      const about = { who, id: row?.id ?? '', updateId: null }
      const until = Date.now() + DAY

      await oneClick(
        who === 'signer'
          ? await tokenFor('signer', fields.email)
          : await unsubscribeToken(master, about, until)
      )

      expect(await signatureOf(fields.email)).toMatchObject({ updates: 0, kept: null })
      const left = await rowsOf<{ letter_id: number | null }>(
        'SELECT letter_id FROM follow WHERE email_key = ? ORDER BY letter_id',
        await addressKey(master, fields.email)
      )
      expect(left).toEqual([{ letter_id: null }, { letter_id: closed.id }])
    }
  )

  it('from a host leaves the news of letters that are signed or followed by themselves', async () => {
    const { slug, open } = await aHost()
    const { fields } = await signer(open)
    await aFollower(paths.follow(open.slug), fields.email)
    await aFollower(paths.followHost(slug), fields.email)
    const [row] = await rowsOf<{ id: string }>(
      'SELECT id FROM follow WHERE host_id IS NOT NULL AND email_key = ?',
      await addressKey(master, fields.email)
    )
    const about = { who: 'follower' as const, id: row?.id ?? '', updateId: null }

    await oneClick(await unsubscribeToken(master, about, Date.now() + DAY))

    expect(await signatureOf(fields.email)).toMatchObject({ updates: 1 })
    expect(await followsOf(fields.email)).toHaveLength(1)
  })

  it('is counted once for a person, however many clicks arrive at once', async () => {
    const letter = await aLetter()
    const update = await anUpdate(letter)
    const { fields } = await signer(letter)
    await aFollower(paths.follow(letter.slug), fields.email)
    const follower = await aFollower(paths.follow(letter.slug))
    const tokens = [
      await tokenFor('signer', fields.email, update),
      await tokenFor('follower', fields.email, update),
      await tokenFor('follower', follower, update),
    ]

    await Promise.all([...tokens, ...tokens, ...tokens].map((token) => oneClick(token)))

    expect(await unsubscribedOf(update)).toBe(2)
  })

  it('of who is held keeps the address until that is decided', async () => {
    const letter = await aLetter()
    const fields = ada({ updates: 'on' })
    await signUp(letter, fields)
    const act = { verb: 'hold', address: fields.email }
    await aVisitor().submit(`/dev/letters/${letter.slug}/acts`, act)

    await oneClick(await tokenFor('signer', fields.email))

    const held = await signatureOf(fields.email)
    expect(held).toMatchObject({ state: 'held', updates: 0 })
    expect(held?.kept).toBeTruthy()
  })

  it('succeeds when everything is gone by then', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signer(letter)
    const token = await tokenFor('signer', fields.email)
    await change(visitor, manage, 'erase')

    expect((await oneClick(token)).status).toBe(200)
    expect(await visitor.read(paths.unsubscribe(token))).toContain('You are unsubscribed')
  })

  it('says so when a link is broken or too old', async () => {
    const { fields } = await signer(await aLetter())
    const token = await tokenFor('signer', fields.email)
    const broken = token.slice(0, -3)

    expect((await aVisitor().visit(paths.unsubscribe(broken))).status).toBe(400)
    expect((await oneClick(broken)).status).toBe(400)
    passTime(366 * DAY)
    expect((await aVisitor().visit(paths.unsubscribe(token))).status).toBe(410)
    expect((await oneClick(token)).status).toBe(400)
    expect(await signatureOf(fields.email)).toMatchObject({ updates: 1 })
  })

  it('is the one form of these that other sites may send', async () => {
    const elsewhere = { origin: 'https://elsewhere.example.org' }
    const follow = await ask(
      paths.follow((await aLetter()).slug),
      someone(),
      {},
      {
        ...aVisitor(),
        submit: (path, fields) => aVisitor().submit(path, fields, elsewhere),
      }
    )
    const answered = await aVisitor().submit(paths.following(), { t: '' }, elsewhere)

    expect([follow.status, answered.status]).toEqual([403, 403])
  })
})

describe('a letter that follows up another', () => {
  async function twoLetters() {
    const { open: earlier, slug, name } = await aHost()
    const later = await aLetter({ hosts: [{ slug, name, url: null }], title: 'The second letter' })
    const owner = await aCampaigner()
    for (const one of [earlier, later]) await joinTeam(one, owner, 'owner')
    return { earlier, later, owner }
  }

  /** Saves the settings as the page has them, but for the letter that is followed up. */
  async function save(letter: Letter, who: Campaigner, before: string, version?: number) {
    const { settingsVersion, controller } = await letterAgain(letter)
    return who.submit(deskPaths.settings(letter.id), {
      version: String(version ?? settingsVersion),
      controller_contact: controller.contact,
      controller_address: controller.address,
      follows_up: before,
    })
  }

  const json = async (letter: Letter) =>
    JSON.parse(await aVisitor().read(paths.letterJson(letter.slug))) as Record<string, unknown>

  it('is linked both ways, on the pages and in the data', async () => {
    const { earlier, later, owner } = await twoLetters()
    expect(await owner.read(deskPaths.settings(later.id))).toContain(
      `<option value="${earlier.id}">The open one</option>`
    )

    expect((await save(later, owner, String(earlier.id))).status).toBe(303)

    const url = (letter: Letter) => env.ORIGIN + paths.letter(letter.slug)
    expect(await json(later)).toMatchObject({
      follows_up: { slug: earlier.slug, title: 'The open one', url: url(earlier) },
      followed_up_by: [],
    })
    expect(await json(earlier)).toMatchObject({
      follows_up: null,
      followed_up_by: [{ slug: later.slug, title: 'The second letter', url: url(later) }],
    })
    expect(await aVisitor().read(paths.letter(later.slug))).toMatch(/follows up .*The open one/)
    expect(await aVisitor().read(paths.letter(earlier.slug))).toMatch(
      /followed up by .*The second letter/
    )
    expect(await owner.read(deskPaths.audit(later.id))).toContain('the earlier letter')
  })

  it('may be none of its own, none of others, and none that follows it up already', async () => {
    const { earlier, later, owner } = await twoLetters()
    const stranger = await aLetter({
      hosts: [{ slug: `else-${++people}`, name: 'Else', url: null }],
    })
    await save(later, owner, String(earlier.id))

    for (const [letter, before] of [
      [later, later],
      [later, stranger],
      [earlier, later],
    ] as const) {
      const refused = await save(letter, owner, String(before.id))
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('Choose a letter from the list.')
    }
    expect((await letterAgain(earlier)).followsUp).toBeNull()
    expect((await letterAgain(later)).followsUp).toBe(earlier.id)
  })

  it('is not overwritten by who saved another choice from an older page', async () => {
    const { earlier, later, owner } = await twoLetters()
    await save(later, owner, String(earlier.id))

    const late = await save(later, owner, '', 0)

    expect(late.status).toBe(409)
    expect(await late.text()).toContain('The earlier letter: “The open one”')
    expect((await letterAgain(later)).followsUp).toBe(earlier.id)
  })
})

describe('the mail about an address', () => {
  it('lists what it follows and for whom it signed, each with its link', async () => {
    const { slug, name, open } = await aHost()
    const email = await aFollower(paths.followHost(slug))
    await aFollower(paths.follow(open.slug), email)
    await env.DB.prepare(
      `INSERT INTO organisation (id, letter_id, state, edition, name, folded, email_key, domain,
                                 created_at)
       VALUES ('org-1', ?, 'listed', 1, 'Brambleholt School', 'x', ?, 'example.org', 1)`
    )
      .bind(open.id, await addressKey(master, email))
      .run()

    await aVisitor().submit(paths.myData(), { email })

    const [mail] = await aVisitor().mails(email)
    expect(mail?.subject).toBe('What we hold for this address')
    expect(mail?.text).toContain(`news of “${name}”`)
    expect(mail?.text).toContain(`news of “${open.title}”`)
    expect(mail?.text).toContain('Brambleholt School')
    expect(mail?.text.match(/\/organisation\?t=/g)).toHaveLength(1)
    const tokens = [...(mail?.text ?? '').matchAll(/\/unsubscribe\?t=([\w.-]+)&l=en/g)]
    expect(tokens).toHaveLength(2)
    for (const [, token = ''] of tokens) await oneClick(token)
    expect(await followsOf(email)).toEqual([])
  })
})
