import {
  compactVerify,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
} from 'jose'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { requireSettings, type Settings } from '../../src/env'
import { parseKeyFile } from '../../src/ledger/key-file'
import { checkTotal } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import { keepDay } from '../../src/newsroom/keep-day'
import { keepDays } from '../../src/newsroom/keep-days'
import type { KeptDay } from '../../src/newsroom/kept-days'
import { paths } from '../../src/paths'
import type { LedgerKey } from '../../src/setting'
import { ukDate } from '../../src/uk-time'
import { aCounted, aHeld, aSigner, NOON, removal, tell } from '../registrar/people'
import { DAY, HOUR } from '../support/clock'
import { aLetter } from '../support/letters'
import { aCountedDatabase, aSite, runCron } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const NIGHTLY = '17 3 * * *'

const settings = requireSettings(env)

const opened = (given = {}) => aLetter({ openedAt: new Date(NOON), ...given })

/** Lets the night before a day's dawn do its work. */
const keepAt = (time: string | number, over: Partial<Settings> = {}) =>
  keepDays(env.DB, { ...settings, ...over }, () => new Date(time))

const keepDayOf = ({ id }: Letter, time: string) => keepDay(env.DB, settings, id, new Date(time))

const read = (path: string) => aVisitor().read(path)
const json = async <T>(path: string) => JSON.parse(await read(path)) as T
const textOf = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** What was signed on a day, once its signature was checked with the site's public keys. */
async function signedDay(letter: Letter, day: string, published?: JSONWebKeySet) {
  const keys = createLocalJWKSet(published ?? (await json<JSONWebKeySet>(paths.jwks())))
  const { payload, protectedHeader } = await compactVerify(
    await read(paths.keptDayJws(letter.slug, day)),
    keys
  )
  return { protectedHeader, kept: JSON.parse(new TextDecoder().decode(payload)) as KeptDay }
}

async function statusOf(path: string) {
  return (await aVisitor().visit(path)).status
}

const daysOf = async ({ id }: Letter) => {
  const sql = 'SELECT day FROM kept_day WHERE letter_id = ? ORDER BY day'
  return (await rowsOf<{ day: string }>(sql, id)).map(({ day }) => day)
}

const openAlarms = ({ id }: Letter) =>
  rowsOf<{ detail: string }>(
    `SELECT detail FROM alarm WHERE kind = 'kept-day' AND letter_id = ? AND cleared_at IS NULL`,
    id
  )

describe('a kept day', () => {
  it('is signed each night with the key of the ledgers, and says what the letter’s data said', async () => {
    const other = await aLetter()
    for (let i = 0; i < 2; i++) await aHeld(other, {}, Date.now())
    const letter = await aLetter({ goal: 2 })
    await aCounted(letter, { role: 'parent', school: '', country: 'wales' }, Date.now())
    await aCounted(letter, {}, Date.now())
    await aHeld(letter, {}, Date.now())
    const data = await json<Record<string, unknown>>(paths.letterJson(letter.slug))

    await runCron(NIGHTLY)

    const day = ukDate(Date.now())
    const { protectedHeader, kept } = await signedDay(letter, day)
    const [key] = (await json<JSONWebKeySet>(paths.jwks())).keys
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: key?.kid, cty: 'json' })
    const { ledger } = data as KeptDay
    const { size: ledger_size, root } = ledger
    const around = ['answer', 'dealings', 'follows_up', 'followed_up_by']
    const numbers = Object.entries(data).filter(([field]) => !around.includes(field))
    const said = Object.fromEntries(numbers)
    expect(kept).toEqual({ ...said, day, as_of: kept.as_of, ledger_size, root })
    expect(kept).toMatchObject({ counted: 2, awaiting_confirmation: 0, held: 1, ledger_size: 6 })
    expect(kept.milestones).toHaveLength(1)
    expect(Date.parse(kept.as_of)).toBeLessThanOrEqual(Date.now())
  })

  it('agrees with the ledger of that size, which still proves it when it has grown', async () => {
    const letter = await opened()
    const ada = await aCounted(letter)
    await aCounted(letter)
    await tell(letter, removal(ada))
    await keepAt('2026-06-23T03:17:00Z')
    await aCounted(letter)

    const { kept } = await signedDay(letter, '2026-06-23')
    const proof = await read(paths.totalProof(letter.uuid, kept.ledger_size))
    const proven = await checkTotal(proof, await parseKeyFile(await read(paths.keyFile())))

    expect(proof.endsWith(`\n${kept.ledger.checkpoint}`)).toBe(true)
    expect(proven).toMatchObject({ live: 1, confirmed: 2, withdrawn: 0, removed: 1 })
    expect(kept).toMatchObject({ counted: 1, confirmed: 2, withdrawn: 0, removed: 1 })
    expect(kept.root).toBe(proven.root.toBase64())
  })

  it('is shown in tables, each row with a sentence to quote that has the time with its zone', async () => {
    const letter = await opened({ title: 'Mark in <ink> & wash' })
    await aCounted(letter, { country: 'wales' })
    await aCounted(letter, { role: 'parent', school: '' })
    await aSigner(letter)
    await keepAt('2026-06-23T03:17:00Z')
    await aCounted(letter)

    const page = await read(paths.keptDay(letter.slug, '2026-06-23'))

    const text = textOf(page)
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
    const at = '04:17 BST on 23 June 2026'
    const cited = `the open letter “Mark in <ink> & wash”`
    const address = env.ORIGIN + paths.keptDay(letter.slug, '2026-06-23')
    expect(text).toContain('kept and signed at 04:17 BST on 23 June 2026')
    expect(text).toContain(`At ${at}, ${cited} had 2 signatures confirmed by email (${address}).`)
    for (const said of ['gave “Parent”', 'gave Wales', 'were put to edition 1']) {
      expect(text).toMatch(
        new RegExp(`At ${at}, [12] of the 2 signatures [^;]*?${said}[^;]*? \\(${address}\\)`)
      )
    }
    expect(text).toContain('awaiting email confirmation 1')
    expect(page).toContain(`href="${paths.keptDayJws(letter.slug, '2026-06-23')}"`)
    expect(page).toContain(`href="${paths.jwks()}"`)
    expect(page).toContain(`href="${paths.pastTotal(letter.slug, 6)}"`)
  })

  it('is found from the newsroom, the newest first', async () => {
    const letter = await opened()
    await aCounted(letter)
    const none = await read(paths.newsroom(letter.slug))
    await keepAt('2026-06-23T03:17:00Z')
    await keepAt('2026-06-24T03:17:00Z')

    const newsroom = await read(paths.newsroom(letter.slug))
    const newest = paths.keptDay(letter.slug, '2026-06-24')

    expect(none).not.toContain('/newsroom/on/')
    expect(newsroom).toContain(`<a href="${newest}">that of 24 June 2026</a>`)
    const page = await read(newest)
    expect(page).toContain(`href="${paths.keptDay(letter.slug, '2026-06-23')}"`)
    expect(page).not.toContain(', the newest')
    expect(page).not.toContain(', the next kept after it')
  })

  it('stands alone if it is the letter’s only one, whatever was kept of others', async () => {
    const other = await opened()
    for (const day of ['22', '23', '24']) await keepDayOf(other, `2026-06-${day}T03:17:00Z`)
    const letter = await opened()
    await keepDayOf(letter, '2026-06-23T03:17:00Z')
    await rowsOf(`UPDATE letter SET title = 'Another title' WHERE id = ?`, letter.id)

    const page = await read(paths.keptDay(letter.slug, '2026-06-23'))

    expect(page).toContain('This is the only day kept so far.')
    expect(page).toContain(`the open letter “${letter.title}” had`)
    expect(page).not.toContain('id="breakdown"')
  })

  it('is shown also if it was kept before there were types of schools', async () => {
    const letter = await opened()
    await aCounted(letter)
    await keepAt('2026-06-23T03:17:00Z')
    const [before] = await rowsOf<{ jws: string }>(
      'SELECT jws FROM kept_day WHERE letter_id = ?',
      letter.id
    )
    const [head, payload = '', signature] = before?.jws.split('.') ?? []
    const kept = JSON.parse(
      new TextDecoder().decode(Uint8Array.fromBase64(payload, { alphabet: 'base64url' }))
    ) as { breakdown: object }
    const breakdown = { ...kept.breakdown, region: [], type: undefined }
    const older = new TextEncoder()
      .encode(JSON.stringify({ ...kept, breakdown }))
      .toBase64({ alphabet: 'base64url', omitPadding: true })
    await rowsOf(
      'UPDATE kept_day SET jws = ? WHERE letter_id = ?',
      [head, older, signature].join('.'),
      letter.id
    )

    const page = textOf(await read(paths.keptDay(letter.slug, '2026-06-23')))

    expect(page).toContain('By role')
    expect(page).not.toContain('By type of school')
  })

  it('stays as it was first kept', async () => {
    const letter = await opened()
    await aCounted(letter)
    await keepAt('2026-06-23T03:17:00Z')
    const first = await read(paths.keptDayJws(letter.slug, '2026-06-23'))
    await aCounted(letter)

    await keepAt('2026-06-23T03:18:00Z')
    await keepAt('2026-06-24T03:17:00Z')

    expect(await read(paths.keptDayJws(letter.slug, '2026-06-23'))).toBe(first)
    expect((await signedDay(letter, '2026-06-24')).kept.counted).toBe(2)
    expect(await daysOf(letter)).toEqual(['2026-06-23', '2026-06-24'])
  })

  it('stays as it was first kept also when two runs of a night overlap', async () => {
    const letter = await opened()
    await keepDayOf(letter, '2026-06-23T03:17:00Z')
    await aCounted(letter)

    await keepDayOf(letter, '2026-06-23T03:18:00Z')

    expect((await signedDay(letter, '2026-06-23')).kept.counted).toBe(0)
  })

  it.each([
    ['summer', '2026-06-22T23:17:00Z', '2026-06-23', '00:17 BST on 23 June 2026'],
    ['winter', '2026-12-22T23:17:00Z', '2026-12-22', '23:17 GMT on 22 December 2026'],
  ])('is a day of the UK in %s', async (_, time, day, words) => {
    const letter = await opened()

    await keepAt(time)

    expect(await daysOf(letter)).toEqual([day])
    expect(textOf(await read(paths.keptDay(letter.slug, day)))).toContain(words)
  })

  it('may be read by other sites and kept for good, once it is there', async () => {
    const letter = await opened()
    const file = paths.keptDayJws(letter.slug, '2026-06-23')
    expect(await statusOf(file)).toBe(404)
    await keepAt('2026-06-23T03:17:00Z')

    const { headers, status } = await aVisitor().visit(file)

    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/jose')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toContain('immutable')
    const page = await aVisitor().visit(paths.keptDay(letter.slug, '2026-06-23'))
    expect(page.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5')
  })

  it('costs its readers one question to the database, and changes nothing', async () => {
    const letter = await opened()
    await keepAt('2026-06-23T03:17:00Z')
    const before = await dumpTables()
    const day = paths.keptDay(letter.slug, '2026-06-23')
    const file = paths.keptDayJws(letter.slug, '2026-06-23')

    // What is not there may have moved, or be gone: that is a second question.
    for (const [path, status, calls] of [
      [day, 200, 1],
      [file, 200, 1],
      [paths.keptDay(letter.slug, '2026-06-24'), 404, 2],
    ] as const) {
      const { db, counted } = aCountedDatabase()
      const answer = await aSite({ DB: db })(path)
      expect({ path, status: answer.status, calls: counted.calls }).toEqual({
        path,
        status,
        calls,
      })
    }
    expect(await dumpTables()).toBe(before)
  })

  it('can be checked when its key is no longer used, also if that signed nothing else', async () => {
    const letter = await opened()
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    const retired = (await exportJWK(privateKey)) as LedgerKey

    await keepAt('2026-06-23T03:17:00Z', { LEDGER_KEY: retired })

    const later = aSite({ ORIGIN: 'https://later.example', LEDGER_KEYS_RETIRED: retired.x })
    const published = await (await later(paths.jwks())).json<JSONWebKeySet>()
    const { kept } = await signedDay(letter, '2026-06-23', published)
    expect(kept.slug).toBe(letter.slug)
    await expect(signedDay(letter, '2026-06-23')).rejects.toThrow('no applicable key')
  })
})

describe('a day that was not kept', () => {
  it('is not there, and leads to those around it and to the newest', async () => {
    const letter = await opened()
    for (const day of ['23', '24', '27', '29']) await keepAt(`2026-06-${day}T03:17:00Z`)

    const answer = await aVisitor().visit(paths.keptDay(letter.slug, '2026-06-25'))

    const page = await answer.text()
    expect(answer.status).toBe(404)
    for (const day of ['2026-06-24', '2026-06-27', '2026-06-29']) {
      expect(page).toContain(`href="${paths.keptDay(letter.slug, day)}"`)
    }
    expect(page).not.toContain(paths.keptDay(letter.slug, '2026-06-23'))
    expect(textOf(page)).toContain('for 25 June 2026')
  })

  it('says so where none was kept at all', async () => {
    const letter = await opened()

    const answer = await aVisitor().visit(paths.keptDay(letter.slug, '2026-06-25'))

    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('No day of this letter has been kept yet.')
  })

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-6-2',
    '20260622',
    '0000-00-00',
    '-',
    '2026-06-22.txt',
  ])('is no page of ours if it is no day: %s', async (day) => {
    const letter = await opened()

    const answer = await aVisitor().visit(paths.keptDay(letter.slug, day))

    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('There is no such page')
  })

  it.each(['draft', 'gathering'])('is every day of a letter that is %s', async (state) => {
    const letter = await opened()
    await keepAt('2026-06-23T03:17:00Z')
    await rowsOf('UPDATE letter SET state = ? WHERE id = ?', state, letter.id)

    await keepAt('2026-06-24T03:17:00Z')

    expect(await daysOf(letter)).toEqual(['2026-06-23'])
    expect(await statusOf(paths.keptDay(letter.slug, '2026-06-23'))).toBe(404)
    expect(await statusOf(paths.keptDayJws(letter.slug, '2026-06-23'))).toBe(404)
  })

  it.each([
    ['a breakdown is not the total', `UPDATE tally SET counted = 5 WHERE dimension = 'country'`],
    ['a breakdown is lost', `DELETE FROM tally WHERE dimension = 'role'`],
    ['a total is not the ledger’s', 'UPDATE head SET confirmed = 3, withdrawn = 2'],
    ['the ledger’s end is not signed', 'UPDATE head SET size = size + 1'],
  ])('is one on which %s; a steward hears of it, and no other letter waits', async (_, sql) => {
    const letter = await opened()
    await aCounted(letter)
    const other = await opened()
    const [head] = await rowsOf<Record<string, number>>(
      'SELECT confirmed, withdrawn, size FROM head WHERE letter_id = ?',
      letter.id
    )
    const tally = await rowsOf<Record<string, string>>(
      'SELECT * FROM tally WHERE letter_id = ?',
      letter.id
    )
    await rowsOf(
      sql.includes('WHERE') ? `${sql} AND letter_id = ?` : `${sql} WHERE letter_id = ?`,
      letter.id
    )

    await keepAt('2026-06-23T03:17:00Z')

    expect(await daysOf(letter)).toEqual([])
    expect(await openAlarms(letter)).toHaveLength(1)
    expect(await daysOf(other)).toEqual(['2026-06-23'])

    await rowsOf(
      'UPDATE head SET confirmed = ?2, withdrawn = ?3, size = ?4 WHERE letter_id = ?1',
      letter.id,
      head?.confirmed,
      head?.withdrawn,
      head?.size
    )
    await rowsOf(
      `INSERT OR REPLACE INTO tally
       SELECT ?1, value->>'dimension', value->>'key', value->>'counted' FROM json_each(?2)`,
      letter.id,
      JSON.stringify(tally)
    )
    await keepAt('2026-06-24T03:17:00Z')

    expect(await daysOf(letter)).toEqual(['2026-06-24'])
    expect(await openAlarms(letter)).toEqual([])
  })

  it('is one on which the letter’s ledger is not to be trusted', async () => {
    const letter = await opened()
    await rowsOf(
      `INSERT INTO alarm (kind, letter_id, detail, raised_at)
       VALUES ('ledger-fork', ?1, 'x', 0), ('kept-day', ?1, 'x', 0)`,
      letter.id
    )

    await keepAt('2026-06-23T03:17:00Z')

    expect(await daysOf(letter)).toEqual([])
    expect(await openAlarms(letter)).toHaveLength(1)
  })

  it('is reported when a letter can’t be read, after all others had their turn', async () => {
    const broken = await opened()
    await aCounted(broken)
    const other = await opened()
    await rowsOf(`UPDATE letter SET roles = '7' WHERE id = ?`, broken.id)

    const kept = keepAt('2026-06-23T03:17:00Z')

    await expect(kept).rejects.toThrow('of some letters the day was not kept')
    expect(await daysOf(broken)).toEqual([])
    expect(await daysOf(other)).toEqual(['2026-06-23'])
    await rowsOf(`UPDATE letter SET roles = '[]' WHERE id = ?`, broken.id)
  })

  it('is one that changed nothing of a letter that is closed for good', async () => {
    const letter = await opened()
    const ada = await aCounted(letter)
    await tell(letter, { verb: 'close', at: NOON })
    await keepAt('2026-06-23T03:17:00Z')
    await tell(letter, { verb: 'finish', at: NOON + DAY + HOUR })
    await keepAt('2026-06-24T03:17:00Z')
    await keepAt('2026-06-25T03:17:00Z')
    await tell(letter, { verb: 'withdraw', id: ada.id, at: NOON + 3 * DAY })
    await keepAt('2026-06-26T03:17:00Z')
    await keepAt('2026-06-27T03:17:00Z')

    expect(await daysOf(letter)).toEqual(['2026-06-23', '2026-06-24', '2026-06-26'])
  })
})
