import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import type { Account } from '../../src/desk/account'
import { allLetters, pageAfter } from '../../src/desk/all-letters'
import { auditOf } from '../../src/desk/audit'
import {
  askApproval,
  launchObstacles,
  mayLaunch,
  sentToday,
  stopsLaunch,
} from '../../src/desk/launching'
import { siteChoices } from '../../src/desk/site-choices'
import { deskPaths } from '../../src/desk-paths'
import { demoName } from '../../src/demo/names'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { DAY } from '../support/clock'
import { aCampaigner, aSteward, cookieOf, joinTeam, type Campaigner } from '../support/desk'
import { aLetter, letterAgain } from '../support/letters'
import { change, signAndConfirm } from '../support/signers'
import { loadSmallRegister } from '../support/register'
import { aCountedDatabase, aSite } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const STEWARDS = ['steward@countersign.test']

afterEach(async () => {
  await env.DB.batch([
    env.DB.prepare(
      `UPDATE site SET launching = 'approval', mails_a_day = NULL, signing_paused = NULL,
         launching_paused = NULL`
    ),
    env.DB.prepare(`UPDATE account SET launching = 'allowed'`),
  ])
})

async function choicesNow() {
  const [choices] = await ask(env.DB, siteChoices(env.DB))
  return choices
}

async function accountNow({ account }: Campaigner) {
  const [row] = await rowsOf<Pick<Account, 'launching' | 'answer'> & { askedAt: number }>(
    'SELECT launching, answer, asked_at AS askedAt FROM account WHERE id = ?',
    account.id
  )
  if (!row) throw new Error('There is no such account.')
  return row
}

const sitesAudit = async () => (await ask(env.DB, auditOf(env.DB, null)))[0].map(({ act }) => act)
const audited = async (id: number) => (await ask(env.DB, auditOf(env.DB, id)))[0][0]

/** Somebody whose first letter waits for approval. */
async function anAsker() {
  const ada = await aCampaigner(undefined, { launching: 'unasked' })
  const letter = await aLetter()
  await joinTeam(letter, ada, 'owner')
  await askApproval(env.DB, STEWARDS, ada.account, letter.id, new Date())
  return { ada, letter, askedAt: String((await accountNow(ada)).askedAt) }
}

describe('the way to the stewards’ pages', () => {
  it('stands on a steward’s own desk, and on nobody else’s', async () => {
    const [steward, ada] = [await aSteward(), await aCampaigner()]

    expect(await steward.read(deskPaths.home())).toContain(`href="${deskPaths.steward()}"`)
    expect(await ada.read(deskPaths.home())).not.toContain(deskPaths.steward())
  })
})

describe('leave to launch', () => {
  const base = { mailsADay: null, signingPaused: null, launchingPaused: null }

  it.each([
    ['anyone', 'unasked', true],
    ['anyone', 'refused', true],
    ['invitation', 'unasked', false],
    ['invitation', 'allowed', true],
    ['approval', 'asked', false],
    ['approval', 'refused', false],
    ['approval', 'allowed', true],
  ] as const)('where the choice is %s, somebody %s may: %s', (launching, standing, may) => {
    expect(mayLaunch({ launching }, { launching: standing })).toBe(may)
  })

  it.each([
    ['unasked', { what: 'approval-needed' }],
    ['asked', { what: 'approval-asked', since: 7 }],
    ['refused', { what: 'approval-refused', answer: 'Not yet.' }],
  ] as const)('says where somebody %s stands', (launching, obstacle) => {
    const account = { launching, askedAt: 7, answer: 'Not yet.' }

    expect(launchObstacles({ ...base, launching: 'approval' }, account, 0)).toEqual([obstacle])
    expect(launchObstacles({ ...base, launching: 'invitation' }, account, 0)).toEqual([
      { what: 'by-invitation' },
    ])
    expect(launchObstacles({ ...base, launching: 'anyone' }, account, 0)).toEqual([])
  })

  it('says what stops everyone, and when the day’s mail is used up', async () => {
    const account = { launching: 'allowed' as const, askedAt: null, answer: null }
    const choices = { ...base, launching: 'anyone' as const, mailsADay: 2 }
    await env.DB.prepare('UPDATE site SET mails_a_day = 2').run()
    const ada = await signAndConfirm(await aLetter())
    await ada.visitor.mails()
    const [sent] = await ask(env.DB, sentToday(env.DB, new Date()))

    const tomorrow = new Date(Date.now() + DAY + 1000)
    expect(sent).toBe(2)
    expect(await ask(env.DB, sentToday(env.DB, tomorrow))).toEqual([0])
    expect(launchObstacles(choices, account, 1)).toEqual([])
    expect(launchObstacles({ ...choices, launchingPaused: 'Exams.' }, account, sent)).toEqual([
      { what: 'paused', sentence: 'Exams.' },
      { what: 'mail-used-up', sent: 2, aDay: 2 },
    ])
    const [usedUp] = launchObstacles(choices, account, sent)
    expect(usedUp && stopsLaunch(usedUp)).toBe(false)
  })

  it('is asked for once, with mail to each steward and a line for the team', async () => {
    const { ada, letter } = await anAsker()
    const again = await askApproval(env.DB, STEWARDS, ada.account, letter.id, new Date())

    expect(again).toBe('unchanged')
    expect(await audited(letter.id)).toMatchObject({ act: 'ask-approval' })
    const mails = await aVisitor().mails(STEWARDS[0])
    const about = mails.filter(({ text }) => text.includes(ada.account.address))
    expect(about).toHaveLength(1)
    expect(about[0]?.text).toContain(env.ORIGIN + deskPaths.stewardLetter(letter.id))
  })

  it('is not asked for by who has it', async () => {
    const ada = await aCampaigner()
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')

    const asked = await askApproval(env.DB, STEWARDS, ada.account, letter.id, new Date())

    expect(asked).toBe('unchanged')
    expect(await accountNow(ada)).toMatchObject({ launching: 'allowed' })
  })
})

describe('the queue of those who ask', () => {
  const decide = (
    steward: Campaigner,
    { ada, askedAt }: { ada: Campaigner; askedAt: string },
    decision: string,
    words = ''
  ) =>
    steward.submit(deskPaths.stewardApprovals(), {
      account: String(ada.account.id),
      asked_at: askedAt,
      decision,
      [`words-${ada.account.id}`]: words,
    })

  it('shows who asks, and leads to the letter’s words', async () => {
    const { ada, letter } = await anAsker()
    const later = await anAsker()
    await env.DB.prepare('UPDATE account SET asked_at = asked_at - 1000 WHERE id = ?')
      .bind(ada.account.id)
      .run()
    const steward = await aSteward()

    const page = await steward.read(deskPaths.steward())
    const shown = await steward.read(deskPaths.stewardLetter(letter.id))

    expect(page).toContain(ada.account.address)
    expect(page.indexOf(ada.account.address)).toBeLessThan(page.indexOf(later.ada.account.address))
    expect(page).toContain(`href="${deskPaths.stewardLetter(letter.id)}"`)
    expect(shown).toContain('Say what you came to see.')
    expect(shown).toContain(ada.account.address)
  })

  it.each([
    ['allow', 'allowed', '', 'You can launch your letter'],
    ['refuse', 'refused', 'Name the inspector.', 'Your letter is not approved yet'],
  ])('lets a steward %s, with mail to who asked', async (decision, launching, words, subject) => {
    const asker = await anAsker()
    const steward = await aSteward()

    const both = await Promise.all([
      decide(steward, asker, decision, words),
      decide(steward, asker, decision, words),
    ])

    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(both.map(({ headers }) => headers.get('location'))).toContain(
      `${deskPaths.steward()}?done=${launching}`
    )
    expect(await accountNow(asker.ada)).toMatchObject({ launching, answer: words || null })
    const mails = await asker.ada.mails(asker.ada.account.address)
    expect(mails.map((mail) => mail.subject)).toEqual([subject])
    expect(mails[0]?.text).toContain(words)
    expect(await audited(asker.letter.id)).toMatchObject({
      act: `${decision}-launch`,
      asSteward: true,
    })
  })

  it('asks for words with a refusal, and for a decision', async () => {
    const asker = await anAsker()
    const steward = await aSteward()

    const [wordless, undecided] = [
      await decide(steward, asker, 'refuse', ' '),
      await decide(steward, asker, '', 'Well written.'),
    ]

    expect([wordless.status, undecided.status]).toEqual([422, 422])
    expect(await undecided.text()).toContain('Well written.')
    expect(await accountNow(asker.ada)).toMatchObject({ launching: 'asked' })
  })

  it('lets somebody ask again after a refusal, and an older form decides nothing then', async () => {
    const asker = await anAsker()
    const steward = await aSteward()
    await decide(steward, asker, 'refuse', 'Name the inspector.')
    const other = await aLetter()
    await joinTeam(other, asker.ada, 'owner')
    await askApproval(env.DB, STEWARDS, asker.ada.account, other.id, new Date(0))

    expect(await steward.read(deskPaths.steward())).toContain(deskPaths.stewardLetter(other.id))
    expect((await decide(steward, asker, 'allow')).status).toBe(409)
    expect(await accountNow(asker.ada)).toMatchObject({ launching: 'asked', answer: null })
  })
})

describe('what stewards choose', () => {
  const choose = (steward: Campaigner, fields: Record<string, string>) =>
    steward.submit(deskPaths.stewardLaunching(), {
      launching_was: 'approval',
      mails_was: '',
      ...fields,
    })

  it('is who may launch and how much mail leaves, once, and written down', async () => {
    const steward = await aSteward()
    const fields = { launching: 'invitation', mails_a_day: '50,000' }

    const [one, twice] = [await choose(steward, fields), await choose(steward, fields)]

    expect([one.status, twice.status]).toEqual([303, 303])
    expect(await choicesNow()).toMatchObject({ launching: 'invitation', mailsADay: 50_000 })
    expect((await sitesAudit()).filter((act) => act === 'choose-launching')).toHaveLength(1)
    expect(await steward.read(deskPaths.steward())).toContain('mails a day: 50000')
  })

  it('is not overwritten by a form from before another’s choice', async () => {
    const steward = await aSteward()
    await choose(steward, { launching: 'anyone', mails_a_day: '' })

    const answer = await choose(steward, { launching: 'invitation', mails_a_day: '7' })
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toContain('chosen otherwise meanwhile')
    expect(page).toMatch(/value="invitation" selected/)
    expect(page).toContain('name="launching_was" value="anyone"')
    expect(await choicesNow()).toMatchObject({ launching: 'anyone' })
    const shown = { launching_was: 'anyone', mails_was: '7' }
    expect((await choose(steward, { ...shown, launching: 'anyone' })).status).toBe(303)
    const other = await choose(steward, { ...shown, launching: 'approval', mails_a_day: '9' })
    expect(other.status).toBe(409)
    expect(await choicesNow()).toMatchObject({ launching: 'anyone', mailsADay: null })
  })

  it.each([
    ['another choice', { launching: 'nobody', mails_a_day: '' }],
    ['no number', { launching: 'anyone', mails_a_day: 'many' }],
    ['none at all', { launching: 'anyone', mails_a_day: '0' }],
  ])('is refused if it is %s', async (_, fields) => {
    const answer = await choose(await aSteward(), fields)

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('There is a problem')
    expect(await choicesNow()).toMatchObject({ launching: 'approval', mailsADay: null })
  })

  it('invites an address to launch, with one mail to it', async () => {
    const steward = await aSteward()
    const email = 'invited@example.org'

    await steward.submit(deskPaths.stewardInvitations(), { email })
    const again = await steward.submit(deskPaths.stewardInvitations(), { email })

    expect(again.headers.get('location')).toContain('done=invited-before')
    expect((await steward.mails(email)).map(({ subject }) => subject)).toEqual([
      'You are invited to launch a letter',
    ])
    expect(await rowsOf('SELECT launching FROM account WHERE address = ?', email)).toEqual([
      { launching: 'allowed' },
    ])
    expect((await sitesAudit()).filter((act) => act === 'invite-to-launch')).toHaveLength(1)
  })
})

describe('pausing everything', () => {
  const pause = (steward: Campaigner, what: string, sentence: string, was = '') =>
    steward.submit(deskPaths.stewardPauses(), {
      what,
      was,
      action: 'pause',
      [`${what}_paused`]: sentence,
    })
  const resume = (steward: Campaigner, what: string, was: string) =>
    steward.submit(deskPaths.stewardPauses(), { what, was, action: 'resume' })

  it('stops all signing with a sentence that everyone reads, until it is taken back', async () => {
    const [steward, letter] = [await aSteward(), await aLetter()]

    await pause(steward, 'signing', 'We are moving house until noon.')
    const page = await aVisitor().read(paths.letter(letter.slug))
    const twice = await pause(steward, 'signing', 'We are moving house until noon.')
    await resume(steward, 'signing', 'We are moving house until noon.')

    expect(page).toContain('We are moving house until noon.')
    expect(twice.status).toBe(303)
    expect((await choicesNow()).signingPaused).toBeNull()
    expect((await sitesAudit()).slice(0, 2)).toEqual(['resume-signing', 'pause-signing'])
    expect((await signAndConfirm(letter)).page).toContain('signatory')
  })

  it('stops all new letters', async () => {
    const steward = await aSteward()

    await pause(steward, 'launching', 'Until the exams are over.')

    expect(await choicesNow()).toMatchObject({
      launchingPaused: 'Until the exams are over.',
      signingPaused: null,
    })
    expect((await pause(steward, 'launching', 'Another sentence.')).status).toBe(409)
    expect(await choicesNow()).toMatchObject({ launchingPaused: 'Until the exams are over.' })
    const [[line]] = await ask(env.DB, auditOf(env.DB, null))
    expect(line?.detail).toEqual({ sentence: 'Until the exams are over.' })
  })

  it('needs a sentence, and overwrites none that another gave', async () => {
    const steward = await aSteward()
    const wordless = await pause(steward, 'signing', ' ')
    await pause(steward, 'signing', 'The first.')

    const [other, lifted] = [
      await pause(steward, 'signing', 'The second.'),
      await resume(steward, 'signing', 'An older one.'),
    ]

    expect([wordless.status, other.status, lifted.status]).toEqual([422, 409, 409])
    expect(await other.text()).toContain('The first.')
    expect((await choicesNow()).signingPaused).toBe('The first.')
  })
})

describe('stopping a letter', () => {
  const stop = (steward: Campaigner, id: number, fields: Record<string, string>) =>
    steward.submit(deskPaths.stewardLetter(id), { was: '', was_because: '', ...fields })

  it('pauses it, takes it down and lets it go again; each time its team is told', async () => {
    const [steward, ada, grace] = [await aSteward(), await aCampaigner(), await aCampaigner()]
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')
    await joinTeam(letter, grace, 'reader')
    const { slug, id } = letter
    const visit = async () =>
      (await aVisitor().visit(`${paths.letter(slug)}?${Math.random()}`)).status

    await stop(steward, id, { how: 'paused', sentence: 'We look into it.' })
    expect(await letterAgain(letter)).toMatchObject({
      stopped: 'paused',
      stoppedBecause: 'We look into it.',
    })
    const shown = { was: 'paused', was_because: 'We look into it.' }
    await stop(steward, id, { ...shown, how: 'taken-down', sentence: 'It names a child.' })
    await caches.default.delete(env.ORIGIN + paths.letter(slug))
    expect(await visit()).toBe(410)
    const down = { was: 'taken-down', was_because: 'It names a child.' }
    const back = await stop(steward, id, { ...down, how: 'none' })

    expect(back.headers.get('location')).toBe(`${deskPaths.stewardLetter(id)}?done=running`)
    expect(await letterAgain(letter)).toMatchObject({ stopped: null, stoppedBecause: null })
    for (const who of [ada, grace]) {
      expect((await who.mails(who.account.address)).map(({ subject }) => subject).sort()).toEqual([
        'A steward has paused your letter',
        'A steward has taken your letter down',
        'Your letter runs again',
      ])
    }
    const [lines] = await ask(env.DB, auditOf(env.DB, id))
    expect(lines.map(({ act, asSteward, detail }) => [act, asSteward, detail['sentence']])).toEqual(
      [
        ['let-go', true, undefined],
        ['stop', true, 'It names a child.'],
        ['stop', true, 'We look into it.'],
      ]
    )
  })

  it('does nothing twice, and nothing on top of what another steward did meanwhile', async () => {
    const [steward, ada, letter] = [await aSteward(), await aCampaigner(), await aLetter()]
    await joinTeam(letter, ada, 'owner')
    const fields = { how: 'paused', sentence: 'We look into it.' }

    const [one, twice, stale] = [
      await stop(steward, letter.id, fields),
      await stop(steward, letter.id, fields),
      await stop(steward, letter.id, { how: 'taken-down', sentence: 'Another reason.' }),
    ]

    expect([one.status, twice.status, stale.status]).toEqual([303, 303, 409])
    expect(await stale.text()).toContain('Another reason.')
    expect(await letterAgain(letter)).toMatchObject({ stopped: 'paused' })
    expect(await ada.mails(ada.account.address)).toHaveLength(1)
  })

  it('needs a sentence and a choice', async () => {
    const [steward, letter] = [await aSteward(), await aLetter()]

    const wordless = await stop(steward, letter.id, { how: 'taken-down', sentence: '' })
    const undecided = await stop(steward, letter.id, { sentence: 'Because.' })

    expect([wordless.status, undecided.status]).toEqual([422, 422])
    expect(await letterAgain(letter)).toMatchObject({ stopped: null })
  })

  it('finds every letter, drafts too, with what it is called and whose it is', async () => {
    const [steward, ada] = [await aSteward(), await aCampaigner()]
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')
    await signAndConfirm(letter)
    const { manage, visitor } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')

    const page = await steward.read(deskPaths.stewardLetters())

    const row = page.split('<tr').find((one) => one.includes(deskPaths.stewardLetter(letter.id)))
    expect(row).toMatch(new RegExp(`${ada.account.address}.*Open.*>1<`, 's'))
    await askRegistrar(env.REGISTRAR, letter.id, { verb: 'close', at: Date.now() })
    const later = await steward.read(deskPaths.stewardLetters())
    expect(later).toMatch(new RegExp(`${deskPaths.stewardLetter(letter.id)}".*?<td>Closed<`, 's'))
    const [some] = await ask(env.DB, allLetters(env.DB, new Date()))
    const hundred = some.slice(0, 1).flatMap((one) => Array.from({ length: 100 }, () => one))
    expect(pageAfter(hundred)).toBe(hundred[0]?.id)
    expect(pageAfter(hundred.slice(1))).toBeNull()
    expect(await steward.read(`${deskPaths.stewardLetters()}?before=1`)).toContain('no more')
    expect((await steward.visit(deskPaths.stewardLetter(987_654))).status).toBe(404)
  })
})

describe('the register of schools', () => {
  it('is shown to stewards with its day and its numbers, and without heads', async () => {
    const steward = await aSteward()
    expect(await steward.read(deskPaths.stewardRegister())).toContain('None is loaded')

    await env.DB.prepare(
      `INSERT INTO register (country, name, as_of, imported_at, schools, is_extract)
       VALUES ('england', 'An older list', '2024-01-01', 0, 1, 0)`
    ).run()
    await loadSmallRegister()
    const page = await steward.read(deskPaths.stewardRegister())

    const [england] = await rowsOf<{ n: number }>(
      `SELECT count(*) AS n FROM school WHERE country = 'england'`
    )
    expect(page).toContain('As of <time datetime="2025-07-17T00:00:00Z">17 July 2025</time>')
    expect(page).toContain(`Open schools</th><td class="num">${england?.n}</td>`)
    expect(page).toContain('part of that list')
    expect(page).toContain('Open Government Licence v3.0')
    expect(page).not.toContain('An older list')
    expect(page).not.toContain(demoName(9).last)
    expect(await steward.read(deskPaths.steward())).toContain(deskPaths.stewardRegister())
  })
})

describe('the steward’s pages', () => {
  const all = [
    deskPaths.steward(),
    deskPaths.stewardLetters(),
    deskPaths.stewardRegister(),
    paths.stewardMail(),
  ]

  it('are no pages to campaigners, read or sent', async () => {
    const ada = await aCampaigner()
    const before = await dumpTables()

    for (const path of all) expect((await ada.visit(path)).status).toBe(404)
    const fields = { what: 'signing', action: 'pause', signing_paused: 'Mine.' }
    expect((await ada.submit(deskPaths.stewardPauses(), fields)).status).toBe(404)
    expect((await aVisitor().submit(deskPaths.stewardPauses(), fields)).status).toBe(403)
    expect(await dumpTables()).toBe(before)
  })

  it('ask the database twice, and write nothing when they are read', async () => {
    const steward = await aSteward()
    const letter = await aLetter()
    const cookie = cookieOf(steward)
    const before = await dumpTables()

    for (const path of [...all.slice(0, 3), deskPaths.stewardLetter(letter.id)]) {
      const { db, counted } = aCountedDatabase()
      const answer = await aSite({ DB: db })(path, { headers: { cookie } })
      expect({ path, status: answer.status, calls: counted.calls }).toEqual({
        path,
        status: 200,
        calls: 2,
      })
    }
    expect(await dumpTables()).toBe(before)
  })
})
