import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { isQuoted } from '../../src/dealings/quote'
import { isRecipients, readDomain } from '../../src/dealings/recipient-domain'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { withNotes } from '../../src/letters/point-html'
import { renderLetter } from '../../src/letters/render'
import { letterData } from '../../src/newsroom/letter-data'
import { paths } from '../../src/paths'
import { ukDate } from '../../src/uk-time'
import { DAY, passTime } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { change, signAndConfirm, tokenIn } from '../support/signers'
import { aCountedDatabase, aSite, runCron } from '../support/site'
import { dumpTables, findInTables } from '../support/tables'
import { aVisitor, type Visitor } from '../support/visitor'
import { readAtom } from './atom'

const TEXT =
  'Dear Inspector,\n\n1. Say what you came to see.\n2. Say it in plain words.\n3. Come back with help.'

const REPLY = `Thank you. We **will** say what
we came to see, and we “often” use plain words.

1. A list of ours.

<script>alert(1)</script>`

const today = () => ukDate(new Date())

type Fields = Record<string, string>

let people = 0

/** A letter with an owner at the desk. */
async function aTeam(markdown = TEXT) {
  const letter = await aLetter({ markdown, openedAt: new Date(Date.now() - 3 * DAY) })
  const owner = await aCampaigner(undefined, { fresh: true })
  await joinTeam(letter, owner, 'owner')
  return { letter, owner }
}

/** Enters something, as the second of the two presses does. */
function enter(owner: Campaigner, letter: Letter, kind: string, fields: Fields = {}) {
  const typed = { day: today(), edition: '1', do: 'enter', ...fields }
  return owner.submit(deskPaths.newDealing(letter.id, kind), typed)
}

const ANSWER = {
  words: REPLY,
  'mark-point-1': 'addressed',
  'words-point-1': "We will say what we came to see, and we 'often'",
  'mark-point-2': 'partly',
  'words-point-2': 'we “often” use … plain words',
  'mark-point-3': 'not-addressed',
}

const page = ({ slug }: Letter) => aVisitor().read(paths.letter(slug))
const replyPage = ({ slug }: Letter, number = 1) => aVisitor().read(paths.reply(slug, number))
const listOf = (owner: Campaigner, { id }: Letter) => owner.read(deskPaths.dealings(id))

async function jsonOf({ slug }: Letter) {
  return letterData.parse(JSON.parse(await aVisitor().read(paths.letterJson(slug))))
}

const feedOf = async ({ slug }: Letter) => readAtom(await aVisitor().read(paths.feed(slug)))

describe('what passed with the recipient', () => {
  it('is looked at before it is entered, and then stands in the timeline, the feed and the data', async () => {
    const { letter, owner } = await aTeam()
    const fields = {
      how: 'by email',
      whom: 'the Chief Inspector’s office',
      source: 'example.org/a',
    }
    const before = await dumpTables()

    const preview = await enter(owner, letter, 'sent', { ...fields, do: '' })

    expect(preview.status).toBe(200)
    expect(await preview.text()).toContain('Nothing is entered yet')
    expect(await dumpTables()).toBe(before)
    expect((await enter(owner, letter, 'sent', fields)).status).toBe(303)
    const shown = await page(letter)
    expect(shown).toContain('<b>Sent</b> to the Chief Inspector’s office, by email.')
    expect(shown).toContain('href="https://example.org/a" rel="nofollow ugc noopener"')
    expect(shown).not.toContain(paths.reply(letter.slug, 1))
    expect((await feedOf(letter)).entries[0]).toMatchObject({
      title: 'Sent to the Chief Inspector’s office, by email',
    })
    expect(await jsonOf(letter)).toMatchObject({
      answer: null,
      dealings: [
        { kind: 'sent', day: today(), number: 1, url: null, source: 'https://example.org/a' },
      ],
    })
    expect(await owner.read(deskPaths.audit(letter.id))).toContain('entered what passed')
  })

  it('is entered once, however often the button is pressed', async () => {
    const { letter, owner } = await aTeam()

    const answers = await Promise.all([1, 2, 3].map(() => enter(owner, letter, 'acknowledged')))

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await jsonOf(letter)).dealings).toHaveLength(1)
  })

  it.each([
    ['a day to come', { day: ukDate(Date.now() + 2 * DAY) }, 'still to come'],
    ['no such day', { day: '2026-02-30' }, 'Give the day as in'],
    ['a day long before the letter', { day: '2001-01-01' }, 'Give a day from'],
    ['an answer without words', { words: ' ' }, 'Give the reply in full.'],
    ['words without an end', { words: 'a '.repeat(10_001) }, 'characters or fewer'],
    ['no web address', { source: 'javascript:alert(1)' }, 'web address must look like'],
    ['a mark without a quote', { 'words-point-1': '' }, 'Point 1: copy the words'],
    [
      'words that are not in it',
      { 'words-point-2': 'we never' },
      'Point 2: these words are not in',
    ],
    ['half of a word', { 'words-point-2': 'pla' }, 'Point 2: these words are not in'],
    ['a quote without a mark', { 'mark-point-1': 'maybe' }, 'Point 1: say how far'],
  ])('comes back with what was typed for %s', async (_, over, problem) => {
    const { letter, owner } = await aTeam()

    const answer = await enter(owner, letter, 'answer', { ...ANSWER, whom: 'Mx Kept', ...over })

    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(problem)
    expect(text).toContain('value="Mx Kept"')
    expect((await jsonOf(letter)).dealings).toEqual([])
  })

  it('is changed with a reason that everyone reads, and not by whoever saw an older state', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'meeting', { whom: 'Dr Marsh', words: 'They listened.' })
    const one = deskPaths.dealing(letter.id, 1)
    const fields = { day: today(), whom: 'Dr Fen', version: '1', do: 'enter' }

    const unexplained = await owner.submit(one, fields)
    expect(unexplained.status).toBe(422)
    expect(await unexplained.text()).toContain('Say why')
    const because = 'the name was wrong'
    expect((await owner.submit(one, { ...fields, because })).status).toBe(303)
    const late = await owner.submit(one, { ...fields, whom: 'Dr Late', because: 'another reason' })

    expect(late.status).toBe(409)
    const again = await late.text()
    expect(again).toContain('value="Dr Late"')
    expect(again).toContain('value="another reason"')
    expect(again).toContain('name="version" value="2"')
    const shown = await page(letter)
    expect(shown).toContain('with Dr Fen')
    expect(shown).toContain(': the name was wrong')
    expect(shown).not.toContain('Dr Late')
    const [entry] = (await feedOf(letter)).entries
    expect(entry?.summary).toContain('the name was wrong')
    expect(entry?.id).toMatch(/dealing-1$/)
  })

  it('is taken back with a sentence, and stays as taken back without its words', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'answer', ANSWER)
    const one = deskPaths.dealing(letter.id, 1)

    const unsaid = await owner.submit(one, { do: 'take-back', version: '1' })
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('\nThank you. We **will** say what')
    const sentence = 'It was from somebody else.'
    await owner.submit(one, { do: 'take-back', version: '1', sentence })

    for (const text of [await page(letter), await replyPage(letter)]) {
      expect(text).toContain('Taken back on')
      expect(text).toContain(sentence)
      expect(text).not.toContain('Thank you')
      expect(text).not.toContain('Replied to')
    }
    expect(await jsonOf(letter)).toMatchObject({ answer: null, dealings: [] })
    expect((await feedOf(letter)).entries[0]?.title).toBe('Reply: taken back')
    const again = await owner.submit(one, { do: 'take-back', version: '2', sentence })
    expect(again.headers.get('location')).toBe(`${deskPaths.dealings(letter.id)}?done=unchanged`)
    expect((await owner.visit(one)).status).toBe(303)
  })

  it('is the team’s to enter while the letter has its page, and goes with that', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'answer', ANSWER)
    const reader = await aCampaigner()
    await joinTeam(letter, reader, 'reader')

    expect((await enter(reader, letter, 'sent')).status).toBe(403)
    await env.DB.prepare(`UPDATE letter SET stopped = 'taken-down' WHERE id = ?`)
      .bind(letter.id)
      .run()
    expect((await enter(owner, letter, 'sent')).status).toBe(409)
    for (const path of [paths.reply(letter.slug, 1), paths.replyCorrection(letter.slug, 1)]) {
      await caches.default.delete(new URL(path, env.ORIGIN).href)
      expect([404, 410]).toContain((await aVisitor().visit(path)).status)
    }
  })
})

describe('an answer', () => {
  it('says on the letter, its edition and in the data how far it speaks to each point', async () => {
    const { letter, owner } = await aTeam()
    const before = await page(letter)
    expect(before).not.toContain('Replied to')

    await enter(owner, letter, 'answer', { ...ANSWER, whom: 'The Chief Inspector' })

    for (const path of [paths.letter(letter.slug), paths.edition(letter.slug, 1)]) {
      const text = (await aVisitor().read(path)).replace(/\s+/g, ' ')
      expect(text).toContain('Replied to 2 of 3 points')
      expect(text).toContain('3<span class="vh">: Not addressed</span>')
      expect(text).toMatch(/2\. Say it|Say it in plain words\.[^§]*?Partly addressed in/)
      expect(text).toMatch(/Come back with help\.(?:(?!<\/li>).)*Not addressed in/)
      expect(text).not.toMatch(/came to see\.(?:(?!<\/li>).)*ddressed in/)
    }
    expect(await page(letter)).toContain('from The Chief Inspector, to 2 of 3 points')
    const url = env.ORIGIN + paths.reply(letter.slug, 1)
    expect(await jsonOf(letter)).toMatchObject({
      answer: {
        points: 3,
        replied_to: 2,
        at: today(),
        url,
        marks: [
          { point: 'point-1', label: '1', mark: 'addressed' },
          { point: 'point-2', label: '2', mark: 'partly', words: 'we “often” use … plain words' },
          { point: 'point-3', label: '3', mark: 'not-addressed', words: '' },
        ],
      },
      dealings: [{ kind: 'answer', url }],
    })
    expect((await aVisitor().visit(paths.editionText(letter.slug, 1))).status).toBe(200)
  })

  it('stands in full on its page, harmless, with the marks as the hosts’ and its own words', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'answer', ANSWER)

    const text = (await replyPage(letter)).replace(/\s+/g, ' ')

    expect(text).toContain('<strong>will</strong> say what we came to see')
    expect(text).not.toContain('<script>')
    expect(text).not.toContain('id="point-1"')
    expect(text).toContain('It is not the recipient’s own judgement')
    expect(text).toMatch(/those behind the letter, .*Quill Forum/)
    expect(text).toContain('“we “often” use … plain words”')
  })

  it('goes before an older one, point by point, but not by number where it was entered late', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'answer', ANSWER)
    const earlier = ukDate(Date.now() - 2 * DAY)
    const early = { words: 'We will help.', 'mark-point-3': 'addressed', 'words-point-3': 'help' }

    await enter(owner, letter, 'answer', { ...early, day: earlier })
    expect((await jsonOf(letter)).answer).toMatchObject({ replied_to: 2, at: today() })

    await enter(owner, letter, 'answer', early)
    expect((await jsonOf(letter)).answer).toMatchObject({
      replied_to: 3,
      marks: [{ mark: 'addressed' }, { mark: 'partly' }, { mark: 'addressed' }],
    })
  })

  it('says nothing of a point that was reworded since, and all of it on the edition it speaks to', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'answer', ANSWER)

    await reviseLetter(letter, TEXT.replace('Come back with help.', 'Come back soon.'))

    expect((await jsonOf(letter)).answer).toMatchObject({ points: 3, replied_to: 2 })
    expect(await page(letter)).toContain('3<span class="vh">: Nothing said</span>')
    expect(await aVisitor().read(paths.edition(letter.slug, 1))).toContain(
      '3<span class="vh">: Not addressed</span>'
    )
    expect(await owner.read(deskPaths.newDealing(letter.id, 'answer'))).toContain('?edition=1')
  })

  it('costs its page one question to the database', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'answer', ANSWER)
    const { db, counted } = aCountedDatabase()

    const answer = await aSite({ DB: db })(paths.reply(letter.slug, 1))

    expect(answer.status).toBe(200)
    expect(counted.calls).toBe(1)
  })
})

describe('a hand-in', () => {
  it('makes a letter delivered once it is closed, which then does not reopen, until it is taken back', async () => {
    const { letter, owner } = await aTeam()
    await enter(owner, letter, 'hand-in', { whom: 'the Chief Inspector', how: 'at the door' })
    expect((await jsonOf(letter)).state).toBe('open')

    const press = (act: string, stage: string) =>
      owner.submit(deskPaths.lifeAct(letter.id, act), { sure: 'yes', stage })
    await press('close', 'open')

    expect((await jsonOf(letter)).state).toBe('delivered')
    expect(await aVisitor().read(paths.newsroom(letter.slug))).toContain('and handed in')
    expect(await aVisitor().read(paths.home())).toContain('and handed in')
    expect(await owner.read(deskPaths.life(letter.id))).toContain('closed and handed in')
    expect((await press('reopen', 'delivered')).status).toBe(409)
    const archived = await press('archive', 'delivered')
    expect(archived.headers.get('location')).toContain('done=archive')
    await press('unarchive', 'archived')

    const one = deskPaths.dealing(letter.id, 1)
    await owner.submit(one, { do: 'take-back', version: '1', sentence: 'Nobody was there.' })
    expect((await jsonOf(letter)).state).toBe('closed')
    expect((await letterAgain(letter)).handedInAt).toBeNull()
    await press('reopen', 'closed')
    expect((await jsonOf(letter)).state).toBe('open')
  })
})

const REQUEST = { name: 'Dana Example', role: 'Press officer', words: 'We did speak to point 3.' }

/** An answered letter whose recipient has its mailboxes at a domain of its own. */
async function anAnswered() {
  const { letter, owner } = await aTeam()
  const domain = `inspectorate-${++people}.example.com`
  await enter(owner, letter, 'answer', ANSWER)
  await owner.submit(deskPaths.dealings(letter.id), { do: 'domain', was: '', domain })
  return { letter, owner, domain }
}

function askFor(letter: Letter, visitor: Visitor, email: string, over: Fields = {}) {
  return visitor.submit(paths.replyCorrection(letter.slug, 1), { ...REQUEST, email, ...over })
}

async function linkIn(visitor: Visitor, email: string) {
  const mails = await visitor.mails(email)
  return mails.map(({ text }) => /\/correction\?t=\S+/.exec(text)?.[0]).find(Boolean) ?? ''
}

/** Asks for a correction and presses the button that the mail leads to. */
async function confirmed(letter: Letter, email: string, over: Fields = {}) {
  const visitor = aVisitor()
  await askFor(letter, visitor, email, over)
  const t = tokenIn(await linkIn(visitor, email))
  const answer = await visitor.submit(paths.correctionConfirmation(), { t })
  return { visitor, t, answer: await answer.text() }
}

const requestIn = (text: string) => /name="request" value="([^"]+)"/.exec(text)?.[1] ?? ''

describe('a correction that the recipient asks for', () => {
  it('from its own domain stands in the timeline once confirmed, then its outcome, and the address goes', async () => {
    const { letter, owner, domain } = await anAnswered()
    const email = `dana@mail.${domain}`
    const visitor = aVisitor()
    expect(await replyPage(letter)).toContain('Are you the recipient')
    await askFor(letter, visitor, email)
    const link = await linkIn(visitor, email)
    const before = await dumpTables()
    expect(await visitor.read(link)).toContain('Is this your request?')
    expect(await dumpTables()).toBe(before)
    expect(await page(letter)).not.toContain('Dana Example')
    expect(await listOf(owner, letter)).not.toContain('Dana Example')

    const t = tokenIn(link)
    await visitor.submit(paths.correctionConfirmation(), { t })
    await visitor.submit(paths.correctionConfirmation(), { t })

    for (const text of [await page(letter), await replyPage(letter)]) {
      expect(text).toContain(`by Dana Example, Press officer, from mail.${domain}`)
      expect(text).toContain('We did speak to point 3.')
    }
    expect((await jsonOf(letter)).dealings.map(({ kind }) => kind)).toEqual([
      'answer',
      'correction-asked',
    ])
    const [told] = await owner.mails(owner.account.address)
    expect(told?.subject).toBe('A correction was asked for on your letter')
    expect(told?.text).toContain('stands in the timeline already')

    expect(await owner.read(deskPaths.home())).toContain('1 correction asked for')
    const request = requestIn(await listOf(owner, letter))
    const settle = (sentence: string) =>
      owner.submit(deskPaths.dealings(letter.id), {
        do: 'settle',
        request,
        [`sentence-${request}`]: sentence,
      })
    expect((await settle(' ')).status).toBe(422)
    await settle('Right: point 3 is marked anew.')
    await settle('Right: point 3 is marked anew.')

    expect(await replyPage(letter)).toContain('Right: point 3 is marked anew.')
    expect(await owner.read(deskPaths.home())).not.toContain('correction asked for')
    expect((await jsonOf(letter)).dealings).toHaveLength(3)
    const [last] = await visitor.mails(email)
    expect(last?.subject).toBe('Your request for a correction is settled')
    expect(await findInTables(email, ['dev_mail'])).toEqual([])
    expect(await visitor.read(link)).toContain('It is settled')
  })

  it.each([
    ['decline', false, 'could not see that it comes from the recipient'],
    ['enter', true, 'put your request into its timeline'],
  ])('from elsewhere waits for the team, which may %s it', async (how, isShown, mailed) => {
    const { letter, owner, domain } = await anAnswered()
    // It ends like the recipient's domain and is another.
    const email = `dana@not${domain}`
    const words = `Point 3 was answered, to ${how}.`
    const { visitor, answer } = await confirmed(letter, email, { words })
    expect(answer).toContain('with the letter’s team')
    expect(await page(letter)).not.toContain('Dana Example')
    const list = await listOf(owner, letter)
    expect(list).not.toContain(email)

    await owner.submit(deskPaths.dealings(letter.id), { do: how, request: requestIn(list) })

    expect((await page(letter)).includes('Dana Example')).toBe(isShown)
    expect((await visitor.mails(email))[0]?.text).toContain(mailed)
    const left = await findInTables([email, words], ['dev_mail'])
    expect(left.length > 0).toBe(isShown)
  })

  it('comes back with what was typed if something is wrong, and a robot’s is not kept', async () => {
    const { letter } = await anAnswered()
    const visitor = aVisitor()
    const before = await dumpTables()
    for (const [over, problem] of [
      [{ name: ' ' }, 'Enter your name.'],
      [{ words: '' }, 'Say what is shown wrongly'],
      [{ words: 'x'.repeat(2001) }, '(now 2001)'],
      [{ email: 'nobody' }, 'Enter an email address'],
      [{ website: 'https://robots.example' }, 'A field that should stay empty'],
    ] as const) {
      const answer = await askFor(letter, visitor, 'dana@elsewhere.example.org', over)
      expect(answer.status).toBe(422)
      const text = await answer.text()
      expect(text).toContain(problem)
      expect(text).toContain('value="Press officer"')
    }
    expect(await dumpTables()).toBe(before)
  })

  it('mails one address a few times only, and says the same', async () => {
    const { letter } = await anAnswered()
    const visitor = aVisitor()
    const email = 'often@elsewhere.example.org'

    const answers = []
    for (let i = 0; i < 8; i++) answers.push(await askFor(letter, visitor, email))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(await visitor.mails(email)).toHaveLength(6)
  })

  it('that nobody confirms is gone after a week, and its link says so', async () => {
    const { letter } = await anAnswered()
    const visitor = aVisitor()
    const email = 'silent@elsewhere.example.org'
    await askFor(letter, visitor, email)
    const link = await linkIn(visitor, email)

    passTime(7 * DAY + 1000)
    await runCron()

    expect(await findInTables(email, ['dev_mail'])).toEqual([])
    expect(await visitor.read(link)).toContain('This link no longer works')
    expect(await visitor.read(paths.correctionLink('nonsense'))).toContain('not complete')
  })

  it('goes with the address of a signer who erases everything', async () => {
    const { letter } = await anAnswered()
    const signer = await signAndConfirm(letter)
    const words = 'I changed my mind about all of it.'
    await askFor(letter, signer.visitor, signer.fields.email, { words })
    expect(await findInTables(words)).not.toEqual([])

    await change(signer.visitor, signer.manage, 'erase')

    expect(await findInTables(words, ['dev_mail'])).toEqual([])
  })

  it('is for what the recipient did, as it stands, and keeps no name where it is taken back', async () => {
    const { letter, owner, domain } = await anAnswered()
    const name = 'Dana Onlyhere'
    await confirmed(letter, `dana@${domain}`, { name })
    const visitor = aVisitor()

    expect((await visitor.visit(paths.replyCorrection(letter.slug, 2))).status).toBe(404)
    expect((await visitor.visit(paths.replyCorrection(letter.slug, 9))).status).toBe(404)
    const one = deskPaths.dealing(letter.id, 2)
    const changed = { day: today(), version: '1', because: 'Better so.', do: 'enter' }
    expect((await owner.submit(one, changed)).status).toBe(404)
    expect(await page(letter)).toContain('We did speak to point 3.')
    await owner.submit(one, { do: 'take-back', version: '1', sentence: 'A joke.' })
    expect(await page(letter)).toContain(': A joke.')
    expect(await findInTables(name, ['dev_mail'])).toEqual([])
    expect(await listOf(owner, letter)).not.toContain('What came of it')
  })
})

describe('the recipient’s domain', () => {
  it('is not changed over what somebody else saved', async () => {
    const { letter, owner, domain } = await anAnswered()

    const late = await owner.submit(deskPaths.dealings(letter.id), {
      do: 'domain',
      was: '',
      domain: 'late.example.org',
    })

    expect(late.status).toBe(409)
    expect(await late.text()).toContain('value="late.example.org"')
    expect((await letterAgain(letter)).recipientDomain).toBe(domain)
  })

  it.each([
    ['inspectorate.example.org', 'inspectorate.example.org'],
    ['press@Inspectorate.Example.ORG', 'inspectorate.example.org'],
    [' ', null],
  ])('is read from %o', (typed, domain) => {
    expect(readDomain(typed)).toEqual({ domain })
  })

  it.each(['gmail.com', 'gov.uk', 'inspectorate', 'a b.example.org'])('is not %s', (typed) => {
    expect(readDomain(typed)).toHaveProperty('problem')
  })

  it('holds what is under it, and nothing that only ends alike', () => {
    const recipient = 'inspectorate.example.org'
    expect(isRecipients(recipient, recipient)).toBe(true)
    expect(isRecipients(`mail.${recipient}`, recipient)).toBe(true)
    expect(isRecipients(`not${recipient}`, recipient)).toBe(false)
    expect(isRecipients('example.org', recipient)).toBe(false)
    expect(isRecipients(recipient, null)).toBe(false)
  })
})

describe('a quote', () => {
  it.each([
    ['as it stands', 'We will help', 'Then: We will help, soon.'],
    ['over a line break', 'We will help', 'We will\n  help'],
    ['with other quotation marks', `the "plan", Dana's`, 'the “plan”, Dana’s own'],
    ['in quotation marks of its own', '“We will help”', 'We will help'],
    ['through emphasis', 'We will help', 'We **will** _help_'],
    ['with what is left out', 'We will … soon', 'We will help, and soon'],
    ['with another dash', 'help - soon', 'help – soon'],
  ])('is honest %s', (_, quote, text) => {
    expect(isQuoted(quote, text)).toBe(true)
  })

  it.each([
    ['of other words', 'We shall help', 'We will help'],
    ['of parts the wrong way round', 'soon … We will', 'We will help, and soon'],
    ['of nothing', ' “…” ', 'We will help'],
    ['of the middle of a word', 'elp', 'We will help'],
    ['in other letters', 'we WILL help', 'We will help'],
  ])('is not honest %s', (_, quote, text) => {
    expect(isQuoted(quote, text)).toBe(false)
  })
})

describe('a line at a point', () => {
  const note = '<p>NOTE</p>'
  const noted = (markdown: string, anchor: string) =>
    withNotes(renderLetter(markdown).html, new Map([[anchor, note]])).replace(/\n/g, '')

  it('stands at its end, behind the lists within it, and before the next', () => {
    const html = noted('1. One\n\n   - a\n   - b\n\n   More.\n2. Two', 'point-1')
    expect(html).toMatch(/<p>More\.<\/p><p>NOTE<\/p><\/li><li id="point-2"/)
  })

  it('follows a point that is a paragraph of its own', () => {
    expect(noted('1a. One.\n\n1b. Two.', 'point-1a')).toMatch(/<\/p><p>NOTE<\/p><p [^>]*point-1b/)
  })

  it('is not to be had by writing like one', () => {
    const html = noted('1. One `<li id="point-2">` and id="point-2"\n2. Two', 'point-2')
    expect(html.indexOf('NOTE')).toBeGreaterThan(html.indexOf('Two'))
  })

  it('is left out where there is no such point', () => {
    expect(noted('1. One', 'point-9')).not.toContain('NOTE')
  })
})
