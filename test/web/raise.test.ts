import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { codeFor } from '../../src/code'
import type { Letter } from '../../src/letters/letter'
import { MANAGE_LINK_MS, signLink } from '../../src/link'
import { prune } from '../../src/mail/prune'
import { addressKey } from '../../src/mailbox'
import { schoolsAt } from '../../src/mailbox-claims/may-add'
import { paths } from '../../src/paths'
import { DAY, passTime } from '../support/clock'
import { aLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, change, numbersOf, signAndConfirm, signUp, tokenIn } from '../support/signers'
import { aForm, aSite, runCron } from '../support/site'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)

let letter: Letter
let urns = 900_100
beforeAll(async () => {
  letter = await aLetter()
})

type Person = Awaited<ReturnType<typeof signAndConfirm>> & { urn: number; at: string }

/** Somebody who signed from elsewhere as a head of a school of their own, or of another one. */
async function aHead(over: Record<string, string> = {}, on = letter): Promise<Person> {
  const urn = Number(over.urn ?? ++urns)
  if (!over.urn) await register(aSchool(urn))
  const signer = await signAndConfirm(on, ada({ school: '', urn: String(urn), ...over }))
  return { ...signer, urn, at: `school-${urn}.example.org` }
}

const press = (visitor: Visitor, manage: string, fields: Record<string, string>) =>
  visitor.submit(paths.signatureChange(), { t: manage, ...fields })

/** Gives a school mailbox; returns the page, and the mail there if one came. */
async function add({ visitor, manage }: Pick<Person, 'visitor' | 'manage'>, address: string) {
  const answer = await press(visitor, manage, { action: 'add-mailbox', school_email: address })
  const [mail, ...more] = (await visitor.mails(address)).filter(({ subject }) =>
    subject.includes('school mailbox')
  )
  const link = mail?.text.match(/https?:\S+\/school-mailbox\?t=\S+/)?.[0] ?? ''
  const mails = mail ? 1 + more.length : 0
  return { answer, page: await answer.text(), mail, mails, token: link && tokenIn(link) }
}

const say = (token: string, choice: string) =>
  aVisitor().submit(paths.schoolMailboxAnswer(), { t: token, choice })

const ownPage = ({ visitor, manage }: Person) => visitor.read(paths.signature(manage))

/** How many mailboxes were noted for the signatures at somebody's school. */
async function claimsAt({ urn }: Person): Promise<number> {
  const sql = 'signature_id IN (SELECT id FROM signature WHERE urns = ? OR urns IS NULL)'
  return (await rowsOf(`SELECT id FROM mailbox_claim WHERE ${sql}`, String(urn))).length
}

async function assuranceOn(page: Promise<string> | string) {
  return /What stands behind your role<\/h2>\s*<p>\s*<b>([^<]+)\.<\/b>/.exec(await page)?.[1]
}

describe('a signer’s own page', () => {
  it('says what stands behind the role, why, by which register, and what would do', async () => {
    const head = await aHead()

    const page = await ownPage(head)

    expect(await assuranceOn(page)).toBe('Self-declared')
    expect(page).toContain(`domain of Brambleholt School ${head.urn}`)
    expect(page).toContain('1 May 2026')
    expect(page).toContain(`href="${paths.behindARole(letter.slug)}"`)
    expect(page).toContain(`An address at ${head.at}.`)
    expect(head.page).toMatch(/Behind your role[^]*Self-declared\.[^]*Add your school mailbox/)
  })

  it.each([
    ['no school of the register is named', { urn: '', school: 'Brambleholt Primary' }, {}],
    ['the mailboxes of the school are not known', {}, { domain: null, domainWhy: 'no-website' }],
    ['its head said yes', { email: 'ada.quillfeather@school-N.example.org' }, {}],
    ['the register has it as closed', { email: 'office@school-N.example.org' }, { isOpen: false }],
    ['the role is of the past', { role: 'retired' }, {}],
  ] as const)('offers no school mailbox where %s, and takes none', async (_, over, school) => {
    const urn = ++urns
    await register(aSchool(urn, school))
    const given = Object.entries({ urn: String(urn), ...over })
    const fields = given.map(([key, value]) => [key, value.replace('-N', `-${urn}`)])
    const head = await aHead(Object.fromEntries(fields))

    expect(await ownPage(head)).not.toContain('Add my school mailbox')
    const { answer, mails } = await add(head, `head@${head.at}`)

    expect([answer.status, mails]).toEqual([422, 0])
    expect(await claimsAt(head)).toBe(0)
  })

  it('offers a head of several schools the mailbox of another, and nobody else', async () => {
    const [one, other] = [++urns, ++urns]
    await register(aSchool(one, { heads: [{ first: 'Omar', last: 'Khan' }] }), aSchool(other))
    const from = async (local: string, role: string) => {
      const email = `${local}@school-${one}.example.org`
      const fields = ada({ school: '', urn: `${one} ${other}`, role, email })
      const { visitor, manage } = await signAndConfirm(letter, fields)
      return visitor.read(paths.signature(manage))
    }

    expect(await from('head', 'head')).toContain('Add my school mailbox')
    expect(await from('office', 'parent')).not.toContain('Add my school mailbox')
  })

  it.each([
    ['none', () => '', 'Enter your email address'],
    ['what is no address', () => 'head at school', 'correct format'],
    ['one at another school', (at: string) => `head@x${at}`, 'is not the domain of a school'],
    ['one that anybody can have', () => 'ada@gmail.com', 'gmail.com is not the domain'],
  ])('says at once what is wrong with %s, and keeps it', async (_, address, problem) => {
    const head = await aHead()
    const typed = address(head.at)

    const { answer, page } = await add(head, typed)

    expect(answer.status).toBe(422)
    expect(page).toContain(problem)
    expect(page).toContain(`value="${typed}"`)
    expect(await claimsAt(head)).toBe(0)
  })
})

describe('a school mailbox', () => {
  it('is none where anybody can have one, though the website of a school be there', () => {
    const school = { urn: 1, name: 'Brambleholt', town: null }

    expect(schoolsAt('ada@sky.com', [{ ...school, domain: 'sky.com' }])).toEqual([])
    expect(schoolsAt('ada@a.example', [{ ...school, domain: 'a.example' }])).toHaveLength(1)
  })

  it('raises the role once its reader says yes, and then only keyed hashes of it are left', async () => {
    const own = await aLetter()
    const head = await aHead({}, own)
    const mailbox = `Ada.Quillfeather@${head.at}`
    await add(head, mailbox)
    const { page, mail, token } = await add(head, mailbox)

    expect(page).toContain('a link and a code are on their way')
    expect(mail?.subject).toMatch(/^\d{6} is your code/)
    expect(mail?.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' })
    const before = await dumpTables()
    expect(await (await aVisitor().visit(paths.schoolMailbox(token))).text()).toContain(mailbox)
    const unchosen = await say(token, '')
    expect(unchosen.status).toBe(422)
    expect(await unchosen.text()).toContain('Choose yes or no.')
    expect(await dumpTables()).toBe(before)

    const yes = await (await say(token, 'yes')).text()

    expect(yes).toContain('Named head')
    expect(yes).not.toContain('/signature?t=')
    const after = await ownPage(head)
    expect(await assuranceOn(after)).toBe('Named head')
    expect(after).not.toContain('Add my school mailbox')
    const { breakdown, ledger } = await numbersOf(own)
    expect(breakdown['assurance']).toMatchObject([{ key: 'named-head', counted: 1 }])
    expect(ledger.size).toBeGreaterThan(0)
    expect(await findInTables(['ada.quillfeather@', mailbox], ['dev_mail'])).toEqual([])
    const [row] = await rowsOf<Record<string, unknown>>(
      'SELECT mailbox_key FROM signature WHERE letter_id = ?',
      own.id
    )
    expect(row?.mailbox_key).toBe(await addressKey(master, mailbox))
    expect((await say(token, 'yes')).status).toBe(410)
  })

  it('that does not look like its head’s raises it no further than to itself', async () => {
    const head = await aHead()
    const office = await add(head, `office@${head.at}`)
    expect(await (await say(office.token, 'yes')).text()).toContain('School mailbox')

    const again = await add(head, `reception@${head.at}`)
    expect(await (await say(again.token, 'yes')).text()).toContain('It says no more than before')

    expect(await assuranceOn(ownPage(head))).toBe('School mailbox')
    const heads = await add(head, `head@${head.at}`)
    expect(await (await say(heads.token, 'yes')).text()).toContain('Named head')
  })

  it('may be answered with the code, which has five tries a day', async () => {
    const head = await aHead()
    const { mail, token } = await add(head, `head@${head.at}`)
    await add(head, `office@${head.at}`)
    const code = mail?.subject.slice(0, 6) ?? ''
    const wrong = code === '123456' ? '654321' : '123456'
    const type = (typed: string) =>
      press(head.visitor, head.manage, { action: 'mailbox-code', code: typed })

    expect(await (await type('12345')).text()).toContain('Enter the six digits')
    for (const left of ['4 tries are', '3 tries are', '2 tries are']) {
      expect(await (await type(wrong)).text()).toContain(left)
    }
    const right = await type(`${code.slice(0, 3)} ${code.slice(3)}`)
    expect(right.headers.get('location')).toBe(paths.schoolMailbox(token))
    expect(await (await type(wrong)).text()).toContain('1 try is')
    await type(wrong)
    expect(await (await type(code)).text()).toContain('Too many codes')

    const other = await aHead()
    const theirs = { action: 'mailbox-code', code }
    expect((await press(other.visitor, other.manage, theirs)).status).toBe(422)
  })

  it('that stands behind another signature of the letter is told so there, and nowhere else', async () => {
    const first = await aHead()
    const mailbox = `head@${first.at}`
    await say((await add(first, mailbox)).token, 'yes')
    const second = await aHead({ urn: String(first.urn), name: 'Grace Inkwell' })

    const { page, token } = await add(second, mailbox)

    expect(page).toContain('If we may write to that mailbox')
    expect(await (await say(token, 'yes')).text()).toContain('another signature of this letter')
    expect(await assuranceOn(ownPage(second))).toBe('Self-declared')
    expect(await assuranceOn(ownPage(first))).toBe('Named head')
    expect(await findInTables(mailbox, ['dev_mail'])).toEqual([])
  })

  it('is not told who hides their name, and neither is its mail', async () => {
    const hidden = await aHead({ name: 'Odo Marrowby', public: '' })
    const shown = await aHead({ name: 'Ida Marrowby' })

    for (const [head, isNamed] of [
      [hidden, false],
      [shown, true],
    ] as const) {
      const { mail, token } = await add(head, `head@${head.at}`)
      const asked = await (await aVisitor().visit(paths.schoolMailbox(token))).text()
      expect(asked.includes('Marrowby')).toBe(isNamed)
      expect(asked).toContain(`Brambleholt School ${head.urn}`)
      expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Marrowby|Inspect schools/)
      expect(asked).not.toContain(head.fields.email)
    }
  })

  it('is written to only where its reader allows it, and whoever asks can’t tell', async () => {
    const urn = ++urns
    await register(aSchool(urn))
    const at = `school-${urn}.example.org`
    const keyOf = (name: string) => addressKey(master, `${name}@${at}`)
    await env.DB.batch([
      env.DB.prepare('INSERT INTO suppression VALUES (?, ?, ?, 1)').bind(
        letter.id,
        await keyOf('disowned'),
        'disowned'
      ),
      env.DB.prepare(`INSERT INTO unreachable VALUES (?, 'bounced', '', 1)`).bind(
        await keyOf('bounced')
      ),
    ])
    const pages = new Map<string, { page: string; mails: number }>()
    const taken: number[] = []

    for (const name of ['disowned', 'bounced', 'written']) {
      const head = await aHead({ urn: String(urn) })
      const { page, mails } = await add(head, `${name}@${at}`)
      pages.set(name, { page: alike(page, name), mails })
      const [claim] = await rowsOf<{ id: string }>(
        'SELECT id FROM mailbox_claim WHERE email_key = ?',
        await keyOf(name)
      )
      const code = await codeFor(master, claim?.id ?? '', 'school-mailbox-code')
      const typed = await press(head.visitor, head.manage, { action: 'mailbox-code', code })
      taken.push(typed.status)
    }

    expect([...pages.values()].map(({ mails }) => mails)).toEqual([0, 0, 1])
    // What was never mailed is no code, even if somebody guesses it.
    expect(taken).toEqual([422, 422, 303])
    expect(new Set([...pages.values()].map(({ page }) => page)).size).toBe(1)
  })

  it('whose reader says no is not asked about that signature again, and nothing else changes', async () => {
    const head = await aHead()
    const mailbox = `office@${head.at}`
    const { token } = await add(head, mailbox)
    const page = alike(await ownPage(head), '')
    await press(head.visitor, head.manage, { action: 'add-mailbox', school_email: mailbox })

    expect(await (await say(token, 'no')).text()).toContain('it is deleted')

    expect((await say(token, 'yes')).status).toBe(410)
    expect(await findInTables(mailbox, ['dev_mail'])).toEqual([])
    expect(await assuranceOn(ownPage(head))).toBe('Self-declared')
    const again = await add(head, mailbox)
    expect(again.mails).toBe(1)
    expect(alike(await ownPage(head), '')).toBe(page)
    const other = await aHead({ urn: String(head.urn) })
    expect((await add(other, mailbox)).mails).toBe(2)
  })

  it('whose reader says no leaves another one, that was asked too, as it is', async () => {
    const head = await aHead()
    const office = await add(head, `office@${head.at}`)
    const own = await add(head, `head@${head.at}`)

    await say(office.token, 'no')

    expect(await (await say(own.token, 'yes')).text()).toContain('Named head')
  })

  it('is asked three times a day, also if signatures come and go; a signer asks three', async () => {
    const first = await aHead()
    const mailbox = `head@${first.at}`
    // Of what else goes there nothing counts.
    for (let i = 0; i < 3; i++) await signUp(letter, ada({ email: mailbox }))
    for (const mails of [1, 2, 3]) expect((await add(first, mailbox)).mails).toBe(mails)
    const fourth = await add(first, `office@${first.at}`)
    expect(fourth.answer.status).toBe(422)
    expect(fourth.page).toContain('three mailboxes in 24 hours')
    await change(first.visitor, first.manage, 'erase')

    const second = await aHead({ urn: String(first.urn) })
    expect(await add(second, mailbox)).toMatchObject({ mails: 3, answer: { status: 200 } })

    passTime(DAY + 1000)
    expect((await add(second, mailbox)).mails).toBe(4)
  })

  it.each(['erase', 'withdraw'] as const)(
    'is forgotten when its signer goes: %s',
    async (action) => {
      const head = await aHead()
      const mailbox = `head@${head.at}`
      const { token } = await add(head, mailbox)
      await press(head.visitor, head.manage, { action: 'add-mailbox', school_email: mailbox })
      await change(head.visitor, head.manage, action)

      expect(await head.visitor.mails(mailbox)).toHaveLength(1)
      expect(await findInTables(mailbox, ['dev_mail'])).toEqual([])
      expect((await say(token, 'yes')).status).toBe(410)
    }
  )

  it('is asked no more often, and not past a no, if its signer withdraws and signs again', async () => {
    const head = await aHead()
    const [office, heads] = [`office@${head.at}`, `head@${head.at}`]
    await say((await add(head, office)).token, 'no')
    const { mail } = await add(head, heads)
    await add(head, heads)

    await change(head.visitor, head.manage, 'withdraw')
    await press(head.visitor, head.manage, { action: 'sign-again', edition: '1' })

    const code = mail?.subject.slice(0, 6) ?? ''
    const typed = await press(head.visitor, head.manage, { action: 'mailbox-code', code })
    expect(typed.status).toBe(422)

    expect((await add(head, heads)).page).toContain('three mailboxes in 24 hours')
    passTime(DAY + 1000)
    expect(await add(head, office)).toMatchObject({ mails: 1, answer: { status: 200 } })
    expect(await add(head, heads)).toMatchObject({ mails: 3, answer: { status: 200 } })
  })

  it('that nobody answers in 14 days is forgotten', async () => {
    const head = await aHead()
    const mailbox = `head@${head.at}`
    const { token } = await add(head, mailbox)

    passTime(14 * DAY + 1000)
    await runCron('41 * * * *')
    await prune(env.DB, new Date())

    expect((await aVisitor().visit(paths.schoolMailbox(token))).status).toBe(410)
    expect(await findInTables(mailbox, ['dev_mail'])).toEqual([])
    expect(await ownPage(head)).not.toContain('Six-digit code')
    const key = await addressKey(master, mailbox)
    expect(await findInTables(key)).toEqual([])
  })

  it('that is asked stands in what its signer takes away', async () => {
    const head = await aHead()
    const mailbox = `head@${head.at}`
    await add(head, `office@${head.at}`)
    await add(head, mailbox)

    const data = JSON.parse(await head.visitor.read(paths.signatureData(head.manage)))

    expect(data).toMatchObject({
      signature: { urns: String(head.urn), assuredBy: '2026-05-01' },
      schoolMailboxesAsked: [
        { address: mailbox, expiresAt: expect.stringContaining('T') },
        { address: `office@${head.at}` },
      ],
    })
    expect(await ownPage(head)).toContain(`${mailbox}, until`)
  })

  it('adds nothing to a signature that does not count at the moment', async () => {
    const head = await aHead()
    const { token } = await add(head, `head@${head.at}`)
    await env.DB.prepare(`UPDATE signature SET state = 'removed' WHERE name = ? AND urns = ?`)
      .bind(head.fields.name, String(head.urn))
      .run()

    expect(await (await say(token, 'yes')).text()).toContain('does not count at the moment')
  })

  it.each([
    ['not-yet', 'Nothing is changed yet'],
    ['unknown', 'We can’t tell yet'],
    ['refusing', 'Signing is paused'],
  ])(
    'whose yes meets a Registrar that answers %s is told, and can press again',
    async (outcome, said) => {
      const head = await aHead()
      const { token } = await add(head, `head@${head.at}`)
      const act = async () => ({ letter: null, outcome })
      const site = aSite({ REGISTRAR: { idFromName: () => '', get: () => ({ act }) } })

      const answer = await site(paths.schoolMailboxAnswer(), aForm({ t: token, choice: 'yes' }))

      expect(answer.status).toBe(503)
      expect(await answer.text()).toContain(said)
      expect(await (await say(token, 'yes')).text()).toContain('Named head')
    }
  )

  it('has no link of another purpose, and none that is cut short', async () => {
    const head = await aHead()
    const { token } = await add(head, `head@${head.at}`)
    const id = JSON.parse(atob(token.split('.')[1] ?? '')).sub as string
    const other = await signLink(master, 'manage', id, Date.now() + MANAGE_LINK_MS)

    expect((await say(other, 'yes')).status).toBe(400)
    expect((await say(token.slice(0, -1), 'yes')).status).toBe(400)
  })
})

/** A page without what differs between two signers: names, numbers, links, times. */
function alike(page: string, name: string): string {
  const main = page.slice(page.indexOf('<main'))
  return main
    .replaceAll(/value="[^"]*"|href="[^"]*"/g, '')
    .replaceAll(/<time[^]*?<\/time>/g, '')
    .replaceAll(/<code>[^]*?<\/code>/g, '')
    .replaceAll(name || '\0', '')
    .replaceAll(/\d+/g, '')
}
