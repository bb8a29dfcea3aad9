import { createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { HOST_ANSWER_MS } from '../../src/desk/ask-host'
import { deskPaths } from '../../src/desk-paths'
import worker from '../../src/index'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { consentText } from '../../src/signatures/consent'
import { DAY, passTime } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aDraft, aLetter, letterAgain, reviseLetter } from '../support/letters'
import { dumpTables, findInTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const MARSH = { host_name: 'Marsh Heads', host_url: 'marsh.example.org', email: '' }

let owner: Campaigner
let guests = 0
async function signInAnew() {
  owner = await aCampaigner('owner@example.org')
}
beforeEach(signInAnew)

async function owned(letter: Letter, who = owner): Promise<Letter> {
  await joinTeam(letter, who, 'owner')
  return letter
}

function ask(letter: Letter, who = owner, over: Partial<typeof MARSH> = {}) {
  return who.submit(deskPaths.hosts(letter.id), { action: 'ask', ...MARSH, ...over })
}

/** Asks Marsh Heads, by an address of its own, and gives the link that was mailed there. */
async function asked(letter: Letter, over: Partial<typeof MARSH> = {}): Promise<string> {
  const email = over.email ?? `guest-${++guests}@marsh.example.org`
  expect((await ask(letter, owner, { ...over, email })).status).toBe(303)
  const [mail] = await owner.mails(email)
  return mail?.text.match(/https?:\S+(\/stand-behind\?t=\S+)/)?.[1] ?? ''
}

/** Presses a button on the page of a link, as it was shown or as it is now. */
async function answer(link: string, choice: string, shown?: string) {
  const visitor = aVisitor()
  const page = shown ?? (await visitor.read(link))
  const [, t = ''] = link.match(/t=([\w-]+)/) ?? []
  const [, words = ''] = page.match(/name="words" value="([^"]*)"/) ?? []
  return visitor.submit(deskPaths.standingBehind(), { t, words, ...(choice && { choice }) })
}

const standing = (letter: Letter) =>
  rowsOf<{ name: string; standing: string; domain: string | null; asked_address: string | null }>(
    `SELECT name, standing, domain, asked_address FROM letter_host JOIN host ON host.id = host_id
     WHERE letter_id = ? AND position > 1 ORDER BY position`,
    letter.id
  )

const press = (letter: Letter, who: Campaigner, action: string) =>
  who.read(deskPaths.hosts(letter.id)).then((page) => {
    const form = page.split('<form').find((one) => one.includes(`value="${action}"`)) ?? ''
    const [, host = ''] = form.match(/name="host" value="([^"]*)"/) ?? []
    return who.submit(deskPaths.hosts(letter.id), { action, host })
  })

describe('a group that is asked to stand behind a letter', () => {
  it('is shown nowhere until somebody there says yes, and then with where that came from', async () => {
    const letter = await owned(await aDraft())
    const link = await asked(letter, { email: 'pat@marsh.example.org' })

    const page = await aVisitor().read(link)
    expect(page).toContain('owner@example.org asks whether Marsh Heads')
    expect(page).toContain('Say what you came to see.')
    expect(page).not.toContain('checked')
    expect((await letterAgain(letter)).hosts).toHaveLength(2)
    expect(await owner.read(deskPaths.hosts(letter.id))).toContain('pat@marsh.example.org')

    expect((await answer(link, 'yes')).status).toBe(303)

    const [, , host] = (await letterAgain(letter)).hosts
    expect(host).toEqual({
      slug: 'marsh-heads',
      name: 'Marsh Heads',
      url: 'https://marsh.example.org',
    })
    expect(await owner.read(deskPaths.hosts(letter.id))).toContain(
      'Confirmed from marsh.example.org'
    )
    expect(await aVisitor().read(link)).toContain('You stand behind this letter')
    const [told] = await owner.mails('owner@example.org')
    expect(told?.subject).toBe('Marsh Heads stands behind your letter')
    expect(await owner.read(deskPaths.audit(letter.id))).toContain(
      'noted that “Marsh Heads” stands behind the letter'
    )
  })

  it('has its address kept no longer than until it has answered, or could have', async () => {
    const letters = [await owned(await aLetter()), await owned(await aLetter())]
    const [yes, no, never] = ['yes@fen.example.org', 'no@fen.example.org', 'never@fen.example.org']
    const [first, second] = letters
    if (!first || !second) throw new Error('Too few letters.')
    await answer(await asked(first, { email: yes }), 'yes')
    await answer(await asked(second, { email: no }), 'no')
    const late = await asked(second, { email: never })

    expect(await findInTables([yes, no], ['outbox', 'dev_mail'])).toEqual([])
    expect((await standing(second)).map(({ domain }) => domain)).toEqual([null, null])
    expect((await owner.mails('owner@example.org')).map(({ subject }) => subject)).toContain(
      'Marsh Heads does not stand behind your letter'
    )
    const told = await owner.read(deskPaths.audit(second.id))
    expect(told).toContain('noted that “Marsh Heads” doesn’t stand behind the letter')
    expect(await findInTables([never], ['outbox', 'dev_mail'])).toHaveLength(1)
    passTime(HOST_ANSWER_MS + 1)
    const before = await dumpTables()
    expect((await aVisitor().visit(late)).status).toBe(410)
    expect((await answer(late, 'yes', 'value="edition 1"')).status).toBe(410)
    expect(await dumpTables()).toBe(before)
    const controller = createScheduledController({ cron: '17 3 * * *', scheduledTime: Date.now() })
    await worker.scheduled(controller, env)
    expect(await findInTables([never], ['outbox', 'dev_mail'])).toEqual([])
    expect((await standing(second)).map((host) => host.standing)).toEqual(['declined'])
    await signInAnew()
    expect(await owner.read(deskPaths.audit(second.id))).toContain(
      'noted that “Marsh Heads” gave no answer in time'
    )
    expect(HOST_ANSWER_MS).toBe(30 * DAY)
  })

  it('says yes to no letter that is archived or taken down', async () => {
    for (const change of [`archived_at = 1`, `stopped = 'taken-down'`, `stopped = 'deleted'`]) {
      const letter = await owned(await aLetter())
      const link = await asked(letter)
      const shown = await aVisitor().read(link)
      await env.DB.prepare(`UPDATE letter SET ${change} WHERE id = ?`).bind(letter.id).run()

      await answer(link, 'yes', shown)

      expect(await standing(letter)).toMatchObject([{ standing: 'asked' }])
    }
  })

  it('changes nothing without a choice, by a visit or by a link that is none', async () => {
    const letter = await owned(await aDraft())
    const link = await asked(letter)
    const before = await dumpTables()

    const enter = await answer(link, '')
    const odd = await answer(link, 'perhaps')
    const early = await answer(link, 'leave')
    const forged = await aVisitor().visit(deskPaths.standBehind('A'.repeat(43)))
    const broken = await aVisitor().visit(deskPaths.standBehind('none'))

    expect([enter, odd, early].map(({ status }) => status)).toEqual([422, 422, 409])
    expect([forged, broken].map(({ status }) => status)).toEqual([410, 404])
    expect(await dumpTables()).toBe(before)
  })

  it('says yes to the words it was shown, and to no others', async () => {
    const letter = await owned(await aDraft())
    const link = await asked(letter)
    const shown = await aVisitor().read(link)
    await env.DB.prepare(
      `UPDATE draft SET markdown = 'Other words.', version = 2 WHERE letter_id = ?`
    )
      .bind(letter.id)
      .run()

    const stale = await answer(link, 'yes', shown)

    expect(stale.status).toBe(409)
    const again = await stale.text()
    expect(again).toContain('Other words.')
    expect(again).toContain('The words were changed since this page was shown')
    expect(await standing(letter)).toMatchObject([{ standing: 'asked' }])
    expect((await answer(link, 'yes', again)).status).toBe(303)
    expect(await standing(letter)).toMatchObject([{ standing: 'confirmed' }])
  })

  it('answers once, whatever is pressed twice', async () => {
    const letter = await owned(await aDraft())
    const link = await asked(letter)
    const shown = await aVisitor().read(link)

    await Promise.all([answer(link, 'yes', shown), answer(link, 'yes', shown)])
    expect((await answer(link, 'yes', shown)).status).toBe(303)
    expect((await answer(link, 'no', shown)).status).toBe(409)

    expect(await standing(letter)).toMatchObject([{ standing: 'confirmed' }])
    const page = await owner.read(deskPaths.audit(letter.id))
    expect(page.match(/noted that “Marsh Heads”/g)).toHaveLength(1)
  })

  it('never takes over the row of another group of this name', async () => {
    const other = await aCampaigner()
    const [mine, theirs] = [await owned(await aDraft()), await owned(await aDraft(), other)]
    await ask(mine, owner, { host_name: 'Reed Heads', email: 'a@reed.example.org' })
    await ask(theirs, other, { host_name: 'Reed Heads', email: 'b@reed.example.org' })
    const again = await owned(await aDraft())
    await ask(again, owner, { host_name: 'Reed Heads', email: 'a@reed.example.org' })

    const slugs = await rowsOf<{ letter: number; slug: string }>(
      `SELECT letter_id AS letter, slug FROM letter_host JOIN host ON host.id = host_id
       WHERE name = 'Reed Heads' ORDER BY letter_id`
    )
    expect(slugs).toEqual([
      { letter: mine.id, slug: 'reed-heads' },
      { letter: theirs.id, slug: 'reed-heads-2' },
      { letter: again.id, slug: 'reed-heads' },
    ])
  })
})

describe('hosts of an open letter', () => {
  it('join and leave beside a text that stays as it was signed', async () => {
    const letter = await owned(await aLetter())
    const consent = consentText(letter)
    passTime(DAY)
    await signInAnew()
    const link = await asked(letter)
    await answer(link, 'yes')

    const joined = await aVisitor().read(paths.letter(letter.slug))
    expect(joined).toMatch(/Joined on .*Marsh Heads<\/a>, confirmed from marsh\.example\.org/)
    expect(joined).toMatch(/Marsh Heads<\/a> joined<\/b> those who stand behind the letter/)
    expect(joined).toMatch(/Published<\/b> by .*Quill Forum<\/a> and Fen Schools\./)
    expect(joined).toContain(consent)
    const json = await aVisitor().visit(paths.letterJson(letter.slug))
    expect(await json.json()).toMatchObject({
      hosts: [{}, {}, { name: 'Marsh Heads', url: 'https://marsh.example.org' }],
    })

    passTime(DAY)
    await Promise.all([answer(link, 'leave'), answer(link, 'leave')])
    await answer(link, 'leave')
    const left = await aVisitor().read(paths.letter(letter.slug))
    expect(left).not.toContain('Joined on')
    expect(left).toMatch(/Marsh Heads left<\/b>: it no longer stands behind the letter/)
    expect(left).toMatch(/Marsh Heads<\/a> joined<\/b>/)
    expect((await letterAgain(letter)).hosts).toHaveLength(2)
    expect((await owner.mails('owner@example.org'))[0]?.subject).toContain('no longer stands')
    expect(await aVisitor().read(link)).toContain('You no longer stand behind this letter')
    await signInAnew()
    const told = await owner.read(deskPaths.audit(letter.id))
    expect(told.match(/“Marsh Heads” no longer stands behind/g)).toHaveLength(1)
  })

  it('that a newer edition names are said to have left, and stay in its words', async () => {
    const letter = await owned(await aLetter())
    const link = await asked(letter)
    await answer(link, 'yes')
    await reviseLetter(await letterAgain(letter), 'Dear Inspector,\n\n1. Plainer words.')
    const named = await aVisitor().read(paths.letter(letter.slug))
    expect(named).toContain('Marsh Heads, confirmed from marsh.example.org')
    expect(named).not.toContain('Joined on')

    await answer(link, 'leave')

    expect(await aVisitor().read(paths.letter(letter.slug))).toMatch(/Marsh Heads left on <time/)
    expect(await aVisitor().read(paths.editionText(letter.slug, 2))).toContain('Marsh Heads')
  })

  it('that join while an edition is about to be published are not put into it unseen', async () => {
    const letter = await owned(await aLetter())
    await env.DB.prepare(
      `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at)
       VALUES (?, 1, 'Plainer', 'The Chief Inspector', '1. Plainer words.', 1)`
    )
      .bind(letter.id)
      .run()
    const link = await asked(letter)
    const path = deskPaths.newEdition(letter.id)
    const shown = { edition: '1', version: '1', reason: 'Plainer words' }
    const sure = await (await owner.submit(path, shown)).text()
    const [, text = ''] = sure.match(/name="text" value="([0-9a-f]{64})"/) ?? []

    await answer(link, 'yes')

    expect((await owner.submit(path, { ...shown, text, sure: 'yes' })).status).toBe(409)
    expect((await letterAgain(letter)).edition).toBe(1)
  })

  it('are taken off by the owner alone, save the group that the letter is from', async () => {
    const letter = await owned(await aLetter())
    const editor = await aCampaigner()
    await joinTeam(letter, editor, 'editor')
    await answer(await asked(letter), 'yes')

    const slug = (await letterAgain(letter)).hosts.at(-1)?.slug ?? ''
    const take = (who: Campaigner, host: string) =>
      who.submit(deskPaths.hosts(letter.id), { action: 'take-off', host })
    expect((await take(editor, slug)).status).toBe(403)
    await take(owner, 'quill-forum')
    expect((await letterAgain(letter)).hosts).toHaveLength(3)

    await owner.submit(deskPaths.hosts(letter.id), { action: 'take-back', host: slug })
    expect((await letterAgain(letter)).hosts).toHaveLength(3)
    const waits = await asked(letter, { host_name: 'Weir Heads', email: 'a@weir.example.org' })
    await take(owner, 'weir-heads')
    expect(await aVisitor().read(waits)).toContain('asks whether Weir Heads')
    const other = await owned(await aLetter())
    await answer(await asked(other), 'yes')
    expect((await letterAgain(other)).hosts.at(-1)?.slug).toBe(slug)

    expect((await press(letter, owner, 'take-off')).status).toBe(303)
    expect((await letterAgain(other)).hosts).toHaveLength(3)
    expect((await letterAgain(letter)).hosts).toHaveLength(2)
    expect(await owner.read(deskPaths.audit(letter.id))).toContain('off the hosts')
    expect((await editor.mails(editor.account.address))[0]?.text).toContain(
      'The owner of the letter has taken'
    )
  })
})

describe('asking a group', () => {
  it('comes back with what was typed if something is wrong with it', async () => {
    const letter = await owned(await aDraft())

    const wrong = await ask(letter, owner, { host_name: ' ', email: 'nobody' })
    const own = await ask(letter, owner, { host_name: 'quill forum', email: 'a@example.org' })

    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="nobody"')
    expect(own.status).toBe(422)
    expect(await own.text()).toContain('stands behind the letter, or is asked already')
    expect(await standing(letter)).toEqual([])
    expect(await rowsOf(`SELECT slug FROM host WHERE name LIKE 'quill forum'`)).toHaveLength(1)
  })

  it('happens once by a double press, can be taken back, and ends for the day', async () => {
    const letter = await owned(await aDraft())
    const email = 'twice@marsh.example.org'
    const presses = await Promise.all([
      ask(letter, owner, { email }),
      ask(letter, owner, { email }),
    ])
    presses.push(await ask(letter, owner, { email }))
    expect(presses.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await standing(letter)).toHaveLength(1)
    expect(await owner.mails(email)).toHaveLength(1)

    const [mail] = await owner.mails(email)
    const link = mail?.text.match(/https?:\S+(\/stand-behind\?t=\S+)/)?.[1] ?? ''
    await press(letter, owner, 'take-back')
    expect(await standing(letter)).toEqual([])
    expect(await owner.read(deskPaths.audit(letter.id))).toContain('took back the question to')
    expect((await aVisitor().visit(link)).status).toBe(410)

    // On other letters: a desk can have as many of those as it likes.
    await env.DB.prepare(
      `INSERT INTO audit (letter_id, account_id, act, at)
       SELECT ?, ?, 'ask-host', ? FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]')`
    )
      .bind((await aDraft()).id, owner.account.id, Date.now())
      .run()
    const last = await ask(letter, owner, { email })
    expect(last.status).toBe(422)
    expect(await last.text()).toContain('Try again tomorrow')
  })

  it('may be done once more after a no, and of two at the end of a day only one goes', async () => {
    const who = await aCampaigner()
    const letter = await owned(await aDraft(), who)
    await ask(letter, who, { email: 'no@marsh.example.org' })
    const [mail] = await who.mails('no@marsh.example.org')
    await answer(mail?.text.match(/https?:\S+(\/stand-behind\?t=\S+)/)?.[1] ?? '', 'no')
    const cases = ['Marsh Heads', 'MARSH HEADS'].map((name, i) =>
      ask(letter, who, { host_name: name, email: `yes-${i}@marsh.example.org` })
    )
    expect((await Promise.all(cases)).map(({ status }) => status).sort()).toEqual([303, 422])
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 17)
       INSERT INTO audit (letter_id, account_id, act, at) SELECT ?, ?, 'ask-host', ? FROM n`
    )
      .bind(letter.id, who.account.id, Date.now())
      .run()

    const both = await Promise.all(
      ['Sedge Heads', 'Weir Heads'].map((name) =>
        ask(letter, who, { host_name: name, email: 'a@sedge.example.org' })
      )
    )

    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    const names = (await standing(letter)).map((host) => host.standing)
    expect(names).toEqual(['declined', 'asked', 'asked'])
  })

  it('ends for a letter that has a hundred of them', async () => {
    const who = await aCampaigner()
    const letter = await owned(await aDraft(), who)
    await env.DB.batch([
      env.DB.prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 98)
         INSERT INTO host (slug, name) SELECT 'one-of-many-' || i, 'One of many ' || i FROM n`
      ),
      env.DB.prepare(
        `INSERT INTO letter_host (letter_id, host_id, position, standing)
         SELECT ?, id, 1 + row_number() OVER (), 'left' FROM host WHERE slug LIKE 'one-of-many-%'`
      ).bind(letter.id),
    ])

    const last = await ask(letter, who, { email: 'a@marsh.example.org' })

    expect(last.status).toBe(422)
    expect(await last.text()).toContain('enough groups')
  })
})
