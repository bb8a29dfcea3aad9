import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { funnelOf } from '../../src/desk/funnel'
import { paceOf } from '../../src/desk/pace'
import type { TeamRole } from '../../src/desk/rights'
import { deskPaths } from '../../src/desk-paths'
import { hourOf } from '../../src/ledger/entry'
import type { Letter } from '../../src/letters/letter'
import { nextMilestone } from '../../src/newsroom/next-milestone'
import { paths } from '../../src/paths'
import { startOfUkDay, ukDate } from '../../src/uk-time'
import { DAY } from '../support/clock'
import { aLetterSignedBy } from '../support/crowd'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { ada, change, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { rowsOf } from '../support/tables'

async function aTeamed(role: TeamRole = 'owner', given: Parameters<typeof aLetter>[0] = {}) {
  const letter = await aLetter(given)
  const who = await aCampaigner()
  await joinTeam(letter, who, role)
  return { letter, who }
}

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run()

/** The words of a page, without its tags. */
async function wordsOf(who: Pick<Campaigner, 'read'>, path: string): Promise<string> {
  const page = (await who.read(path)).replace(/^.*<main/s, '<main').replace(/<footer.*$/s, '')
  return page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

function startLetter(who: Campaigner, title: string) {
  return who.submit(deskPaths.newLetter(), {
    key: crypto.randomUUID(),
    title,
    host_name: 'Quill Forum',
  })
}

async function newestLetter(): Promise<number> {
  const [row] = await rowsOf<{ id: number }>('SELECT max(id) AS id FROM letter')
  return row?.id ?? 0
}

describe('the desk', () => {
  it('says what to do first to somebody without letters', async () => {
    const who = await aCampaigner()

    const home = await wordsOf(who, deskPaths.home())

    expect(home).toContain('You have no letter yet')
    expect(home).toContain('Start your first letter')
    expect(home).toMatch(/\w+day \d+ \w+ 20\d\d, \d\d:\d\d (GMT|BST)/)
  })

  it('offers no letter to start where stewards invite, and says so', async () => {
    const who = await aCampaigner(undefined, { launching: 'unasked' })
    await run("UPDATE site SET launching = 'invitation'")

    const home = await who.read(deskPaths.home())
    await run("UPDATE site SET launching = 'approval'")

    expect(home).toContain('Letters here are launched by invitation.')
    expect(home.split('<footer')[0]).not.toContain(deskPaths.newLetter())
  })

  it('lists letters with their state, their number and what today brought', async () => {
    const { letter, who } = await aTeamed()
    const { manage, visitor } = await signAndConfirm(letter)
    await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')
    const yesterday = hourOf(startOfUkDay(new Date())) - 1
    await run('INSERT INTO tally_hour VALUES (?, ?, 50, 0, 0, 0)', letter.id, yesterday)
    await run(
      'UPDATE head SET confirmed = confirmed + 3, removed = 3 WHERE letter_id = ?',
      letter.id
    )

    const home = await wordsOf(who, deskPaths.home())

    expect(home).toContain(`${letter.title} To the Chief Inspector Open 1 +1`)
  })

  it('lists nobody else’s letters, nor deleted ones', async () => {
    const { letter, who } = await aTeamed('reader')
    const stranger = await aCampaigner()
    await run("UPDATE letter SET stopped = 'deleted' WHERE id = ?", letter.id)

    expect(await who.read(deskPaths.home())).not.toContain(deskPaths.letter(letter.id))
    expect(await stranger.read(deskPaths.home())).not.toContain(deskPaths.letter(letter.id))
    expect((await stranger.visit(deskPaths.letter(letter.id))).status).toBe(404)
  })

  it('folds away what is archived', async () => {
    const { letter, who } = await aTeamed()
    await run('UPDATE letter SET archived_at = 1 WHERE id = ?', letter.id)

    const home = await who.read(deskPaths.home())

    expect(home).toMatch(/<details><summary>Archived \(1\)<\/summary><table/)
  })

  it('shows each of a team what waits for them, and nothing that they may not do', async () => {
    const { letter, who: owner } = await aTeamed()
    const others = { editor: await aCampaigner(), checker: await aCampaigner() }
    const reader = await aCampaigner()
    await joinTeam(letter, others.editor, 'editor')
    await joinTeam(letter, others.checker, 'checker')
    await joinTeam(letter, reader, 'reader')
    const at = Date.now()
    // Of each, one that waits and one that is settled.
    await run(
      `INSERT INTO remark (letter_id, version, name, words, created_at, settled_at)
       VALUES (?1, 1, 'Bo', 'Hm', ?2, NULL), (?1, 1, 'Bo', 'Oh', ?2, ?2)`,
      letter.id,
      at
    )
    await run(
      `INSERT INTO report (id, letter_id, what, about, words, state, created_at, outcome)
       VALUES ('desk-report', ?1, 'other', 'Bo', 'Wrong', 'open', ?2, NULL),
              ('desk-settled', ?1, 'other', '', '', 'settled', ?2, 'stays')`,
      letter.id,
      at
    )
    await signAndConfirm(letter)
    const look = '{"why":"look","sentence":null,"at":1,"wanted":true}'
    await run(
      'UPDATE signature SET off_display = ?, public = 0 WHERE letter_id = ?',
      look,
      letter.id
    )
    await run(
      `INSERT INTO signature (id, letter_id, state, edition, public, updates, email_key, created_at,
                              expires_at, off_display)
       SELECT ?1 || '.no-look' || key, ?1, value->>0, 1, 0, 0, 'no-look' || key, 0, 0, value->>1
       FROM json_each(?2)`,
      letter.id,
      JSON.stringify([
        ['withdrawn', look],
        ['counted', look.replace('true', 'false')],
        ['counted', look.replace('look', 'checker')],
      ])
    )
    await run(
      "UPDATE letter_host SET standing = 'asked' WHERE letter_id = ? AND position = 1",
      letter.id
    )

    const [asOwner, asEditor, asChecker, asReader] = await Promise.all(
      [owner, others.editor, others.checker, reader].map((one) => wordsOf(one, deskPaths.home()))
    )

    const names = ['1 report about a name', '1 name waits for your look']
    const words = ['1 remark to settle', '1 group has not answered yet']
    for (const one of [...names, ...words]) expect(asOwner).toContain(one)
    for (const one of words) expect(asEditor).toContain(one)
    for (const one of names) expect(asChecker).toContain(one)
    for (const one of names) expect(asEditor).not.toContain(one)
    for (const one of words) expect(asChecker).not.toContain(one)
    expect(asReader).toContain('Nothing waits for you.')
    expect(await wordsOf(owner, deskPaths.letter(letter.id))).toContain(names[0])
  })

  it('shows invitations, ready to be answered', async () => {
    const { letter, who } = await aTeamed()
    const guest = await aCampaigner('desk-guest@example.org')
    await who.submit(deskPaths.team(letter.id), {
      action: 'invite',
      email: 'desk-guest@example.org',
      role: 'reader',
    })

    const home = await guest.read(deskPaths.home())

    expect(home).toContain(letter.title)
    expect(home).toContain(`action="${deskPaths.invitations()}"`)
  })

  it('says that a draft is ready once it has all its parts, and what bars it', async () => {
    const who = await aCampaigner(undefined, { launching: 'unasked' })
    await startLetter(who, 'Mend the roof')
    const id = await newestLetter()
    const ready = /ready to be opened|not yet free to open/i
    const begun = await wordsOf(who, deskPaths.home())
    expect(begun).not.toMatch(ready)
    expect(begun).toContain('A draft to finish')
    expect(begun).toContain('needs a steward’s approval')
    expect(await who.read(deskPaths.launch(id))).not.toContain('Ask for approval')

    await run(
      "UPDATE draft SET addressed_to = 'The Council', markdown = 'Do.' WHERE letter_id = ?",
      id
    )
    await run(
      `UPDATE letter SET controller_name = 'Q', controller_contact = 'q@example.org',
         controller_address = '1 Lane' WHERE id = ?`,
      id
    )

    expect(await wordsOf(who, deskPaths.home())).toContain('Ask for approval')
    await run("UPDATE account SET launching = 'allowed' WHERE id = ?", who.account.id)
    expect(await wordsOf(who, deskPaths.home())).toContain('Ready to be opened')
    for (const [table, part, its, lacks] of [
      ['draft', 'title', 'Mend the roof', ''],
      ['draft', 'addressed_to', 'The Council', ''],
      ['draft', 'markdown', 'Do.', ''],
      ['letter', 'controller_name', 'Q', ''],
      ['letter', 'controller_contact', 'q@example.org', ''],
      ['letter', 'controller_address', '1 Lane', ''],
      ['letter', 'roles', JSON.stringify((await letterAgain({ id })).roles), '[]'],
      ['letter_host', 'standing', 'own', 'left'],
    ] as const) {
      const key = table === 'letter' ? 'id' : 'letter_id'
      await run(`UPDATE ${table} SET ${part} = ? WHERE ${key} = ?`, lacks, id)
      expect([part, await wordsOf(who, deskPaths.home())]).not.toEqual([
        part,
        expect.stringMatching(ready),
      ])
      await run(`UPDATE ${table} SET ${part} = ? WHERE ${key} = ?`, its, id)
    }
    await run('UPDATE letter SET opens_at = ? WHERE id = ?', Date.now() + DAY, id)
    const set = await wordsOf(who, deskPaths.home())
    expect(set).toContain('It opens by itself')
    expect(set).not.toMatch(ready)
    const reader = await aCampaigner()
    await joinTeam({ id }, reader, 'reader')
    expect(await wordsOf(reader, deskPaths.home())).not.toContain('It opens by itself')
    await startLetter(who, 'Mend the door')
    const [, list = ''] = (await who.read(deskPaths.home())).split('<table')
    expect(list.indexOf('Mend the door')).toBeLessThan(list.indexOf('Mend the roof'))
    expect(list).toContain('Mend the door')
  })
})

describe('a letter’s overview', () => {
  it('shows the number, what it leaves out, and how many go on to confirm', async () => {
    const { letter, who } = await aTeamed('reader', { goal: 3 })
    const { manage, visitor } = await signAndConfirm(letter)
    await signAndConfirm(letter)
    await signUp(letter)
    await change(visitor, manage, 'withdraw')
    await run(
      "UPDATE outbox SET state = 'refused' WHERE letter_id = ? AND rowid = (SELECT max(rowid) FROM outbox)",
      letter.id
    )

    const page = await wordsOf(who, deskPaths.letter(letter.id))

    expect(page).toMatch(/1 signature confirmed, as of \d\d:\d\d/)
    expect(page).toContain('2 more to reach 3, the goal.')
    expect(page).toContain('awaiting email 1 held for checking 0 withdrawn 1')
    expect(page).toContain('Signed 3 Confirmed by email 2 Can still confirm 1 Did not confirm 0')
    expect(page).toContain('Mails not delivered 1')
    expect(page).toContain('Too few have signed to say')
    expect(page).toContain('Today by hour: 2 so far')
  })

  it('counts as confirmed who is held or refused, and only this letter’s mails', async () => {
    const [{ letter }, other] = [await aTeamed(), await aTeamed()]
    await signAndConfirm(letter)
    for (const one of [letter, other.letter]) {
      await signUp(one)
      await run(
        `UPDATE outbox SET state = 'unknown' WHERE letter_id = ?
           AND rowid = (SELECT max(rowid) FROM outbox)`,
        one.id
      )
    }
    await run('UPDATE head SET refused = 2 WHERE letter_id = ?', letter.id)
    await run("INSERT INTO waiting (letter_id, state, n) VALUES (?, 'held', 3)", letter.id)

    const [funnel] = await ask(env.DB, funnelOf(env.DB, letter.id))

    expect(funnel).toMatchObject({ confirmed: 6, undelivered: 1 })
  })

  it('shows the hours of the day that it is in the UK', async () => {
    const { letter, who } = await aTeamed()
    const midnight = hourOf(startOfUkDay(new Date()))
    await run('INSERT INTO tally_hour VALUES (?, ?, 7, 0, 0, 0)', letter.id, midnight)
    await run('INSERT INTO tally_hour VALUES (?, ?, 90, 0, 0, 0)', letter.id, midnight - 1)

    const page = await who.read(deskPaths.letter(letter.id))

    expect(page).toContain('Today by hour: 7 so far')
    await run(
      'UPDATE tally_hour SET reinstated = 3, removed = 1 WHERE letter_id = ? AND hour = ?',
      letter.id,
      midnight
    )
    expect(await wordsOf(who, deskPaths.home())).toMatch(/Open 0 \+9 /)
    expect(page).toMatch(/<th scope="row">From 00:00 (GMT|BST)<\/th><td class="num">7<\/td>/)
  })

  it('says what a draft lacks, with where it is mended', async () => {
    const who = await aCampaigner()
    await startLetter(who, 'Mend the fence')
    const id = await newestLetter()

    const page = await who.read(deskPaths.letter(id))

    expect(page).toContain('Mend the fence')
    expect(page).toContain(`<a href="${deskPaths.draft(id)}#text">its text</a>`)
    expect(page).toContain(deskPaths.launch(id))
    expect(page).not.toContain(deskPaths.signers(id))
  })

  it('links to what the member may do, and says which edition has how many', async () => {
    const { letter, who } = await aTeamed('reader')
    await signAndConfirm(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Something else.')

    const page = await who.read(deskPaths.letter(letter.id))

    expect(page).toContain(deskPaths.signers(letter.id))
    expect(page).not.toContain(`"${deskPaths.names(letter.id)}"`)
    expect(page).not.toContain(`"${deskPaths.settings(letter.id)}"`)
    expect(page.replaceAll(/<[^>]+>/g, ' ')).toMatch(/Edition 2 .* 0 .*Edition 1 .* 1 /)
  })
})

describe('today', () => {
  it.each([
    ['2026-06-22T22:59:00Z', '2026-06-21T23:00:00.000Z'],
    ['2026-06-22T23:00:00Z', '2026-06-22T23:00:00.000Z'],
    ['2026-12-01T00:30:00Z', '2026-12-01T00:00:00.000Z'],
    ['2026-03-29T12:00:00Z', '2026-03-29T00:00:00.000Z'],
    ['2026-10-25T12:00:00Z', '2026-10-24T23:00:00.000Z'],
  ])('at %s began at midnight in the UK', (now, began) => {
    expect(new Date(startOfUkDay(Date.parse(now))).toISOString()).toBe(began)
  })
})

describe('the pace to a milestone', () => {
  const now = new Date('2026-06-22T13:02:00Z')
  const anHour = (back: number, confirmed: number, withdrawn = 0) => ({
    hour: hourOf(now.getTime()) - back,
    confirmed,
    withdrawn,
    removed: 0,
    reinstated: 0,
  })
  const opened = (days: number) => now.getTime() - days * DAY

  it('is that of seven days, what went taken off', () => {
    const hours = [anHour(100, 80, 10), anHour(3, 0)]

    const pace = paceOf(hours, { missing: 20, openedAt: opened(30) }, now)

    expect(pace.when).toBe(now.getTime() + 2 * DAY)
  })

  it('is that of the time since it opened, if that is less', () => {
    const pace = paceOf([anHour(5, 40)], { missing: 20, openedAt: opened(2) }, now)

    expect(pace.when).toBe(now.getTime() + DAY)
  })

  it('counts an hour that has begun, what was removed and what came back', () => {
    const hours = [anHour(24, 8), { ...anHour(2, 4), removed: 3, reinstated: 1 }]

    const pace = paceOf(hours, { missing: 10, openedAt: opened(1) }, now)

    expect(pace.when).toBe(now.getTime() + DAY)
  })

  it.each([
    ['nobody came', [], 30, 'none-came'],
    ['as many went as came', [anHour(5, 20, 20)], 30, 'none-came'],
    ['few came', [anHour(5, 9)], 30, 'too-few'],
    ['it opened this morning', [anHour(1, 500)], 0.2, 'too-young'],
    ['it lies years ahead', [anHour(5, 12)], 30, 'too-far'],
  ])('is no date where %s', (_, hours, days, because) => {
    const pace = paceOf(hours, { missing: 5000, openedAt: opened(days) }, now)

    expect(pace).toEqual({ when: null, because })
  })

  it.each([
    [0, null, [], 100],
    [100, null, [], 250],
    [1347, 1500, [], 1500],
    [1347, 1200, [], 2500],
    [1347, null, [2000, 1400], 1400],
    [612_000, null, [], 1_000_000],
  ])(
    'from %i, with the goal %s and milestones %j, goes to %i',
    (counted, goal, milestones, next) => {
      expect(nextMilestone({ goal, milestones }, counted)).toBe(next)
    }
  )
})

describe('who signed', () => {
  it('is told by name where shown and by role alone where not, never with an address', async () => {
    const { letter, who } = await aTeamed('reader')
    const shown = ada({ name: 'Grace Hopscotch', school: 'Fenmoor High' })
    const hidden = ada({ name: 'Tamsin Secret', school: 'Hidden Lane', public: '' })
    const other = ada({ role: 'other', role_other: 'Beekeeper at Hidden', public: '' })
    for (const one of [shown, hidden, other]) await signAndConfirm(letter, one)

    const page = await who.read(deskPaths.signers(letter.id))

    expect(page).toContain('Grace Hopscotch')
    expect(page).toContain('Headteacher, Fenmoor High')
    expect(page.match(/Name not shown/g)).toHaveLength(2)
    for (const secret of ['Tamsin', 'Hidden', 'Beekeeper', '@example']) {
      expect(page).not.toContain(secret)
    }
    expect(page).toContain('by their role alone')
    expect(await who.read(`${deskPaths.signers(letter.id)}?q=tamsin`)).not.toContain('Hidden Lane')
  })

  it('is found by name, number, role and edition, in either order', async () => {
    const { letter, who } = await aTeamed('checker')
    await signAndConfirm(letter, ada({ name: 'Aled Oldest' }))
    await signAndConfirm(letter, ada({ name: 'Bea Parent', role: 'parent' }))
    const newer = await reviseLetter(letter, 'Dear Inspector,\n\n1. Newer words.')
    await signAndConfirm(newer, ada({ name: 'Cy Newest', edition: '2' }))
    const names = async (query: string) => {
      const page = await who.read(deskPaths.signers(letter.id) + query)
      return [...page.matchAll(/<b>(\w+) \w+<\/b>/g)].map(([, name]) => name)
    }

    expect(await names('')).toEqual(['Cy', 'Bea', 'Aled'])
    expect(await names('?sort=oldest')).toEqual(['Aled', 'Bea', 'Cy'])
    expect(await names('?q=par')).toEqual(['Bea'])
    expect(await names('?q=bramble')).toEqual(['Cy', 'Bea', 'Aled'])
    expect(await names('?q=bramble&sort=oldest')).toEqual(['Aled', 'Bea', 'Cy'])
    expect(await names('?q=1')).toEqual(['Aled'])
    expect(await names('?q=99')).toEqual([])
    expect(await names('?role=parent')).toEqual(['Bea'])
    expect(await names('?role=parent&edition=2')).toEqual([])
    expect(await names('?edition=1')).toEqual(['Bea', 'Aled'])
    expect(await names('?edition=1&sort=oldest')).toEqual(['Aled', 'Bea'])
    expect(await names('?q=newest&edition=1')).toEqual([])
    expect(await names('?edition=x&after=y&sort=z')).toEqual(['Cy', 'Bea', 'Aled'])
  })
})

describe('what was gathered on paper', () => {
  const sheet = { was: '', number: '1,212', as_of: '2026-06-20', note: 'At the June fair.' }
  const paperOf = async (letter: Letter) => (await letterAgain(letter)).paper

  it('stands apart everywhere, is in no total, and is audited', async () => {
    const { letter, who } = await aTeamed()
    await signAndConfirm(letter)

    expect((await who.submit(deskPaths.paper(letter.id), sheet)).status).toBe(303)

    expect(await numbersOf(letter)).toMatchObject({
      counted: 1,
      confirmed: 1,
      paper: { number: 1212, as_of: '2026-06-20', note: 'At the June fair.' },
    })
    for (const path of [paths.letter(letter.slug), paths.newsroom(letter.slug)]) {
      const page = await wordsOf(who, path)
      expect(page).toMatch(
        /1,212 gathered on paper , as of 20 June 2026 : not verified, and not in/
      )
      expect(page).not.toContain('1,213')
    }
    expect(await who.read(deskPaths.audit(letter.id))).toContain('gathered on paper to 1,212')
    expect(await wordsOf(who, deskPaths.letter(letter.id))).toContain('1,212 gathered on paper')
  })

  it('is taken away by an empty number', async () => {
    const { letter, who } = await aTeamed()
    await who.submit(deskPaths.paper(letter.id), { ...sheet, as_of: ukDate(Date.now()) })
    const sheets = await paperOf(letter)
    expect(sheets?.asOf).toBe(ukDate(Date.now()))
    const was = JSON.stringify(sheets)

    const same = await who.submit(deskPaths.paper(letter.id), {
      ...sheet,
      as_of: sheets?.asOf ?? '',
      was,
    })
    expect(same.status).toBe(303)
    const acts = await rowsOf('SELECT 1 FROM audit WHERE letter_id = ?', letter.id)
    expect(acts).toHaveLength(1)
    await who.submit(deskPaths.paper(letter.id), { ...sheet, was, number: '' })

    expect(await paperOf(letter)).toBeNull()
    expect(await numbersOf(letter)).toMatchObject({ paper: null })
  })

  it('is not overwritten by a form from before; what was typed is kept', async () => {
    const { letter, who } = await aTeamed()
    await who.submit(deskPaths.paper(letter.id), sheet)

    const stale = await who.submit(deskPaths.paper(letter.id), { ...sheet, number: '7' })
    const again = await who.submit(deskPaths.paper(letter.id), sheet)

    expect(stale.status).toBe(409)
    const page = await stale.text()
    expect(page).toContain('1,212 gathered on paper')
    expect(page).toContain('value="7"')
    expect(again.status).toBe(303)
    const acts = await rowsOf(
      "SELECT 1 FROM audit WHERE letter_id = ? AND act = 'set-paper'",
      letter.id
    )
    expect(acts).toHaveLength(1)
  })

  it.each([
    ['no number', { number: 'many' }, 'whole one'],
    ['less than none', { number: '-3' }, 'whole one'],
    ['no day', { as_of: '2026-02-30' }, 'the day they were counted'],
    ['a day to come', { as_of: ukDate(Date.now() + 2 * DAY) }, 'still to come'],
    ['nothing of where', { note: ' ' }, 'Say where'],
    ['a whole story', { note: 'x'.repeat(201) }, '200 characters or fewer'],
  ])('is refused with %s', async (_, wrong, says) => {
    const { letter, who } = await aTeamed()

    const answer = await who.submit(deskPaths.paper(letter.id), { ...sheet, ...wrong })

    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect(await paperOf(letter)).toBeNull()
  })

  it('is the owner’s to say', async () => {
    const { letter, who } = await aTeamed('editor')

    expect((await who.submit(deskPaths.paper(letter.id), sheet)).status).toBe(403)
    expect(await paperOf(letter)).toBeNull()
  })
})

describe('what a page of the desk costs', () => {
  let who: Campaigner
  let small: Letter
  let large: Letter

  beforeAll(async () => {
    who = await aCampaigner()
    small = await aLetterSignedBy(100)
    large = await aLetterSignedBy(10_000)
    for (const letter of [small, large]) {
      await joinTeam(letter, who, 'owner')
      await run(
        `UPDATE signature SET public = 0
         WHERE letter_id = ? AND number > 10 AND number < 60 AND number % 2`,
        letter.id
      )
    }
    await signAndConfirm(await aLetter())
  })

  async function costOf(path: string) {
    const { db, counted } = aCountedDatabase()
    const cookie = [...who.cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await aSite({ DB: db })(path, { headers: { cookie } })
    await answer.text()
    return { status: answer.status, ...counted }
  }

  it.each([
    ['the desk', () => deskPaths.home()],
    ['the overview', deskPaths.letter],
    ['a page of who signed', (id: number) => `${deskPaths.signers(id)}?after=60`],
    ['those of a role', (id: number) => `${deskPaths.signers(id)}?role=parent`],
    ['one number', (id: number) => `${deskPaths.signers(id)}?q=50`],
    ['a search that finds one', (id: number) => `${deskPaths.signers(id)}?q=zuleika`],
  ])('is two questions for %s, and as many rows at 100 as at 10,000', async (_, path) => {
    const few = await costOf(path(small.id))
    const many = await costOf(path(large.id))

    expect(few).toMatchObject({ status: 200, calls: 2 })
    expect(many).toMatchObject({ status: 200, calls: 2 })
    expect(Math.abs(many.rowsRead / few.rowsRead - 1)).toBeLessThanOrEqual(0.05)
  })

  it.each([
    ['the newest', '', 400],
    ['the oldest', '?sort=oldest', 400],
    ['the middle', '?after=5000', 400],
    ['a role that all have', '?role=head', 400],
    ['an edition that nobody signed', '?edition=9', 2200],
    ['a search for what all have', '?q=tamsin', 2200],
  ])('is bounded for %s', async (_, query, bound) => {
    const cost = await costOf(deskPaths.signers(large.id) + query)

    expect(cost.status).toBe(200)
    expect(cost.rowsRead).toBeLessThanOrEqual(bound)
  })

  it('lets a list be read to its end, each signer once', async () => {
    const numbers: string[] = []
    let path: string | undefined = `${deskPaths.signers(small.id)}?role=head&edition=1`
    while (path) {
      const page: string = await who.read(path)
      numbers.push(...[...page.matchAll(/data-l="Number">(\d+)/g)].map(([, n]) => n ?? ''))
      path = page.match(/<a href="([^"]+)">Next page/)?.[1]?.replaceAll('&amp;', '&')
    }

    expect(numbers).toHaveLength(100)
    expect(new Set(numbers).size).toBe(100)
    expect(numbers[0]).toBe('100')
  })
})
