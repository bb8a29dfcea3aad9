import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../../src/ask'
import { releaseDue } from '../../src/bursts/release-due'
import { deskPaths } from '../../src/desk-paths'
import { HELD_MS } from '../../src/gate/risk'
import type { Letter } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import { paths } from '../../src/paths'
import { finishDue } from '../../src/registrar/finish-due'
import { expireDue } from '../../src/registrar/expire-due'
import { recountLetter } from '../../src/registrar/recount-letter'
import type { Registrar } from '../../src/registrar/registrar'
import { beginDue } from '../../src/retention/begin'
import { carryOn } from '../../src/retention/carry-on'
import { daysAfter, monthsAfter, monthsBefore } from '../../src/retention/days'
import { forgetLetter } from '../../src/retention/forget-letter'
import { planOf } from '../../src/retention/plan'
import { retain } from '../../src/retention/retain'
import { runClocks } from '../../src/retention/run-clocks'
import { tellTeams } from '../../src/retention/tell'
import { LINK_MS } from '../../src/signatures/sign'
import { audit, typesOf } from '../registrar/audit'
import { aCounted, aHeld, aSigner, removal, tell, type Signer } from '../registrar/people'
import { aCampaigner, aSteward, joinTeam, type Campaigner } from '../support/desk'
import { aGathering, aLetter, letterAgain } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, numbersOf, signAndConfirm } from '../support/signers'
import { runCron } from '../support/site'
import { findInTables, rowsOf } from '../support/tables'
import { aVisitor, deliverDueMail } from '../support/visitor'

// The letter of this file closes on the last of January: its signers' data goes on 31 July.
const OPENED = Date.parse('2027-01-10T10:00:00Z')
const CLOSED = Date.parse('2027-01-31T12:00:00Z')

/** The night job of a day comes at 03:17 UTC. */
const night = (day: string) => new Date(`${day}T03:17:00Z`)

/** Lets the site's clock show this. */
function itIs(at: Date | number) {
  vi.useFakeTimers({ toFake: ['Date'], now: at })
}

afterEach(() => vi.useRealTimers())

/** One night's work, and its mail. */
async function pass(day: string) {
  itIs(night(day))
  await retain(env.DB, env.REGISTRAR, night(day))
  await deliverDueMail()
}

const run = (sql: string, ...params: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...params)
    .run()

async function close(letter: Letter, at = CLOSED) {
  await tell(letter, { verb: 'close', at })
  const { outcome } = await tell(letter, { verb: 'finish', at: at + GRACE_MS })
  if (outcome !== 'finished') throw new Error(`Not finished: ${outcome}.`)
}

describe('a day so many months behind another', () => {
  it.each([
    ['2027-01-31', 6, '2027-07-31'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2027-08-31', 1, '2027-09-30'],
    ['2027-12-15', 12, '2028-12-15'],
  ])('is, for %s and %i, %s', (day, months, then) => {
    expect(monthsAfter(day, months)).toBe(then)
  })

  it('is counted back the same way', () => {
    expect(new Date(monthsBefore(new Date('2029-03-31T03:17:00Z'), 1)).toISOString()).toBe(
      '2029-02-28T03:17:00.000Z'
    )
    expect(daysAfter('2028-02-28', 2)).toBe('2028-03-01')
  })
})

describe('the data of a letter’s signers', () => {
  let letter: Letter
  let owner: Campaigner
  let signer: Awaited<ReturnType<typeof signAndConfirm>>
  let secrets: string[]

  beforeAll(async () => {
    itIs(OPENED)
    await register(aSchool(180001), aSchool(180002))
    letter = await aLetter({ openedAt: new Date(OPENED) })
    owner = await aCampaigner('owner@retention.example.org')
    await joinTeam(letter, owner, 'owner')
    const canary = (name: string, over = {}) =>
      ada({
        name: `Canary ${name}`,
        email: `${name}@canary.example.org`,
        school: 'Canary School',
        ...over,
      })
    signer = await signAndConfirm(letter, canary('Shown', { updates: 'on' }))
    await signAndConfirm(letter, canary('Hidden', { public: '' }))
    for (const [i, name] of ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].entries()) {
      const urn = String(180001 + (i % 2))
      await signAndConfirm(letter, canary(name, { urn, school: '', public: i < 2 ? 'on' : '' }))
    }
    const cast = await aCounted(letter, { name: 'Canary Cast', school: 'Canary School' }, OPENED)
    await tell(letter, removal(cast, { at: OPENED }))
    const left = await aCounted(letter, { name: 'Canary Left', school: 'Canary School' }, OPENED)
    await tell(letter, { verb: 'withdraw', id: left.id, at: OPENED })
    await fill(letter, cast)
    await deliverDueMail()
    await run('DELETE FROM dev_mail')
    const rows = await rowsOf<Record<string, string | null>>(
      'SELECT id, email_key, salt, address_mac, kept_address FROM signature WHERE letter_id = ?',
      letter.id
    )
    secrets = ['canary', ...rows.flatMap((row) => Object.values(row).flatMap((one) => one ?? []))]
    await close(letter)
    vi.useRealTimers()
  })

  it('is kept until its day; the team is told thirty days before, once', async () => {
    await pass('2027-06-30')
    const early = await rowsOf('SELECT 1 FROM letter WHERE deletion_told IS NOT NULL')
    await pass('2027-07-01')
    await pass('2027-07-02')
    await pass('2027-07-30')

    expect(early).toEqual([])
    const mails = await owner.mails(owner.account.address)
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Signers’ data is deleted on 31 July 2027',
    ])
    expect(mails[0]?.text).toContain('The total stays (8 now)')
    expect(mails[0]?.text).toContain(deskPaths.retention(letter.id))
    expect((await letterAgain(letter)).anonymisedAt).toBeNull()
    expect(await aVisitor().read(paths.signatures(letter.slug))).toContain('Canary Shown')
  })

  it('stands in the report with what goes and why, for stewards and for the team', async () => {
    itIs(night('2027-07-20'))
    const steward = await aSteward()
    const before = await steward.read(deskPaths.stewardRetention())
    itIs(new Date('2027-07-31T01:00:00Z'))
    const tonight = await (await aSteward()).read(deskPaths.stewardRetention())
    const own = await aCampaigner(owner.account.address)
    const page = await own.read(deskPaths.retention(letter.id))

    const why =
      /6 months after it closed on 31 January 2027, and at least 30 days after its team was told on 1 July 2027\./
    expect(before).toMatch(/Of no letter tonight\.[^]*31 July 2027/)
    expect(before).toMatch(why)
    expect(tonight).toMatch(/Tonight<[^]*31 July 2027<[^]*>8<[^]*Of no other letter within 90 days/)
    expect(page).toMatch(/On 31 July 2027<\/b> the data of 8 counted/)
    expect(page).toMatch(why)
  })

  it('goes on its day: what was typed is nowhere any more, and every number is as it was', async () => {
    itIs(night('2027-07-31'))
    const visitor = aVisitor()
    const before = await numbersOf(letter)
    const history = await visitor.read(paths.historyJson(letter.slug))
    const shares = await visitor.read(paths.sharesCsv(letter.slug))
    expect(await findInTables('canary')).toEqual(
      expect.arrayContaining([expect.stringContaining('signature.name')])
    )

    await pass('2027-07-31')
    // Unlisted organisations go whole, and nobody is sent anything more.
    const left = (table: string) =>
      rowsOf(`SELECT state FROM ${table} WHERE letter_id = ? ORDER BY state`, letter.id)
    expect(await left('organisation')).toEqual([{ state: 'listed' }, { state: 'off' }])
    expect(await left('mailing')).toEqual([{ state: 'cancelled' }])
    expect(await rowsOf(`SELECT outcome FROM report WHERE id = 'r-open'`)).toEqual([
      { outcome: 'left' },
    ])
    // What waited to be told is told by the cron of the minute, and then forgotten.
    await run(`DELETE FROM report WHERE letter_id = ? AND state = 'open' AND about = ''`, letter.id)

    // What the team publishes of itself stays; its own accounts are no signers.
    expect(await findInTables(secrets, ['dev_mail'])).toEqual([])
    const after = await numbersOf(letter)
    const { size } = after.ledger
    expect(after).toMatchObject({
      counted: 8,
      confirmed: before.confirmed,
      withdrawn: before.withdrawn,
      data_deleted_at: '2027-07-31T03:17:00.000Z',
    })
    for (const rows of Object.values(after.breakdown)) {
      expect(rows.reduce((sum, { counted }) => sum + counted, 0)).toBe(8)
    }
    for (const what of ['role', 'assurance', 'edition']) {
      expect(after.breakdown[what]).toEqual(before.breakdown[what])
    }
    expect(await visitor.read(paths.historyJson(letter.slug))).toBe(history)
    expect(await visitor.read(paths.sharesCsv(letter.slug))).toBe(shares)
    expect((await typesOf(letter)).endsWith('LSNS')).toBe(true)
    expect(size).toBe(before.ledger.size + 2)
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
    expect(await audit(letter)).toMatchObject({ counted: 8 })
  })

  it('is said in public to be gone, wherever names stood', async () => {
    itIs(night('2027-08-02'))
    const visitor = aVisitor()
    const line = /were deleted on <time[^>]*>31 July 2027<\/time>; the count and the ledger stay/
    for (const path of [paths.letter, paths.signatures, paths.newsroom, paths.privacy]) {
      expect(await visitor.read(path(letter.slug))).toMatch(line)
    }
    expect(await visitor.read(paths.signatures(letter.slug))).not.toContain('No names to show yet')
  })

  it('leaves a page behind a signer’s link that explains it', async () => {
    itIs(night('2027-08-02'))
    const answer = await signer.visitor.visit(paths.signature(signer.manage))
    const data = await signer.visitor.visit(paths.signatureData(signer.manage))

    const page = await answer.text()
    expect([answer.status, data.status]).toEqual([410, 410])
    expect(page).toContain('Your data is deleted')
    expect(page).toContain('it goes on counting')
  })

  it('stands in the report as gone, and nothing happens twice', async () => {
    const size = (await numbersOf(letter)).ledger.size
    await pass('2027-08-01')
    await carryOn(env.DB, env.REGISTRAR, night('2027-08-01'))

    const page = await (await aSteward()).read(deskPaths.stewardRetention())
    expect(page).toMatch(/Deleted lately[^]*8 signatures, [^]*1 remarks/)
    expect((await numbersOf(letter)).ledger.size).toBe(size)
    const runs = await rowsOf('SELECT 1 FROM retention_run WHERE letter_id = ?', letter.id)
    expect(runs).toHaveLength(1)
  })
})

/** Something that can lead to a person, in every table that holds such a thing of a letter. */
async function fill({ id }: Letter, cast: Signer) {
  const rows: [table: string, values: Record<string, unknown>][] = [
    ['comment', { signature_id: cast.id, words: 'Canary words', state: 'shown', written_at: 1 }],
    [
      'report',
      { id: 'r-settled', what: 'other', about: '', words: '', state: 'settled', created_at: 1 },
    ],
    [
      'report',
      {
        id: 'r-open',
        what: 'other',
        about: 'Canary',
        words: 'Canary',
        state: 'open',
        created_at: 1,
        due_at: 1,
      },
    ],
    ['remark', { version: 1, name: 'Canary', words: 'Canary', created_at: 1 }],
    [
      'opened_signer',
      { signature_id: cast.id, number: 1, reason: 'Canary', opened_at: 1, ends_at: 1 },
    ],
    ['opened_signer', { number: 2, reason: 'Canary', opened_at: 1, ends_at: 1 }],
    ['audit', { act: 'open-signer', detail: '{"number":1,"reason":"Canary"}', at: OPENED }],
    ['audit', { act: 'put-back', detail: '{"number":1,"name":"Canary"}', at: OPENED }],
    ['school_doubt', { kind: 'same-name', urn: 1, number: 1, found_at: 1, note: 'Canary' }],
    ['school_doubt', { kind: 'same-name', urn: 2, number: 99, found_at: 1, note: 'Canary' }],
    ['school_words', { typed: 'Canary', wording: 'Canary School' }],
    [
      'mailbox_claim',
      {
        id: `${cast.id}/x`,
        signature_id: cast.id,
        address: 'head@canary.example.org',
        email_key: 'canary',
        is_mailed: 1,
        created_at: 1,
        expires_at: 9e12,
      },
    ],
    ...['listed', 'pending', 'withdrawn', 'off'].map((state): [string, Record<string, unknown>] => [
      'organisation',
      {
        id: `o-${state}`,
        state,
        edition: 1,
        name: 'Fen Trust',
        folded: `fen trust ${state}`,
        domain: 'fen.example.org',
        person: 'Canary',
        role: 'Canary',
        email: 'o@canary.example.org',
        email_key: 'canary',
        off_because: 'Canary',
        created_at: 1,
      },
    ]),
    [
      'follow',
      { id: 'f', state: 'following', email_key: 'canary', kept_address: 'canary', created_at: 1 },
    ],
    [
      'invitation',
      {
        address_key: 'canary',
        address: 'i@canary.example.org',
        role: 'reader',
        invited_by: 1,
        created_at: 1,
        expires_at: 9e12,
      },
    ],
    [
      'correction_request',
      {
        id: 'c',
        dealing: 1,
        name: 'Canary',
        words: 'Canary',
        domain: 'canary.example.org',
        state: 'declined',
        created_at: 1,
        settled_at: OPENED,
      },
    ],
    [
      'correction_request',
      {
        id: 'c-unconfirmed',
        dealing: 1,
        name: 'Canary',
        words: 'Canary',
        domain: 'canary.example.org',
        state: 'unconfirmed',
        created_at: 1,
      },
    ],
    ['code_try', { email_key: 'canary', tries: 1, started_at: 9e12 }],
    [
      'outbox',
      {
        id: 'b',
        asked: 'links',
        signature_id: cast.id,
        to_key: 'canary',
        address: 'b@canary.example.org',
        state: 'refused',
        next_at: 1,
        created_at: 1,
      },
    ],
    [
      'outbox',
      {
        id: 'b-nobody',
        asked: 'links',
        to_key: 'canary',
        address: 'b@canary.example.org',
        state: 'refused',
        next_at: 1,
        created_at: 1,
      },
    ],
    ['trace', { at: OPENED, signature_id: cast.id, referrer: 'canary.example.org' }],
    ['trace', { at: OPENED, signature_id: 'gone', referrer: 'canary.example.org' }],
    [
      'signature_case',
      {
        id: 'case',
        state: 'done',
        criteria: '{"domain":"canary.example.org","states":["counted"]}',
        noticed: '{"pattern":"canary"}',
        opened_at: 1,
      },
    ],
    [
      'objection',
      {
        id: 'ob',
        case_id: 'case',
        signature_id: cast.id,
        words: 'Canary',
        answer: 'Canary',
        created_at: 1,
      },
    ],
    ['notable_name', { name: 'Canary', folded: 'canary', note: 'Canary', added_at: 1 }],
    ['notable_change', { kind: 'added', name: 'Canary', reached_letter: 9e12, reached: 0 }],
    [
      'notable_check',
      { signature_id: cast.id, how: 'met', said: 'Canary', checked_by: null, checked_at: 1 },
    ],
    [
      'notable_check',
      { signature_id: 'gone', how: 'met', said: 'Canary', checked_by: null, checked_at: 1 },
    ],
    ['edition_news', { edition: 1, reached: cast.id, begun_at: 1 }],
  ]
  for (const [table, values] of rows) {
    const all = { letter_id: id, ...values }
    const columns = Object.keys(all)
    await run(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...Object.values(all)
    )
  }
  await run(`INSERT INTO case_signature VALUES ('case', 1, ?, 'removed')`, cast.id)
  await run(
    `INSERT INTO letter_update (id, letter_id, version, title, markdown, author, audience, saved_at)
     VALUES (1800, ?, 1, 'News', 'News', 'Us',
             '{"signers":"all","followers":true,"hosts":[]}', 1)`,
    id
  )
  await run(
    `INSERT INTO mailing (update_id, letter_id, state, among, reached, begun_at)
     VALUES (1800, ?, 'paused', 'signers', ?, 1)`,
    id,
    cast.id
  )
}

describe('a table that says something of a letter', () => {
  // Of these, what stays is no person's: text, team, numbers, ledger, or has a clock of its own.
  const STAYS = [
    'alarm',
    'audit',
    'checkpoint',
    'correction',
    'data_complaint',
    'dealing',
    'draft',
    'edition',
    'gate_count',
    'hand_in',
    'head',
    'kept_day',
    'ledger_entry',
    'letter_host',
    'letter_link',
    'letter_update',
    'mail_outcome',
    'member',
    'milestone',
    'old_slug',
    'pack',
    'place_tally',
    'retention_run',
    'suppression',
    'tally',
    'tally_hour',
    'tile',
    'waiting',
  ]
  // And of these every row, or all in it that can lead to a person.
  const GOES = [
    'code_try',
    'comment',
    'correction_request',
    'edition_news',
    'follow',
    'invitation',
    'mailbox_claim',
    'mailing',
    'notable_change',
    'notable_check',
    'notable_name',
    'objection',
    'opened_signer',
    'organisation',
    'outbox',
    'remark',
    'report',
    'school_doubt',
    'school_tally',
    'school_words',
    'signature',
    'signature_case',
    'signature_word',
    'trace',
  ]

  it('is one of those of which it is decided what goes', async () => {
    const tables = await rowsOf<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%letter_id%'`
    )

    expect(tables.map(({ name }) => name).sort()).toEqual([...STAYS, ...GOES].sort())
  })
})

describe('forgetting a letter', () => {
  /** A letter whose team was told, on the night that its data goes. */
  async function aDue(): Promise<Letter> {
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    await aCounted(letter, { name: 'Odo Marrowby' }, OPENED)
    await close(letter)
    await run(
      `UPDATE letter SET deletion_told = '2027-07-31', deletion_told_at = ? WHERE id = ?`,
      night('2027-07-01').getTime(),
      letter.id
    )
    return letter
  }

  it('goes on where it was interrupted, and the ledger says once that nobody is known', async () => {
    const letter = await aDue()
    const now = night('2027-07-31')
    await beginDue(env.DB, now)
    const [begun] = await rowsOf<{ before: number }>(
      'SELECT before FROM retention_run WHERE letter_id = ?',
      letter.id
    )
    // The signatures go, and then whoever was at it is gone too.
    await tell(letter, { verb: 'anonymise', before: begun?.before ?? 0, at: now.getTime() })
    const between = await letterAgain(letter)
    await beginDue(env.DB, now)

    await carryOn(env.DB, env.REGISTRAR, night('2027-08-01'))

    expect(between.anonymisedAt).toBeNull()
    expect((await letterAgain(letter)).anonymisedAt).toBe(night('2027-08-01').getTime())
    expect(await typesOf(letter)).toBe('TSCSLSNS')
    await audit(letter)
  })

  it('waits for a Registrar that can’t be reached, and forgets nothing beside it before', async () => {
    const letter = await aDue()
    await run(
      `INSERT INTO remark (letter_id, version, name, words, created_at) VALUES (?, 1, 'Odo', 'Hm', 1)`,
      letter.id
    )
    const act = () => Promise.reject(new Error('Network connection lost.'))
    const away = {
      idFromName: (name: string) => env.REGISTRAR.idFromName(name),
      get: () => ({ act }),
    } as unknown as DurableObjectNamespace<Registrar>
    const remarks = () => rowsOf('SELECT 1 FROM remark WHERE letter_id = ?', letter.id)

    await retain(env.DB, away, night('2027-07-31'))
    const kept = await remarks()
    await carryOn(env.DB, env.REGISTRAR, night('2027-08-01'))

    expect([kept.length, (await remarks()).length]).toEqual([1, 0])
    expect((await letterAgain(letter)).anonymisedAt).not.toBeNull()
  })

  it('takes of a letter with very many signers as much as fits into a minute', async () => {
    const letter = await aDue()
    await beginDue(env.DB, night('2027-07-31'))
    let groups = 0
    const busy = {
      idFromName: (name: string) => env.REGISTRAR.idFromName(name),
      get: () => ({
        act: async () => ({ outcome: ++groups < 15 ? 'anonymising' : 'anonymised' }),
      }),
    } as unknown as DurableObjectNamespace<Registrar>

    await carryOn(env.DB, busy, night('2027-07-31'))
    const [asked, between] = [groups, (await letterAgain(letter)).anonymisedAt]
    await carryOn(env.DB, busy, night('2027-08-01'))

    expect([asked, between, groups]).toEqual([10, null, 15])
    expect((await letterAgain(letter)).anonymisedAt).not.toBeNull()
  })

  it('waits while somebody is being checked or a case is open, and says so', async () => {
    const [held, inCase] = [await aLetter({ openedAt: new Date(OPENED) }), await aDue()]
    await aHeld(held, { name: 'Odo Held' }, OPENED)
    await tell(held, { verb: 'close', at: CLOSED })
    await run(
      `INSERT INTO signature_case (id, letter_id, state, criteria, opened_at)
       VALUES ('open-case', ?, 'open', '{"states":[]}', 1)`,
      inCase.id
    )
    for (const day of ['2027-07-01', '2027-07-31', '2027-09-30']) await pass(day)

    const page = await (await aSteward()).read(deskPaths.stewardRetention())
    expect(page).toContain('Not before its ledger is closed')
    expect(page).toContain('Not before the case about its signatures is decided')
    for (const one of [held, inCase]) expect((await letterAgain(one)).anonymisedAt).toBeNull()

    await run(`UPDATE signature_case SET state = 'dismissed' WHERE id = 'open-case'`)
    await pass('2027-10-01')
    expect((await letterAgain(inCase)).anonymisedAt).not.toBeNull()
  })

  it('never comes sooner than thirty days behind the telling, however late that was', async () => {
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    await aCounted(letter, {}, OPENED)
    await close(letter)

    await pass('2028-03-01')
    await pass('2028-03-30')
    const before = (await letterAgain(letter)).anonymisedAt
    await pass('2028-03-31')

    expect(before).toBeNull()
    expect((await letterAgain(letter)).anonymisedAt).not.toBeNull()
  })
})

describe('how long it is kept', () => {
  async function anOwned() {
    itIs(OPENED)
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    const owner = await aCampaigner()
    await joinTeam(letter, owner, 'owner')
    return { letter, owner }
  }

  const choose = ({ letter, owner }: Awaited<ReturnType<typeof anOwned>>, fields: object) =>
    owner.submit(deskPaths.retention(letter.id), { because: '', ...fields })

  it('is its owner’s to choose, from one month to twelve, and the privacy notice says it', async () => {
    const owned = await anOwned()
    const notice = () => aVisitor().read(paths.privacy(owned.letter.slug))
    const usual = await notice()

    const answers = [
      await choose(owned, { months: '0' }),
      await choose(owned, { months: '13', because: 'Because.' }),
      await choose(owned, { months: '9' }),
      await choose(owned, { months: '9', because: 'The committee answers <late>.' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 303])
    expect(await answers[2]?.text()).toContain('Say in a sentence why it is kept longer')
    expect(usual).toContain('until 6 months after the letter closes')
    expect(await notice()).toContain(
      'until 9 months after the letter closes (longer than usual: The committee answers &lt;late&gt;.)'
    )
    const audited = await owned.owner.read(deskPaths.audit(owned.letter.id))
    expect(audited).toContain('chose to keep signers’ data 9 months after closing')
  })

  it('can only get shorter once the letter has closed', async () => {
    const owned = await anOwned()
    await close(owned.letter, OPENED - 2 * GRACE_MS)

    const longer = await choose(owned, { months: '7', because: 'Because.' })
    const shorter = await choose(owned, { months: '2' })
    const back = await choose(owned, { months: '6' })

    expect([longer.status, shorter.status, back.status]).toEqual([409, 303, 409])
    expect(await letterAgain(owned.letter)).toMatchObject({ keepMonths: 2, keepBecause: null })
    const page = await owned.owner.read(deskPaths.retention(owned.letter.id))
    expect(page).toContain('so it can only get shorter')
  })
})

describe('what has a clock of its own', () => {
  it('goes when that is over, as many as the report said, and what is younger stays', async () => {
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    const old = await aCounted(letter, { updates: 'on', name: 'Ada Old' }, OPENED)
    const young = await aCounted(letter, { updates: 'on', name: 'Ada Young' }, CLOSED)
    for (const [name, at] of [
      ['old', OPENED],
      ['young', CLOSED],
    ] as const) {
      await run(
        `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at, confirmed_at)
         VALUES (?1, ?2, 'following', ?1, 'sealed', 1, ?3)`,
        `follow-${name}`,
        letter.id,
        at
      )
      await run(
        `INSERT INTO report (id, letter_id, what, about, words, state, created_at, settled_at)
         VALUES (?1, ?2, 'other', '', '', 'settled', 1, ?3)`,
        `report-${name}`,
        letter.id,
        at
      )
      await run(
        `INSERT INTO correction_request (id, letter_id, dealing, name, words, domain, state,
                                         created_at, settled_at)
         VALUES (?1, ?2, 1, 'Odo', 'Odo asks', 'example.org', 'declined', 1, ?3)`,
        `request-${name}`,
        letter.id,
        at
      )
      await run(`INSERT INTO audit (letter_id, act, at) VALUES (?, 'lock', ?)`, letter.id, at)
      await run(
        `INSERT INTO data_complaint (id, letter_id, about, name, words, address, address_key,
                                     received_at, due_at, answered_at, answer)
         VALUES (?1, ?2, 'other', 'Odo', 'Odo asks', 'odo@example.org', 'odo', 1, 2, ?3, 'Odo')`,
        `complaint-${name}`,
        letter.id,
        at
      )
    }
    const kept = async (table: string) =>
      (
        await rowsOf<{ id: string }>(
          `SELECT id FROM ${table} WHERE id LIKE '%-old' OR id LIKE '%-young'`
        )
      ).map(({ id }) => id)
    const keptAddress = async ({ id }: Signer) =>
      rowsOf('SELECT state, updates, kept_address IS NULL AS gone FROM signature WHERE id = ?', id)

    await pass('2028-01-15')
    const complaints = await rowsOf<{ words: string }>(
      `SELECT words, name, address, address_key, answer FROM data_complaint
       WHERE letter_id = ? ORDER BY id`,
      letter.id
    )
    itIs(night('2029-01-14'))
    const report = await (await aSteward()).read(deskPaths.stewardRetention())
    await pass('2029-01-14')

    expect(complaints).toEqual([
      { words: '', name: null, address: null, address_key: null, answer: null },
      expect.objectContaining({ words: 'Odo asks', address: 'odo@example.org' }),
    ])
    expect(report).toMatch(/Addresses kept for news<[^]*?>1<[^]*?>2<[^]*?>2</)
    expect(report).toMatch(/Followers<[^]*?>1<[^]*?>2<[^]*?>2</)
    expect(await keptAddress(old)).toEqual([{ state: 'counted', updates: 0, gone: 1 }])
    expect(await keptAddress(young)).toEqual([{ state: 'counted', updates: 1, gone: 0 }])
    expect(await kept('follow')).toEqual(['follow-young'])
    expect(await kept('report')).toEqual(['report-young'])
    expect(await kept('correction_request')).toEqual(['request-young'])
    await audit(letter)

    const before = await rowsOf('SELECT 1 FROM audit WHERE at < ?', CLOSED)
    await pass('2033-01-14')
    expect(before.length).toBeGreaterThan(0)
    expect(await rowsOf('SELECT 1 FROM audit WHERE at <= ?', OPENED)).toEqual([])
    expect(await rowsOf('SELECT 1 FROM audit WHERE at = ?', CLOSED)).not.toEqual([])
  })
})

describe('a letter that nobody ends', () => {
  const LATER = Date.parse('2027-07-11T10:00:00Z')

  async function anEndless(make = aLetter) {
    itIs(OPENED)
    const letter = await make({ openedAt: new Date(OPENED) })
    const owner = await aCampaigner()
    await joinTeam(letter, owner, 'owner')
    await aCounted(letter, {}, OPENED)
    await run(
      `INSERT INTO audit (letter_id, account_id, act, at) VALUES (?, ?, 'open', ?)`,
      letter.id,
      owner.account.id,
      OPENED
    )
    return { letter, owner }
  }

  async function takeDown(letter: Letter, at: number) {
    const by = { accountId: null, asSteward: true }
    await tell(letter, { verb: 'stop', how: 'taken-down', sentence: 'It names a child.', by, at })
  }

  const listed = async (letter: Letter) => {
    const page = await (await aSteward()).read(deskPaths.stewardRetention())
    const own = page.split('id="endless"')[1]?.split('</section>')[0] ?? ''
    return own.includes(`href="${deskPaths.stewardLetter(letter.id)}"`)
  }

  it('is listed for stewards when it is stopped, or its team did nothing for six months', async () => {
    const [left, down, dated] = [await anEndless(), await anEndless(), await anEndless()]
    const paused = await anEndless()
    await run('UPDATE letter SET closes_at = 9e12 WHERE id = ?', dated.letter.id)
    await tell(paused.letter, { verb: 'pause', by: { accountId: null }, at: OPENED })
    await run('UPDATE letter SET closes_at = ? WHERE id = ?', CLOSED, paused.letter.id)
    const all = async () => {
      const found = []
      for (const { letter } of [left, down, dated, paused]) found.push(await listed(letter))
      return found
    }
    await takeDown(down.letter, OPENED)
    const soon = await all()
    itIs(LATER)
    const later = await all()
    await run(
      `INSERT INTO audit (letter_id, account_id, act, at) VALUES (?, ?, 'lock', ?)`,
      left.letter.id,
      left.owner.account.id,
      LATER
    )

    expect(soon).toEqual([false, true, false, false])
    expect(later).toEqual([true, true, false, true])
    expect(await all()).toEqual([false, true, false, true])
    await run('UPDATE letter SET closed_at = 1, anonymised_at = 1 WHERE id >= ?', left.letter.id)
  })

  it.each([
    ['open', aLetter],
    ['gathering', aGathering],
  ])(
    'is closed by a steward once it is stopped, %s as it was: its team is told, and the clock runs',
    async (_, make) => {
      const { letter, owner } = await anEndless(make)
      const by = { accountId: null, asSteward: true }
      const running = await tell(letter, { verb: 'close', by, at: OPENED })
      await takeDown(letter, OPENED)
      itIs(LATER)
      const steward = await aSteward({ fresh: true })
      const path = deskPaths.stewardClosure(letter.id)
      const early = await (await aSteward()).visit(path)
      const page = await steward.read(path)
      const press = (fields = {}) =>
        steward.submit(path, { was: 'taken-down', sure: 'yes', ...fields })
      const done = [
        await press({ sure: '' }),
        await press({ was: 'paused' }),
        await press(),
        await press(),
      ].map((answer) => answer.headers.get('location')?.split('?')[1])
      await finishDue(env.DB, env.REGISTRAR, new Date(LATER + GRACE_MS - 1))
      const before = (await letterAgain(letter)).finishedAt
      await finishDue(env.DB, env.REGISTRAR, new Date(LATER + GRACE_MS))
      const ended = await letterAgain(letter)
      const shown = await steward.read(deskPaths.stewardLetter(letter.id))
      await pass('2027-12-12')
      await pass('2028-01-11')

      expect(running.outcome).toBe('not-open')
      expect(early.headers.get('location')).toContain(deskPaths.fresh(path))
      expect(page).toContain('6 months after today the data of its signers is deleted')
      expect(done).toEqual(['done=changed', 'done=changed', 'done=closed', 'done=unchanged'])
      expect([before, ended.finishedAt, ended.closedAt]).toEqual([null, LATER + GRACE_MS, LATER])
      expect(ended.state).toBe(letter.state === 'gathering' ? 'gathering' : 'closed')
      expect(shown).toContain('and its ledger has ended')
      expect((await typesOf(letter)).endsWith('LSNS')).toBe(true)
      const mails = await owner.mails(owner.account.address)
      expect(mails.map(({ subject }) => subject).sort()).toEqual([
        'A steward has closed your letter',
        'Signers’ data is deleted on 11 January 2028',
      ])
      expect((await letterAgain(letter)).anonymisedAt).toBe(night('2028-01-11').getTime())
      const audited = await (
        await aCampaigner(owner.account.address)
      ).read(deskPaths.audit(letter.id))
      expect(audited).toMatch(/steward[^<]*closed the letter|as steward,[^]*closed the letter/)
    }
  )

  it('counts from when it really closed, if its date passed while it was paused', async () => {
    const { letter } = await anEndless()
    const by = { accountId: null }
    await run('UPDATE letter SET closes_at = ? WHERE id = ?', CLOSED, letter.id)
    await tell(letter, { verb: 'pause', by, at: OPENED })
    const planned = async () =>
      (await ask(env.DB, planOf(env.DB, new Date(LATER), 4000, letter.id)))[0]
    const [none] = await planned()
    await tell(letter, { verb: 'close', by, at: LATER })

    const [one] = await planned()
    expect([none, one?.closedAt]).toEqual([undefined, LATER])
    await run('UPDATE letter SET anonymised_at = 1 WHERE id = ?', letter.id)
  })
})

describe('letters whose Registrars can’t write hold up no others', () => {
  const stuck = new Set<number>()
  const registrars = {
    idFromName: (name: string) => ({ name }),
    get: ({ name }: { name: string }) =>
      stuck.has(Number(name))
        ? { act: () => Promise.reject(new Error('Network connection lost.')) }
        : env.REGISTRAR.get(env.REGISTRAR.idFromName(name)),
  } as unknown as DurableObjectNamespace<Registrar>

  /** Letters that nobody can write, with so many signatures each, all like the one that is made. */
  async function stuckWith(
    letters: number,
    many: number,
    make: (letter: Letter) => Promise<{ id: string }>
  ) {
    const columns = await rowsOf<{ name: string }>(
      `SELECT name FROM pragma_table_info('signature') WHERE name NOT IN ('id', 'number', 'email_key')`
    )
    const names = columns.map(({ name }) => name).join(', ')
    for (let i = 0; i < letters; i++) {
      const letter = await aLetter({ openedAt: new Date(OPENED) })
      const { id } = await make(letter)
      await run(
        `INSERT INTO signature (id, ${names}) SELECT signature.id || '-' || value, ${names}
         FROM signature, json_each(?2) WHERE signature.id = ?1`,
        id,
        JSON.stringify(Array.from({ length: many - 1 }, (_, n) => n))
      )
      stuck.add(letter.id)
    }
  }

  const stateOf = async ({ id }: { id: string }) =>
    (await rowsOf<{ state: string }>('SELECT state FROM signature WHERE id = ?', id))[0]?.state

  afterEach(async () => {
    const ids = JSON.stringify([...stuck])
    await run('DELETE FROM signature WHERE letter_id IN (SELECT value FROM json_each(?))', ids)
    await run('DELETE FROM waiting WHERE letter_id IN (SELECT value FROM json_each(?))', ids)
    await run('DELETE FROM retention_run WHERE letter_id IN (SELECT value FROM json_each(?))', ids)
    stuck.clear()
  })

  it('when signers are forgotten: each letter has its turn', async () => {
    for (let i = 0; i < 45; i++) {
      stuck.add(900_000 + i)
      await run(
        `INSERT INTO retention_run (what, letter_id, before, begun_at) VALUES ('letter', ?, 1, 1)`,
        900_000 + i
      )
    }
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    await aCounted(letter, {}, OPENED)
    await close(letter)
    await run(
      `UPDATE letter SET deletion_told = '2027-07-31', deletion_told_at = ? WHERE id = ?`,
      night('2027-07-01').getTime(),
      letter.id
    )
    const now = night('2027-07-31')
    await beginDue(env.DB, now)
    for (let minute = 0; minute < 3; minute++) {
      await carryOn(env.DB, registrars, new Date(now.getTime() + minute * 60_000))
    }

    expect((await letterAgain(letter)).anonymisedAt).not.toBeNull()
  })

  it('when who was held is counted', async () => {
    await stuckWith(5, 500, (letter) => aHeld(letter, {}, OPENED))
    const good = await aHeld(await aLetter({ openedAt: new Date(OPENED) }), {}, CLOSED)

    await releaseDue(env.DB, registrars, new Date(CLOSED + HELD_MS))

    expect(await stateOf(good)).toBe('counted')
  })

  it('when what nobody confirmed is deleted', async () => {
    await stuckWith(5, 500, (letter) => aSigner(letter, {}, OPENED))
    const good = await aSigner(await aLetter({ openedAt: new Date(OPENED) }), {}, CLOSED)

    await expireDue(env.DB, registrars, new Date(CLOSED + LINK_MS))

    expect(await stateOf(good)).toBeUndefined()
  })

  it('when addresses for news are forgotten', async () => {
    await stuckWith(1, 2000, (letter) => aCounted(letter, { updates: 'on' }, OPENED))
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    const good = await aCounted(letter, { updates: 'on' }, OPENED)

    await runClocks(env.DB, registrars, night('2029-01-11'))

    const kept = await rowsOf(
      'SELECT kept_address IS NULL AS gone FROM signature WHERE id = ?',
      good.id
    )
    expect(kept).toEqual([{ gone: 1 }])
  })
})

describe('the edges of a letter’s day', () => {
  const LIVING = ['suggested', 'open', 'asked', 'running', 'paused', 'undoing']
  const DAY_MS = 24 * 60 * 60 * 1000

  /** A letter that has closed and whose team, one owner, knows when its data goes. */
  async function aTold(told = night('2027-07-01').getTime()) {
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    const signer = await aCounted(letter, { name: 'Odo Edgeworth' }, OPENED)
    await close(letter)
    await run(
      `UPDATE letter SET deletion_told = '2027-07-31', deletion_told_at = ? WHERE id = ?`,
      told,
      letter.id
    )
    const owner = await aCampaigner()
    await joinTeam(letter, owner, 'owner')
    return { letter, owner, signer }
  }

  const planned = async ({ id }: Letter, day: string) =>
    (await ask(env.DB, planOf(env.DB, night(day), 4000, id)))[0][0]

  it('are its closing by hand or by its date, whichever came first, and no day of a deleted one', async () => {
    const [{ letter }, { letter: later }] = [await aTold(), await aTold()]
    await run('UPDATE letter SET closed_at = ? WHERE id = ?', CLOSED + DAY_MS, later.id)
    const dated = async (at: number) => {
      await run('UPDATE letter SET closes_at = ? WHERE id = ?', at, letter.id)
      return (await planned(letter, '2027-07-02'))?.closedAt
    }

    expect(await dated(CLOSED - DAY_MS)).toBe(CLOSED - DAY_MS)
    expect(await dated(CLOSED + DAY_MS)).toBe(CLOSED)
    const sooner = await aTold()
    await run('UPDATE letter SET keep_months = 5 WHERE id = ?', sooner.letter.id)
    const [all] = await ask(env.DB, planOf(env.DB, night('2027-06-02'), 4000))
    const days = all.map(({ day }) => day)
    expect(new Set(days).size).toBeGreaterThan(1)
    expect(days).toEqual(days.toSorted())
    await run(`UPDATE letter SET stopped = 'deleted' WHERE id = ?`, letter.id)
    expect(await planned(letter, '2027-07-02')).toBeUndefined()
  })

  it('are any living case, until it has begun; and then nobody chooses anything any more', async () => {
    const { letter, owner } = await aTold()
    await run(
      `INSERT INTO signature_case (id, letter_id, state, criteria, opened_at)
       VALUES ('edge-case', ?, 'open', '{"states":[]}', 1)`,
      letter.id
    )
    const waits = []
    for (const state of [...LIVING, 'done', 'dismissed']) {
      await run(`UPDATE signature_case SET state = ? WHERE id = 'edge-case'`, state)
      waits.push((await planned(letter, '2027-07-31'))?.waits)
    }
    const now = night('2027-07-31')
    await Promise.all([beginDue(env.DB, now), beginDue(env.DB, now)])
    await run(`UPDATE signature_case SET state = 'open' WHERE id = 'edge-case'`)
    itIs(now)
    const own = await aCampaigner(owner.account.address)
    const choose = () => own.submit(deskPaths.retention(letter.id), { months: '2', because: '' })

    expect(waits).toEqual([...LIVING.map(() => 'in-case'), null, null])
    expect(await planned(letter, '2027-07-31')).toMatchObject({
      waits: null,
      begunAt: now.getTime(),
    })
    expect((await choose()).status).toBe(409)
    // What the night began goes on by itself, as every minute's cron has it.
    await runCron()
    expect((await letterAgain(letter)).anonymisedAt).toBe(now.getTime())
    expect((await choose()).status).toBe(409)
    expect(await letterAgain(letter)).toMatchObject({ keepMonths: 6 })
  })

  it('are another day, told anew and once, if the letter has closed anew meanwhile', async () => {
    const { letter, owner } = await aTold()
    const later = Date.parse('2027-03-15T12:00:00Z')
    await run('UPDATE letter SET closed_at = ? WHERE id = ?', later, letter.id)
    const about = async () =>
      (await owner.mails(owner.account.address)).filter(({ subject }) => /data/.test(subject))

    await pass('2027-07-31')
    const early = await about()
    itIs(night('2027-08-20'))
    await Promise.all([
      tellTeams(env.DB, night('2027-08-20')),
      tellTeams(env.DB, night('2027-08-20')),
    ])
    await deliverDueMail()
    const told = await about()
    await pass('2027-09-15')
    const kept = (await letterAgain(letter)).anonymisedAt
    await pass('2027-09-19')

    expect(early).toEqual([])
    expect(told.map(({ subject }) => subject)).toEqual([
      'Signers’ data is deleted on 19 September 2027',
    ])
    expect(kept).toBeNull()
    expect((await letterAgain(letter)).anonymisedAt).toBe(night('2027-09-19').getTime())
  })

  it('can’t be moved out once its date has passed, though nobody has written it down yet', async () => {
    itIs(OPENED)
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    const owner = await aCampaigner()
    await joinTeam(letter, owner, 'owner')
    const by = (closesAt: number) =>
      run('UPDATE letter SET closes_at = ? WHERE id = ?', closesAt, letter.id)
    const longer = { months: '9', because: 'Because.' }

    await by(OPENED - DAY_MS)
    const late = await owner.submit(deskPaths.retention(letter.id), longer)
    const same = await owner.submit(deskPaths.retention(letter.id), { months: '6', because: '' })
    await by(OPENED + DAY_MS)
    const early = await owner.submit(deskPaths.retention(letter.id), longer)

    expect([late, same, early].map(({ status }) => status)).toEqual([409, 303, 303])
    await run('UPDATE letter SET anonymised_at = 1 WHERE id = ?', letter.id)
  })
})

describe('the edges of what goes', () => {
  it('are one letter’s own: mails on their way, what is still to answer, and others’ cases', async () => {
    const [letter, other] = [await aLetter(), await aLetter()]
    const [mine, theirs] = [await aCounted(letter), await aCounted(other)]
    const now = night('2027-07-31')
    for (const [{ id }, signer] of [
      [letter, mine],
      [other, theirs],
    ] as const) {
      const row = (table: string, columns: string, values: string) =>
        run(`INSERT INTO ${table} (${columns}) VALUES (${values})`, id, signer.id)
      await row(
        'outbox',
        'letter_id, signature_id, id, asked, to_key, address, state, next_at, created_at',
        `?1, ?2, 'way-${id}', 'counted', 'key', 'odo@example.org', 'claimed', 1, 1`
      )
      await row(
        'signature_case',
        'letter_id, id, state, criteria, opened_at, note',
        `?1, 'case-${id}', 'done', '{"states":["counted"]}', 1, substr(?2, 1, 1)`
      )
      await run(`INSERT INTO case_signature VALUES (?, 1, ?, 'left')`, `case-${id}`, signer.id)
      await row(
        'objection',
        'letter_id, signature_id, id, case_id, words, created_at',
        `?1, ?2, 'objection-${id}', 'case-${id}', 'But I am real.', 7`
      )
      for (const state of ['open', 'unconfirmed']) {
        await run(
          `INSERT INTO correction_request (id, letter_id, dealing, name, words, domain, state, created_at)
           VALUES (?, ?, 1, 'Odo', 'Odo asks', 'example.org', ?, 1)`,
          `${state}-${id}`,
          id,
          state
        )
      }
      await run(
        `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, person, role,
                                   updates, created_at)
         VALUES (?1, ?2, 'listed', 1, 'Fen Trust', ?1, 'fen.example.org', 'Odo', 'Head', 1, 1)`,
        `trust-${id}`,
        id
      )
    }
    await run(
      `INSERT INTO retention_run (id, what, letter_id, before, begun_at) VALUES (4711, 'letter', ?, 1, 1)`,
      letter.id
    )

    await forgetLetter(env.DB, { id: 4711, letterId: letter.id }, now)

    const of = async ({ id }: Letter) => ({
      mail: await rowsOf(
        'SELECT signature_id, to_key, state FROM outbox WHERE id = ?',
        `way-${id}`
      ),
      case: await rowsOf('SELECT signature_id FROM case_signature WHERE case_id = ?', `case-${id}`),
      objection: await rowsOf(
        'SELECT signature_id, words, settled_at FROM objection WHERE letter_id = ?',
        id
      ),
      asked: await rowsOf('SELECT state FROM correction_request WHERE letter_id = ?', id),
      trust: await rowsOf('SELECT person, updates FROM organisation WHERE letter_id = ?', id),
    })
    expect(await of(letter)).toEqual({
      mail: [{ signature_id: null, to_key: null, state: 'claimed' }],
      case: [{ signature_id: null }],
      objection: [{ signature_id: null, words: '', settled_at: 7 }],
      asked: [{ state: 'open' }],
      trust: [{ person: null, updates: 0 }],
    })
    expect(await of(other)).toEqual({
      mail: [{ signature_id: theirs.id, to_key: 'key', state: 'claimed' }],
      case: [{ signature_id: theirs.id }],
      objection: [{ signature_id: theirs.id, words: 'But I am real.', settled_at: null }],
      asked: [{ state: 'open' }, { state: 'unconfirmed' }],
      trust: [{ person: 'Odo', updates: 1 }],
    })
    await run('DELETE FROM outbox')
  })

  it('are an address that who is being checked hears by, a complaint still open, and the oldest first', async () => {
    const letter = await aLetter({ openedAt: new Date(OPENED) })
    const held = await aHeld(letter, { updates: 'on' }, OPENED)
    const complaint = (id: string, answeredAt: number | null, words: string) =>
      run(
        `INSERT INTO data_complaint (id, letter_id, about, words, received_at, due_at, answered_at)
         VALUES (?, ?, 'other', ?, 1, 2, ?)`,
        id,
        letter.id,
        words,
        answeredAt
      )
    await complaint('edge-open', null, 'Still open.')
    await complaint('edge-gone', OPENED, '')
    await run('DELETE FROM audit')
    await run(`INSERT INTO audit (letter_id, act, at) VALUES (?, 'lock', ?)`, letter.id, OPENED)
    await run(
      `INSERT INTO audit (letter_id, act, at)
       WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 2000)
       SELECT ?, 'lock', ? FROM i`,
      letter.id,
      CLOSED
    )

    // The night's cron does all of it.
    itIs(night('2033-01-14'))
    await runCron('17 3 * * *')

    const kept = await rowsOf(
      'SELECT updates, kept_address IS NULL AS gone FROM signature WHERE id = ?',
      held.id
    )
    expect(kept).toEqual([{ updates: 1, gone: 0 }])
    expect(await rowsOf(`SELECT words FROM data_complaint WHERE id = 'edge-open'`)).toEqual([
      { words: 'Still open.' },
    ])
    expect(await rowsOf('SELECT 1 FROM audit WHERE at = ?', OPENED)).toEqual([])
    expect(await rowsOf('SELECT 1 FROM audit WHERE at = ?', CLOSED)).toHaveLength(2000)
    const runs = await rowsOf<{ what: string }>(
      'SELECT what FROM retention_run WHERE begun_at = ?',
      night('2033-01-14').getTime()
    )
    expect(runs.map(({ what }) => what)).toContain('audit')
    expect(runs.map(({ what }) => what)).not.toContain('complaints')
  })
})
