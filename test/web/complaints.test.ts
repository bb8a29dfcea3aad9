import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { remindComplaints } from '../../src/complaints/remind'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { DAY } from '../support/clock'
import { aCampaigner, aSteward, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { signAndConfirm } from '../support/signers'
import { runCron } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

const STEWARD = 'steward@countersign.test'
const RECEIVED = Date.parse('2027-02-01T10:00:00Z')

let people = 0

// The day of the complaint, at which the site's clock stands unless a test moves it.
beforeEach(() => atDay(0))
afterEach(() => vi.useRealTimers())

function atDay(days: number): Date {
  vi.useFakeTimers({ toFake: ['Date'], now: RECEIVED + days * DAY })
  return new Date()
}

async function anOwned(over = {}): Promise<{ letter: Letter; owner: Campaigner }> {
  const letter = await aLetter(over)
  const owner = await aCampaigner(`owner-${++people}@example.org`)
  await joinTeam(letter, owner, 'owner')
  return { letter, owner }
}

const typed = (over: Record<string, string> = {}) => ({
  about: 'shown',
  words: 'My school is shown, and I hid it.\n\nTake it off.',
  name: 'Odo Marrowby',
  email: `odo-${++people}@example.org`,
  ...over,
})

function complain(letter: Letter, fields = typed(), visitor: Visitor = aVisitor()) {
  return visitor.submit(paths.dataComplaint(letter.slug), fields)
}

const about = (who: Visitor, to: string) =>
  who.mails(to).then((all) => all.filter(({ subject }) => /complain/i.test(subject)))

type Row = { id: string; words: string; answered_at: number | null; outcome: string | null }
const complaintsOf = ({ id }: Letter) =>
  rowsOf<Row>('SELECT * FROM data_complaint WHERE letter_id = ? ORDER BY rowid', id)

describe('a complaint about data', () => {
  it('is acknowledged at once with a number, and its owner and the stewards are told', async () => {
    const { letter, owner } = await anOwned()
    const visitor = aVisitor()
    const fields = typed()

    const answer = await complain(letter, fields, visitor)

    const page = await visitor.read(answer.headers.get('location') ?? '')
    const number = page.match(/number is <b[^>]*>([0-9A-F]{8})</)?.[1] ?? 'none'
    expect(page).toContain('It went to Quill Forum')
    expect(page).toContain('within 30 days')
    const [mail, ...more] = await about(visitor, fields.email)
    expect(more).toEqual([])
    expect(mail?.subject).toBe(`Your complaint about data: number ${number}`)
    expect(mail?.text).toMatch(/It went to Quill Forum[^]*by 3 March 2027/)
    // Anyone can type any address: nothing else that was typed goes there.
    expect(mail?.text).not.toMatch(/Marrowby|school is shown/)
    for (const to of [owner.account.address, STEWARD]) {
      const told = (await about(visitor, to)).find(({ subject }) => subject.includes(number))
      expect(told?.text).toContain('by 3 March 2027')
      expect(told?.text).not.toMatch(/Marrowby|odo-/)
    }
  })

  it.each([
    ['nothing chosen', { about: '' }, 'Choose what it is about.'],
    ['a kind that there is not', { about: 'tea' }, 'Choose what it is about.'],
    ['no words', { words: ' \n ' }, 'Say what happened'],
    ['too many words', { words: 'a'.repeat(4001) }, '4000 characters or fewer (now 4001)'],
    ['no address', { email: '' }, 'Enter your email address.'],
    ['half an address', { email: 'odo@' }, 'correct format'],
  ])('with %s comes back as it was typed', async (_, over, problem) => {
    const { letter } = await anOwned()
    const before = await dumpTables()

    const answer = await complain(letter, typed({ name: 'Odo <Kept>', ...over }))

    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(problem)
    expect(page).toContain('value="Odo &lt;Kept&gt;"')
    expect(await dumpTables()).toBe(before)
  })

  it('takes 4,000 characters, and whoever fills in the trap can send it again', async () => {
    const { letter } = await anOwned()

    const long = await complain(letter, typed({ words: '𝄞'.repeat(4000) }))
    const trapped = await complain(letter, typed({ website: 'x' }))

    expect([long.status, trapped.status]).toEqual([303, 422])
    expect(await complaintsOf(letter)).toHaveLength(1)
  })

  it('is always taken, and acknowledged once a day to an address, on all letters', async () => {
    const [one, other] = [await anOwned(), await anOwned()]
    const visitor = aVisitor()
    const fields = typed()

    const answers = [
      await complain(one.letter, fields, visitor),
      await complain(one.letter, { ...fields, words: 'And my name is wrong.' }, visitor),
      await complain(other.letter, fields, visitor),
    ]

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await complaintsOf(one.letter)).toHaveLength(2)
    expect(await complaintsOf(other.letter)).toHaveLength(1)
    expect(await about(visitor, fields.email)).toHaveLength(1)
    atDay(1.1)
    await complain(one.letter, fields, visitor)
    expect(await about(visitor, fields.email)).toHaveLength(2)
  })

  it('that is sent twice is one, with one number and one clock, until it is answered', async () => {
    const { letter, owner } = await anOwned()
    const fields = typed()

    const twice = await Promise.all([complain(letter, fields), complain(letter, fields)])

    const [number, same] = twice.map(({ headers }) => headers.get('location'))
    expect(same).toBe(number)
    const [row, ...more] = await complaintsOf(letter)
    expect(more).toEqual([])
    expect(await about(owner, owner.account.address)).toHaveLength(1)
    await owner.submit(deskPaths.complaint(letter.id, row?.id ?? ''), {
      outcome: 'upheld',
      answer: 'It is off the list.',
    })
    const anew = await complain(letter, fields)
    expect(anew.headers.get('location')).not.toBe(number)
    expect(await complaintsOf(letter)).toHaveLength(2)
  })

  it('swamps nobody: of so many a day a mail goes out, and the others stand at the desk', async () => {
    const { letter, owner } = await anOwned()
    const checker = await aCampaigner()
    await joinTeam(letter, checker, 'checker')

    for (let n = 0; n < 12; n++) await complain(letter)

    expect(await about(owner, owner.account.address)).toHaveLength(10)
    expect(await about(checker, checker.account.address)).toEqual([])
    const page = await owner.read(deskPaths.complaints(letter.id))
    expect(page.match(/30 days left/g)).toHaveLength(12)
    expect(await owner.read(deskPaths.home())).toContain('12 complaints about data')
    atDay(1.1)
    await complain(letter)
    expect(await about(owner, owner.account.address)).toHaveLength(11)
  })

  it('can be made about a letter that was taken down, of which the form shows not even the title', async () => {
    const { letter } = await anOwned()
    await env.DB.prepare(`UPDATE letter SET stopped = 'taken-down' WHERE id = ?`)
      .bind(letter.id)
      .run()

    const page = await aVisitor().read(paths.dataComplaint(letter.slug))
    const answer = await complain(letter)

    expect(page).toContain('Complain about data')
    expect(page).not.toContain(letter.title)
    expect(answer.status).toBe(303)
  })

  it('begins on a page that writes nothing, to which notice, mails and the signer’s page lead', async () => {
    const { letter } = await anOwned()
    const { visitor, fields, manage } = await signAndConfirm(letter)
    const [mail] = await visitor.mails(fields.email)
    const own = await visitor.read(paths.signature(manage))
    const before = await dumpTables()

    const form = await aVisitor().visit(paths.dataComplaint(letter.slug))
    const notice = await aVisitor().read(paths.privacy(letter.slug))

    expect(form.status).toBe(200)
    expect(await dumpTables()).toBe(before)
    for (const text of [notice, own, mail?.text]) {
      expect(text).toContain(paths.dataComplaint(letter.slug))
    }
    expect(notice).toContain('ico.org.uk/make-a-complaint')
  })
})

describe('the answer to a complaint', () => {
  async function aComplaint() {
    const owned = await anOwned()
    const visitor = aVisitor()
    const fields = typed()
    await complain(owned.letter, fields, visitor)
    const [row] = await complaintsOf(owned.letter)
    return { ...owned, visitor, fields, path: deskPaths.complaint(owned.letter.id, row?.id ?? '') }
  }

  it('comes by mail in the owner’s words, once; the owner never sees the address', async () => {
    const { letter, visitor, fields, path, ...filed } = await aComplaint()
    atDay(3)
    const owner = await aCampaigner(filed.owner.account.address)
    const list = await owner.read(deskPaths.complaints(letter.id))
    const page = await owner.read(path)

    const first = await owner.submit(path, {
      outcome: 'upheld',
      answer: 'You are right.\n\nIt is off the list.',
    })
    const again = await owner.submit(path, {
      outcome: 'upheld',
      answer: 'You are right.\n\nIt is off the list.',
    })
    const second = await owner.submit(path, { outcome: 'not-upheld', answer: 'Or <not>.' })

    expect(list).toContain('27 days left')
    expect(page).toContain('My school is shown, and I hid it.')
    expect(page).toContain('Odo Marrowby')
    expect(list + page).not.toContain(fields.email)
    expect([first.status, again.status, second.status]).toEqual([303, 303, 409])
    expect(await second.text()).toMatch(/It was answered meanwhile[^]*Or &lt;not&gt;\./)
    const mails = await about(visitor, fields.email)
    expect(mails.filter(({ subject }) => subject.startsWith('The answer'))).toHaveLength(1)
    expect(mails[0]?.text).toMatch(/you are right\.[^]*You are right\.\n\nIt is off the list\./)
    expect(await owner.read(deskPaths.audit(letter.id))).toContain('answered the data complaint')
    expect(await complaintsOf(letter)).toMatchObject([{ outcome: 'upheld' }])
  })

  it('that lacks something comes back as it was typed', async () => {
    const { owner, path } = await aComplaint()

    const answer = await owner.submit(path, { outcome: '', answer: 'We looked <b>twice</b>.' })

    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('Choose what you found.')
    expect(page).toContain('We looked &lt;b&gt;twice&lt;/b&gt;.')
  })

  it('is nobody’s to read or write but the owner’s', async () => {
    const { letter, path } = await aComplaint()
    const other = await anOwned()
    const checker = await aCampaigner()
    await joinTeam(letter, checker, 'checker')
    const elsewhere = path.replace(`/${letter.id}/`, `/${other.letter.id}/`)

    const answers = [
      await checker.visit(path),
      await checker.visit(deskPaths.complaints(letter.id)),
      await other.owner.visit(path),
      await other.owner.visit(elsewhere),
      await aVisitor().visit(path),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 404, 303])
  })

  it('is asked for every week, daily in the last, and of the stewards too once it is late', async () => {
    const { owner, letter } = await aComplaint()
    const reminders = async (to: string, page = deskPaths.complaints(letter.id)) =>
      (await owner.mails(to)).filter(({ subject, text }) => {
        return /waits|overdue/.test(subject) && text.includes(page)
      })
    // Others of this file wait too.
    await env.DB.prepare('DELETE FROM data_complaint WHERE letter_id <> ?').bind(letter.id).run()

    const told: number[] = []
    for (let day = 1; day <= 32; day++) {
      const now = atDay(day)
      if ((await remindComplaints(env.DB, [STEWARD], now)) === 1) told.push(day)
      // A cron that comes twice says it once.
      await remindComplaints(env.DB, [STEWARD], now)
    }

    expect(told).toEqual([7, 14, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32])
    const mails = await reminders(owner.account.address)
    expect(mails).toHaveLength(told.length)
    expect(mails.filter(({ subject }) => subject.includes('overdue'))).toHaveLength(3)
    // The letter's own page is not a steward's to open.
    expect(await reminders(STEWARD)).toEqual([])
    expect(await reminders(STEWARD, deskPaths.stewardComplaints())).toHaveLength(3)
    const steward = await aSteward()
    const page = await steward.read(deskPaths.stewardComplaints())
    expect(page).toContain('Overdue since')
    expect(page).toContain(owner.account.address)
    expect(page).not.toContain('Marrowby')
  })

  it('is asked for however many wait on another letter', async () => {
    const { letter, owner } = await aComplaint()
    await env.DB.prepare(
      `WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 250)
       INSERT INTO data_complaint (id, letter_id, about, words, received_at, due_at)
       SELECT 'flood' || n, ?1, 'other', 'Again.', ?2 - n, ?2 FROM many`
    )
      .bind((await anOwned()).letter.id, RECEIVED)
      .run()

    await remindComplaints(env.DB, [STEWARD], atDay(7))

    const mails = await owner.mails(owner.account.address)
    expect(mails.map(({ text }) => text)).toContainEqual(
      expect.stringContaining(deskPaths.complaints(letter.id))
    )
    expect(mails[0]?.subject).toMatch(/waits/)
    await env.DB.prepare(`DELETE FROM data_complaint WHERE id LIKE 'flood%'`).run()
  })

  it('is asked of the stewards where a letter has no owner any more', async () => {
    const letter = await aLetter({ title: 'A letter of nobody' })
    await complain(letter)

    await remindComplaints(env.DB, [STEWARD], atDay(7))

    const mails = await aVisitor().mails(STEWARD)
    expect(mails.filter(({ text }) => text.includes(letter.title))).toHaveLength(2)
  })
})

describe('what waits for an answer', () => {
  const reminders = async (to: string, { id }: Letter) =>
    (await aVisitor().mails(to)).filter(({ subject, text }) => {
      return /waits|overdue/.test(subject) && text.includes(deskPaths.complaints(id))
    })

  it('stands in the order in which it is due, the answered behind it; for stewards too', async () => {
    const { letter, owner } = await anOwned()
    const other = await anOwned()
    await env.DB.prepare('DELETE FROM data_complaint').run()
    await env.DB.prepare(
      `INSERT INTO data_complaint (id, letter_id, about, words, received_at, due_at, answered_at, outcome)
       VALUES ('d', ?1, 'other', 'D', 1, ?3 + 1, 5, 'upheld'), ('b', ?1, 'other', 'B', 1, ?3 + 8, NULL, NULL),
              ('c', ?1, 'other', 'C', 1, ?3 + 9, 6, 'upheld'), ('a', ?1, 'other', 'A', 1, ?3 + 7, NULL, NULL),
              ('z', ?2, 'other', 'Z', 1, ?3 + 6, NULL, NULL)`
    )
      .bind(letter.id, other.letter.id, RECEIVED + 40 * DAY)
      .run()

    const page = await owner.read(deskPaths.complaints(letter.id))
    const steward = await (await aSteward()).read(deskPaths.stewardComplaints())

    const links = [...page.matchAll(/complaints\/([a-z])"/g)].map(([, id]) => id)
    expect([...new Set(links)].join('')).toBe('abcd')
    const owners = [other.owner, owner].map(({ account }) => steward.indexOf(account.address))
    expect(owners.every((at) => at > 0)).toBe(true)
    expect(owners).toEqual(owners.toSorted((a, b) => a - b))
    expect(steward.split(owner.account.address)).toHaveLength(3)
  })

  it('is asked for by the night’s cron: of its owner, for all of a letter, and not once answered', async () => {
    const letter = await aLetter()
    // Who joined first, and doesn't own it, hears nothing.
    const checker = await aCampaigner(`checker-${++people}@example.org`)
    const owner = await aCampaigner(`owner-${++people}@example.org`)
    await joinTeam(letter, checker, 'checker')
    await joinTeam(letter, owner, 'owner')
    await complain(letter)
    const at = atDay(7)
    await complain(letter)

    await runCron('17 3 * * *')
    const [mail, ...more] = await reminders(owner.account.address, letter)
    await env.DB.prepare('UPDATE data_complaint SET answered_at = ? WHERE letter_id = ?')
      .bind(at.getTime(), letter.id)
      .run()
    await remindComplaints(env.DB, [STEWARD], atDay(20))

    expect(mail?.text).toMatch(
      /2 complaints about how data[^]*first answer was promised by 3 March/
    )
    expect(more).toEqual([])
    expect(await reminders(owner.account.address, letter)).toHaveLength(1)
    expect(await reminders(checker.account.address, letter)).toEqual([])
    expect(await (await aSteward()).read(deskPaths.stewardComplaints())).not.toContain(
      owner.account.address
    )
  })

  it('keeps no mail about another letter back, and is late from the moment that was promised', async () => {
    const title = 'A letter beside one with many'
    const [many, other] = [await anOwned(), await anOwned({ title })]
    const late = async () =>
      (await about(aVisitor(), STEWARD)).filter(({ subject, text }) => {
        return subject.includes('overdue') && text.includes(title)
      })
    for (let n = 0; n < 10; n++) await complain(many.letter)
    await complain(other.letter)

    await remindComplaints(env.DB, [STEWARD], atDay(29.99))
    const before = await late()
    const day31 = atDay(31)
    await Promise.all([1, 2].map(() => remindComplaints(env.DB, [STEWARD], day31)))

    expect(await about(other.owner, other.owner.account.address)).toHaveLength(3)
    expect(before).toEqual([])
    expect(await late()).toHaveLength(1)
  })
})
