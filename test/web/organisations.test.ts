import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import { MANAGE_LINK_MS, signLink } from '../../src/link'
import { isFreeMail } from '../../src/free-mail'
import type { Letter } from '../../src/letters/letter'
import { organisationLink } from '../../src/mail/organisation-link'
import { paths } from '../../src/paths'
import { unseal } from '../../src/seal'
import { DAY, passTime } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { ada, numbersOf, signAndConfirm, tokenIn } from '../support/signers'
import { aCountedDatabase, aSite, runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)

let organisations = 0

/** What somebody types for an organisation that never was; each call is another one. */
function marsh(over: Record<string, string> = {}): Record<string, string> {
  const n = ++organisations
  return {
    edition: '1',
    organisation: `Marsh College ${n}`,
    place: 'Fenmoor',
    url: `https://marsh-${n}.example.org/about`,
    name: 'Ada Quillfeather',
    role: 'Principal',
    email: `office@marsh-${n}.example.org`,
    may_speak: 'on',
    ...over,
  }
}

/** A letter that organisations may stand behind. */
async function aJointLetter(given: Parameters<typeof aLetter>[0] = {}): Promise<Letter> {
  const letter = await aLetter(given)
  await env.DB.prepare('UPDATE letter SET takes_organisations = 1 WHERE id = ?')
    .bind(letter.id)
    .run()
  return letterAgain(letter)
}

/** Sends the form and opens the mail. */
async function asked(letter: Letter, fields = marsh(), visitor = aVisitor()) {
  const answer = await visitor.submit(paths.organisations(letter.slug), fields)
  const [mail] = await visitor.mails(fields.email)
  const link = mail?.text.match(/https?:\S+\/organisation\?t=\S+/)?.[0] ?? ''
  return { visitor, fields, answer, mail, token: link && tokenIn(link) }
}

function press(visitor: Visitor, token: string, fields: Record<string, string>) {
  const { email: _, may_speak: __, ...shown } = fields
  return visitor.submit(paths.organisation(), { ...shown, t: token })
}

/** Sends the form, and says yes to the mail. */
async function listed(letter: Letter, fields = marsh()) {
  const signed = await asked(letter, fields)
  const answer = await press(signed.visitor, signed.token, { ...fields, choice: 'yes' })
  return { ...signed, answer }
}

/** The published number, which must be how many rows are listed. */
async function countOf(letter: Letter): Promise<number> {
  const [row] = await rowsOf<{ kept: number; rows: number }>(
    `SELECT organisations AS kept,
            (SELECT count(*) FROM organisation
             WHERE letter_id = letter.id AND organisation.state = 'listed') AS rows
     FROM letter WHERE id = ?`,
    letter.id
  )
  expect(row?.kept).toBe(row?.rows)
  return row?.kept ?? -1
}

const listOf = (letter: Letter) => aVisitor().read(paths.organisations(letter.slug))

async function idOf(letter: Letter): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    'SELECT id FROM organisation WHERE letter_id = ?',
    letter.id
  )
  return row?.id ?? ''
}

let shared: Letter
beforeAll(async () => {
  shared = await aJointLetter()
})

describe('an organisation', () => {
  it('is listed once somebody at its own mailbox says yes, and is counted apart from people', async () => {
    const letter = await aJointLetter()
    await signAndConfirm(letter)
    const { visitor, fields, answer, token, mail } = await asked(letter)

    expect(answer.headers.get('location')).toBe(`${paths.organisations(letter.slug)}?sent=1`)
    expect(mail?.text).toContain(letter.title)
    expect(await listOf(letter)).not.toContain(fields.organisation)
    const page = await (await visitor.visit(paths.organisationLink(token))).text()
    expect(page).toContain(fields.organisation)
    expect(page).toContain('Yes, list it')

    const yes = await press(visitor, token, { ...fields, choice: 'yes' })
    expect(yes.status).toBe(303)
    expect(await visitor.read(yes.headers.get('location') ?? '')).toContain('It is on the list')

    const list = await listOf(letter)
    expect(list).toContain('1 organisation signed as such')
    expect(list).toContain(`confirmed from ${fields.email?.split('@')[1]}`)
    expect(list).toContain(`href="${fields.url}" rel="nofollow"`)
    expect(list).toContain('in no total of signatures and not in the letter’s ledger')
    expect(list).not.toMatch(/Ada Quillfeather|Principal|office@/)
    const front = await aVisitor().read(paths.letter(letter.slug))
    expect(front).toMatch(/And 1 organisation[^]*Marsh College[^]*not in the total/)
    expect(await aVisitor().read(paths.newsroom(letter.slug))).toContain(
      'Organisations: 1, counted apart'
    )
    expect(await numbersOf(letter)).toMatchObject({ counted: 1, organisations: 1 })
    expect(await countOf(letter)).toBe(1)
  })

  it('leaves ledger, tally and head as they are', async () => {
    const letter = await aJointLetter()
    await signAndConfirm(letter)
    const proved = () =>
      Promise.all(
        ['ledger_entry', 'tally', 'head'].map((table) =>
          rowsOf(`SELECT * FROM ${table} WHERE letter_id = ?`, letter.id)
        )
      )
    const before = await proved()

    await listed(letter)

    expect(await countOf(letter)).toBe(1)
    expect(await proved()).toEqual(before)
  })

  it('loses the address when it is confirmed, and keeps only what is needed to know it again', async () => {
    const { fields } = await listed(shared)

    const inbox = ['dev_mail']
    expect(await findInTables(fields.email ?? '', inbox)).toEqual([])
  })

  it('follows the letter if that is ticked, by an address kept sealed', async () => {
    const letter = await aJointLetter()
    const fields = marsh({ updates: 'on' })
    await listed(letter, fields)
    await listed(letter)

    const follows = await rowsOf<{ state: string; kept_address: string }>(
      'SELECT state, kept_address FROM follow WHERE letter_id = ?',
      letter.id
    )

    expect(follows).toHaveLength(1)
    expect(follows[0]?.state).toBe('following')
    expect(await unseal(master, 'kept-address', follows[0]?.kept_address ?? '')).toBe(fields.email)
  })

  it('follows the letter no more once a link out of mail from before says so', async () => {
    const letter = await aJointLetter()
    const fields = marsh({ updates: 'on' })
    const visitor = aVisitor()
    await visitor.submit(paths.follow(letter.slug), { email: fields.email ?? '' })
    const [mail] = await visitor.mails(fields.email)
    const t = /\/follow\?t=([\w.-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const page = await (await visitor.submit(paths.following(), { t, choice: 'yes' })).text()
    const old = paths.unsubscribe(/\/unsubscribe\?t=([\w.-]+)/.exec(page)?.[1] ?? '')
    const follows = () => rowsOf('SELECT state FROM follow WHERE letter_id = ?', letter.id)
    await visitor.submit(old, { button: '1' })
    expect(await follows()).toEqual([])
    passTime(1000)
    await listed(letter, fields)
    expect(await follows()).toEqual([{ state: 'following' }])

    await visitor.submit(old, { button: '1' })

    expect(await follows()).toEqual([])
  })

  it('shows the edition it signed, where the words have changed since', async () => {
    const letter = await aJointLetter()
    await listed(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say nothing at all.')

    expect(await listOf(letter)).toContain('(edition 1)')
  })

  it('is asked in one call of the database, and the list reads no signature', async () => {
    const letter = await aJointLetter()
    await listed(letter)
    const { db, counted } = aCountedDatabase()
    const site = aSite({ DB: db })
    const path = paths.organisations(letter.slug)
    await caches.default.delete(env.ORIGIN + path)

    expect((await site(path)).status).toBe(200)
    expect(counted.calls).toBe(1)
    const token = await signLink(master, 'organisation', await idOf(letter), Date.now() + DAY)
    expect((await site(paths.organisationLink(token))).status).toBe(200)
    expect(counted.calls).toBe(2)
  })

  it('has a list that goes on, by name, each once', async () => {
    const letter = await aJointLetter()
    await env.DB.prepare(
      `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 230)
       INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, created_at,
                                 confirmed_at)
       SELECT ?1 || '.' || n, ?1, 'listed', 1, 'School ' || (n / 3), 'school ' || (n / 3),
              's' || n || '.example.org', 1, 1 FROM n`
    )
      .bind(letter.id)
      .run()
    const seen: string[] = []
    let path: string | undefined = paths.organisations(letter.slug)
    for (let pages = 0; path && pages < 5; pages++) {
      const page: string = await aVisitor().read(path)
      seen.push(...(page.match(/s\d+\.example\.org/g) ?? []))
      path = page.match(/href="([^"]*\?after=[^"]*)"/)?.[1]
    }

    expect(seen).toHaveLength(230)
    expect(new Set(seen).size).toBe(230)
  })
})

describe('signing for one', () => {
  it.each([
    ['no name of it', { organisation: ' ' }, 'Enter the name of the organisation'],
    ['a name of marks only', { organisation: '***' }, 'Use letters or digits'],
    ['a web address as its name', { organisation: 'www.marsh.example.org' }, 'web address'],
    ['an address that is none', { url: 'javascript:alert(1)' }, 'must look like'],
    ['nobody’s name', { name: '' }, 'Enter your full name'],
    ['no role', { role: '' }, 'Enter your role there'],
    ['a mailbox that anybody can have', { email: 'ada@gmail.com' }, 'Anybody can have a mailbox'],
    ['no mailbox', { email: '' }, 'Enter your email address'],
    ['no right to speak', { may_speak: '' }, 'Tick this box'],
    ['a filled trap', { website: 'x' }, 'should stay empty'],
  ])('is refused with %s, keeps what was typed, and writes nothing', async (_, over, says) => {
    const before = await dumpTables()
    const answer = await aVisitor().submit(
      paths.organisations(shared.slug),
      marsh({ place: 'Quagmire End', ...over })
    )
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toContain(says)
    expect(page).toContain('value="Quagmire End"')
    expect(await dumpTables()).toBe(before)
  })

  it('shows the change and asks again if the text is no longer the one shown', async () => {
    const letter = await aJointLetter()
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say nothing at all.')
    const before = await dumpTables()

    const answer = await aVisitor().submit(paths.organisations(letter.slug), marsh())
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toContain('nothing at all')
    expect(page).not.toMatch(/id="may_speak"[^>]*checked/)
    expect(await dumpTables()).toBe(before)
  })

  it('gets the same answer whatever is known, and mail only within the caps', async () => {
    const letter = await aJointLetter()
    const { fields } = await listed(letter)
    const visitor = aVisitor()
    const answers: unknown[] = []
    const send = async (over: Record<string, string>) => {
      const answer = await visitor.submit(paths.organisations(letter.slug), { ...fields, ...over })
      answers.push([answer.status, [...answer.headers].filter(([name]) => name !== 'x-request-id')])
    }
    for (let i = 0; i < 7; i++) await send({})
    await send({ email: 'new@heath.example.org' })

    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await visitor.mails(fields.email)).toHaveLength(6)
  })

  it('is offered by a letter that takes organisations only, and only while it is open', async () => {
    const none = await aLetter()
    expect((await aVisitor().visit(paths.organisations(none.slug))).status).toBe(404)
    expect((await aVisitor().submit(paths.organisations(none.slug), marsh())).status).toBe(404)
    expect(await aVisitor().read(paths.letter(none.slug))).not.toMatch(/organisations-heading/)

    const closed = await aJointLetter({ closesAt: Date.now() + DAY })
    passTime(DAY)
    expect(await listOf(closed)).not.toContain('Sign for the organisation')
    expect((await aVisitor().submit(paths.organisations(closed.slug), marsh())).status).toBe(410)

    const paused = await aJointLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'paused' WHERE id = ?`).bind(paused.id).run()
    const answer = await aVisitor().submit(paths.organisations(paused.slug), marsh())
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('Principal')
    expect(await rowsOf('SELECT 1 FROM organisation WHERE letter_id = ?', paused.id)).toEqual([])
  })

  it('has a mail that holds nothing typed, and comes out the same each time', async () => {
    const { mail, fields } = await asked(shared)
    const typed = [fields.organisation, fields.name, fields.place, fields.role] as string[]
    for (const words of typed) expect(mail?.text + (mail?.html ?? '')).not.toContain(words)

    const notice = {
      notice: 'organisation-link' as const,
      id: '1.abc',
      title: 'A title',
      worksUntil: 2e12,
      until: 3e12,
    }
    const site = { name: 'Countersign', origin: 'https://letters.example.org' }
    const [once, twice] = await Promise.all([
      organisationLink(notice, site, master),
      organisationLink(notice, site, master),
    ])
    expect(once).toEqual(twice)
  })

  it('knows the mailboxes that anybody can have', () => {
    expect([isFreeMail('gmail.com'), isFreeMail('marsh.example.org')]).toEqual([true, false])
  })
})

describe('the link in its mail', () => {
  it('changes nothing when it is opened, or pressed without a choice', async () => {
    const { visitor, token, fields } = await asked(shared)
    const before = await dumpTables()

    await visitor.visit(paths.organisationLink(token))
    const answer = await press(visitor, token, fields)

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('no answer was chosen')
    expect(await dumpTables()).toBe(before)
  })

  it('lets its reader put right what is listed, and refuses what can’t be', async () => {
    const letter = await aJointLetter()
    const { visitor, token, fields } = await asked(letter)

    const wrong = await press(visitor, token, { ...fields, organisation: '', choice: 'yes' })
    expect(wrong.status).toBe(422)
    await press(visitor, token, { ...fields, organisation: 'Heath Academy', choice: 'yes' })

    const list = await listOf(letter)
    expect(list).toContain('Heath Academy')
    expect(list).not.toContain(fields.organisation)
  })

  it('deletes what somebody else typed, and no more mail about that letter goes there', async () => {
    const letter = await aJointLetter()
    const { visitor, token, fields } = await asked(letter)
    await env.DB.prepare(
      `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at, confirmed_at)
       SELECT 'follows', letter_id, 'following', email_key, 'sealed', 1, 1
       FROM organisation WHERE letter_id = ?`
    )
      .bind(letter.id)
      .run()

    const answer = await press(visitor, token, { ...fields, choice: 'no' })

    expect(await answer.text()).toContain('It is deleted')
    expect(await findInTables(fields.organisation ?? '')).toEqual([])
    expect(await rowsOf('SELECT 1 FROM follow WHERE letter_id = ?', letter.id)).toEqual([])
    await visitor.submit(paths.organisations(letter.slug), fields)
    expect(await visitor.mails(fields.email)).toHaveLength(1)
    expect((await visitor.visit(paths.organisationLink(token))).status).toBe(410)
  })

  it('keeps a signer of the letter reachable who says no to an organisation', async () => {
    const letter = await aJointLetter()
    const fields = marsh()
    await signAndConfirm(letter, ada({ email: fields.email ?? '' }))
    const { visitor, token } = await asked(letter, fields)

    await press(visitor, token, { ...fields, choice: 'no' })

    expect(await rowsOf('SELECT 1 FROM suppression WHERE letter_id = ?', letter.id)).toEqual([])
  })

  it('asks again if the text changed between mail and yes', async () => {
    const letter = await aJointLetter()
    const { visitor, token, fields } = await asked(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say nothing at all.')

    const answer = await press(visitor, token, { ...fields, choice: 'yes' })

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('nothing at all')
    expect(await countOf(letter)).toBe(0)
    await press(visitor, token, { ...fields, edition: '2', choice: 'yes' })
    expect(await countOf(letter)).toBe(1)
  })

  it.each([
    ['paused', `state = 'paused'`],
    ['stopped by a steward', `stopped = 'paused'`],
    ['taken down', `stopped = 'taken-down'`],
    ['closed a week ago', `state = 'closed', closed_at = 1`],
    ['no longer for organisations', 'takes_organisations = 0'],
  ])('lists nothing while the letter is %s', async (_, columns) => {
    const letter = await aJointLetter()
    const { visitor, token, fields } = await asked(letter)
    await env.DB.prepare(`UPDATE letter SET ${columns} WHERE id = ?`).bind(letter.id).run()

    const answer = await press(visitor, token, { ...fields, choice: 'yes' })

    expect(answer.status).toBe(410)
    expect(await countOf(letter)).toBe(0)
    expect((await visitor.visit(paths.organisationLink(token))).status).toBe(200)
  })

  it('is refused when forged, cut short or too late; what nobody confirms is deleted', async () => {
    const letter = await aJointLetter()
    const { visitor, token, fields } = await asked(letter)
    const other = await signLink(master, 'report', await idOf(letter), Date.now() + DAY)

    expect((await press(visitor, token.slice(0, -2), { choice: 'yes' })).status).toBe(400)
    expect((await press(visitor, other, { choice: 'yes' })).status).toBe(400)
    passTime(14 * DAY)
    const late = await press(visitor, token, { ...fields, choice: 'yes' })
    expect(late.status).toBe(410)
    expect(await idOf(letter)).not.toBe('')
    await runCron('41 * * * *')
    expect(await idOf(letter)).toBe('')
    expect(await countOf(letter)).toBe(0)
  })
})

describe('one name', () => {
  it('stands once on a list for each domain, however spelt; a second yes changes nothing', async () => {
    const letter = await aJointLetter()
    const one = marsh({ organisation: 'Collège of the Fen', email: 'a@fen.example.org' })
    await listed(letter, one)
    const again = await listed(letter, {
      ...one,
      organisation: 'COLLEGE of the  Fen!',
      email: 'b@fen.example.org',
    })

    expect(again.answer.status).toBe(409)
    expect(await again.answer.text()).toContain('is on the list already')
    expect(await countOf(letter)).toBe(1)
    await listed(letter, { ...one, email: 'a@other-fen.example.org' })
    expect(await countOf(letter)).toBe(2)
  })

  it('can’t be taken by a correction either', async () => {
    const letter = await aJointLetter()
    const one = marsh({ organisation: 'Fen College', email: 'a@fen.example.org' })
    await listed(letter, one)
    const two = { ...one, organisation: 'Fen School', email: 'b@fen.example.org' }
    const { visitor, token } = await listed(letter, two)

    const answer = await press(visitor, token, { ...one, action: 'correct' })

    expect(answer.status).toBe(409)
    expect(await listOf(letter)).toContain('Fen School')
  })

  it('keeps the number right when twenty confirm at once, pressed twice, two of them the same', async () => {
    const letter = await aJointLetter()
    const all = Array.from({ length: 20 }, (_, i) =>
      marsh(i === 19 ? { organisation: 'Twin', email: 'b@twin.example.org' } : {})
    )
    all[0] = marsh({ organisation: 'Twin', email: 'a@twin.example.org' })
    for (const fields of all) await aVisitor().submit(paths.organisations(letter.slug), fields)
    const rows = await rowsOf<{ id: string; email: string }>(
      'SELECT id, email FROM organisation WHERE letter_id = ?',
      letter.id
    )
    const visitor = aVisitor()
    const signed = await Promise.all(
      rows.map(async ({ id, email }) => ({
        token: await signLink(master, 'organisation', id, Date.now() + DAY),
        fields: all.find((fields) => fields.email === email) ?? {},
      }))
    )

    const pressed = signed.flatMap(({ token, fields }) => {
      const yes = () => press(visitor, token, { ...fields, choice: 'yes' })
      return [yes(), yes()]
    })
    for (const { status } of await Promise.all(pressed)) expect(status).toBeLessThan(500)

    expect(await countOf(letter)).toBe(19)
    const alone = signed.filter(({ fields }) => fields.organisation !== 'Twin').slice(0, 6)
    const leaving = alone.flatMap(({ token }, i) => {
      const action = i % 2 ? 'withdraw' : 'erase'
      const go = () => press(visitor, token, { action, sure: 'yes' })
      return [go(), go()]
    })
    await Promise.all(leaving)
    expect(await countOf(letter)).toBe(13)
  })
})

describe('whoever signed for one', () => {
  it('corrects it, withdraws it and signs again, each after a press', async () => {
    const letter = await aJointLetter()
    const { visitor, token, fields } = await listed(letter)
    const { choice: _, ...typed } = fields

    await press(visitor, token, { ...typed, place: 'Lower Fenmoor', action: 'correct' })
    expect(await listOf(letter)).toContain('Lower Fenmoor')

    const sure = await press(visitor, token, { action: 'withdraw' })
    expect(await sure.text()).toContain('Yes, withdraw it')
    expect(await countOf(letter)).toBe(1)
    await press(visitor, token, { action: 'withdraw', sure: 'yes' })
    expect(await countOf(letter)).toBe(0)
    expect(await listOf(letter)).not.toContain(fields.organisation)

    await press(visitor, token, { action: 'sign-again', edition: '1' })
    expect(await countOf(letter)).toBe(1)
  })

  it('can’t sign again once the letter is closed, nor words they were not shown', async () => {
    const letter = await aJointLetter()
    const { visitor, token } = await listed(letter)
    await press(visitor, token, { action: 'withdraw', sure: 'yes' })

    expect((await press(visitor, token, { action: 'sign-again', edition: '7' })).status).toBe(409)
    await env.DB.prepare(`UPDATE letter SET state = 'closed', closed_at = ? WHERE id = ?`)
      .bind(Date.now(), letter.id)
      .run()
    expect((await press(visitor, token, { action: 'sign-again', edition: '1' })).status).toBe(410)
    expect(await countOf(letter)).toBe(0)
  })

  it('erases it, and nothing of it is left anywhere', async () => {
    const letter = await aJointLetter()
    const fields = marsh({ name: 'Zuleika Thornback', updates: 'on' })
    const { visitor, token } = await listed(letter, fields)
    const [row] = await rowsOf<{ email_key: string }>(
      'SELECT email_key FROM organisation WHERE letter_id = ?',
      letter.id
    )

    const answer = await press(visitor, token, { action: 'erase', sure: 'yes' })

    expect(await answer.text()).toContain('It is erased')
    const words = [fields.organisation, fields.name, row?.email_key, fields.url] as string[]
    expect(await findInTables(words)).toEqual([])
    expect(await countOf(letter)).toBe(0)
    expect((await visitor.visit(paths.organisationLink(token))).status).toBe(410)
  })

  it('moves the number once by withdrawing and then erasing', async () => {
    const letter = await aJointLetter()
    await listed(letter)
    const { visitor, token } = await listed(letter)

    await press(visitor, token, { action: 'withdraw', sure: 'yes' })
    await press(visitor, token, { action: 'erase', sure: 'yes' })

    expect(await countOf(letter)).toBe(1)
  })

  it('reaches it by a link for a year, and no stranger does', async () => {
    const letter = await aJointLetter()
    const { visitor, token } = await listed(letter)

    passTime(MANAGE_LINK_MS - DAY)
    expect((await visitor.visit(paths.organisationLink(token))).status).toBe(200)
    passTime(2 * DAY)
    expect((await visitor.visit(paths.organisationLink(token))).status).toBe(410)
  })
})

describe('the desk', () => {
  let checker: Campaigner
  beforeAll(async () => {
    checker = await aCampaigner()
  })

  async function checked() {
    const letter = await aJointLetter()
    await joinTeam(letter, checker, 'checker')
    return { letter, path: deskPaths.organisations(letter.id) }
  }

  const whichIn = (page: string) => page.match(/name="which"[^>]*value="([^"]+)"/)?.[1] ?? ''

  it('shows who signed for one, and which names several domains use', async () => {
    const { letter, path } = await checked()
    const one = marsh({ organisation: 'Fen College', email: 'a@fen.example.org' })
    await listed(letter, one)
    await listed(letter, { ...one, email: 'a@fen-two.example.org' })

    const page = await checker.read(path)

    expect(page).toContain('Signed by Ada Quillfeather, Principal, edition 1')
    expect(page).toMatch(/Same names[^]*fen-two\.example\.org, fen\.example\.org/)
  })

  it('takes one off for a reason that its signer reads, and puts it back', async () => {
    const { letter, path } = await checked()
    const { visitor, token, fields } = await listed(letter)
    const which = whichIn(await checker.read(path))

    const bare = await checker.submit(path, { act: 'take-off', which, reason: ' ' })
    expect(bare.status).toBe(422)
    expect(await countOf(letter)).toBe(1)
    await checker.submit(path, { act: 'take-off', which, reason: 'The college knows nothing.' })
    expect(await countOf(letter)).toBe(0)
    expect(await listOf(letter)).not.toContain(fields.organisation)
    const own = await visitor.read(paths.organisationLink(token))
    expect(own).toContain('The college knows nothing.')
    const again = await listed(letter, fields)
    expect(again.answer.status).toBe(409)
    expect(await countOf(letter)).toBe(0)

    await checker.submit(path, { act: 'put-back', which: whichIn(await checker.read(path)) })
    expect(await countOf(letter)).toBe(1)
    const audit = await checker.read(deskPaths.audit(letter.id))
    expect(audit).toContain('took an organisation off the list')
    expect(audit).toContain('put an organisation back on the list')
    expect(audit).not.toContain(fields.organisation)
  })

  it('decides nothing about one that was changed after its page was made, or of another letter', async () => {
    const { letter, path } = await checked()
    const { visitor, token, fields } = await listed(letter)
    const which = whichIn(await checker.read(path))
    passTime(1)
    await press(visitor, token, { ...fields, place: 'Elsewhere', action: 'correct' })

    const late = await checker.submit(path, { act: 'take-off', which, reason: 'Hm.' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('value="Hm."')
    const { path: other } = await checked()
    const now = whichIn(await checker.read(path))
    const answer = await checker.submit(other, { act: 'take-off', which: now, reason: 'Hm.' })
    expect(answer.status).toBe(409)
    expect(await countOf(letter)).toBe(1)
  })
})
