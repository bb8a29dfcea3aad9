import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { databaseOf } from '../../src/cli/schools-database.ts'
import { readImportOptions } from '../../src/cli/schools-options.ts'
import { importSchools } from '../../src/cli/schools-run.ts'
import { summary } from '../../src/cli/schools-summary.ts'
import { termsOf } from '../../src/register/terms.ts'
import { aDatabase } from './schools-database.ts'
import { aFolderOfLists, aListed, csv, FULL, manyListed } from './schools-file.ts'

type TestDatabase = ReturnType<typeof aDatabase>
type Schools = Parameters<typeof csv>[0]
type Given = { day?: string; isExtract?: boolean; columns?: string[] }

const now = new Date('2026-06-22T12:00:00Z')
const WALES = 'school-wls\tname\tname-cy\tprincipal-local-authority\n6602001\tQuill\tCwilsyn\tAGY\n'

let folder: Awaited<ReturnType<typeof aFolderOfLists>>
beforeAll(async () => {
  folder = await aFolderOfLists()
})
afterAll(() => folder.remove())

async function load(db: TestDatabase, schools: Schools | string, given: Given = {}) {
  const { day = '2025-07-17', isExtract = false, columns } = given
  const text = typeof schools === 'string' ? schools : csv(schools, columns)
  const file = await folder.put('list.csv', text)
  return importSchools({ file, day, isExtract }, db, now, () => undefined)
}

function rows(db: TestDatabase, sql: string) {
  return db.sqlite
    .prepare(sql)
    .all()
    .map((row) => Object.values(row))
}

function everything(db: TestDatabase) {
  const tables = ['register', 'school', 'authority', 'place_school', 'school_term']
  return JSON.stringify(tables.map((name) => rows(db, `SELECT * FROM ${name} ORDER BY 1, 2, 3`)))
}

describe('a register that is loaded', () => {
  it('is all there, with the day it is of, and what it is counted and searched by', async () => {
    const db = aDatabase()
    const leeds = { 'LA (name)': 'Fenshire', 'PhaseOfEducation (name)': 'Secondary' }
    const independent = { 'TypeOfEstablishment (name)': 'Other independent school' }
    const schools = manyListed(30).map((school, i) => ({
      ...school,
      ...(i % 3 === 0 && leeds),
      ...(i === 4 && independent),
    }))

    const { added, rows: written } = await load(db, schools)
    await load(db, WALES, { day: '2018-12-31' })

    expect(added).toHaveLength(30)
    expect(written).toBeGreaterThan(30 + 2 + 2)
    expect(rows(db, 'SELECT country, as_of, schools, is_extract FROM register')).toEqual([
      ['england', '2025-07-17', 30, 0],
      ['wales', '2018-12-31', 1, 0],
    ])
    expect(rows(db, 'SELECT * FROM place_school ORDER BY 1')).toEqual([
      ['fenshire', 'secondary', 'maintained', 10],
      ['quillshire', 'primary', 'maintained', 19],
    ])
    expect(rows(db, 'SELECT * FROM school_term ORDER BY 1')).toEqual(termsByHand(db))
  })

  it('is written once: the same file again changes nothing, a newer day a single row', async () => {
    const db = aDatabase()
    await load(db, manyListed(30))
    const before = everything(db)

    const again = await load(db, manyListed(30))
    expect(everything(db)).toBe(before)
    expect(summary(again, 1200)).toContain('loaded already: nothing was written')

    const newer = await load(db, manyListed(30), { day: '2025-09-01' })
    expect(newer.rows).toBe(1)
    expect(rows(db, 'SELECT as_of FROM register')).toEqual([['2025-07-17'], ['2025-09-01']])
    expect(db.written).toHaveLength(2)

    await load(db, WALES, { day: '2018-12-31' })
    expect((await load(db, manyListed(30), { day: '2025-09-01' })).rows).toBe(0)
    await expect(load(db, manyListed(30), { day: '2025-08-01' })).rejects.toThrow(
      'The list of 2025-09-01 is loaded'
    )
  })

  it('changes by what differs only, and forgets words and places that no school has any more', async () => {
    const db = aDatabase()
    const alone = { EstablishmentName: 'Zephyrine Hall', 'LA (name)': 'Fenshire' }
    await load(
      db,
      manyListed(30).map((school, i) => (i === 7 ? { ...school, ...alone } : school))
    )

    const elsewhere = manyListed(31, { 'GOR (name)': 'London' })
    const { added, changed, closed, unchanged } = await load(db, elsewhere, { day: '2025-09-01' })

    expect({ added, changed, closed, unchanged }).toEqual({
      added: [100_031],
      changed: [100_008],
      closed: [],
      unchanged: 29,
    })
    expect(rows(db, 'SELECT urn FROM school WHERE register_id = 2')).toEqual([[100_008], [100_031]])
    expect(rows(db, 'SELECT authority, schools FROM place_school')).toEqual([['quillshire', 31]])
    expect(rows(db, `SELECT region FROM authority WHERE key = 'quillshire'`)).toEqual([['london']])
    expect(rows(db, 'SELECT * FROM school_term ORDER BY 1')).toEqual(termsByHand(db))
  })

  it('closes a school that has vanished, keeps its row, and opens it when it is back', async () => {
    const db = aDatabase()
    const state = () => rows(db, 'SELECT is_open, in_shares FROM school WHERE urn = 100003')[0]
    const share = () => rows(db, 'SELECT schools FROM place_school')
    const [all, less] = [manyListed(30), manyListed(30).filter(({ URN }) => URN !== '100003')]
    await load(db, all)

    expect((await load(db, less, { day: '2025-09-01' })).closed).toEqual([100_003])
    expect(state()).toEqual([0, 0])
    expect(share()).toEqual([[29]])
    expect(rows(db, 'SELECT * FROM school_term ORDER BY 1')).toEqual(termsByHand(db))
    expect((await load(db, less, { day: '2025-09-02' })).closed).toEqual([])

    expect((await load(db, all, { day: '2025-09-03' })).changed).toEqual([100_003])
    expect(state()).toEqual([1, 1])
    expect(share()).toEqual([[30]])
  })

  it('closes what the full file says is closed, and skips what was never here', async () => {
    const db = aDatabase()
    await load(db, manyListed(30))
    const gone = { 'EstablishmentStatus (name)': 'Closed' }
    const schools = manyListed(30).map((school, i) => (i === 2 ? { ...school, ...gone } : school))
    const old = aListed({ URN: '100900', ...gone })

    const imported = await load(db, [...schools, old], { columns: FULL })

    expect(imported.closed).toEqual([100_003])
    expect(rows(db, 'SELECT count(*) FROM school')).toEqual([[30]])
    expect(summary(imported, 900)).toContain('1 row skipped: closed before it was loaded here')
    expect((await load(db, [...schools, old], { columns: FULL })).rows).toBe(0)
  })

  it('closes nothing that it says nothing about', async () => {
    const db = aDatabase()
    const independent = { 'TypeOfEstablishment (name)': 'Other independent school' }
    const full = [...manyListed(30), aListed({ URN: '100500', ...independent })]
    await load(db, WALES)
    expect((await load(db, full, { columns: FULL })).closed).toEqual([])
    db.sqlite.exec(`INSERT INTO school SELECT 900001, country, name, name_cy, town, postcode,
      authority, phase, type, in_shares, domain, domain_why, heads, is_open, register_id
      FROM school WHERE urn = 100001`)

    const { closed } = await load(db, manyListed(30), { day: '2025-09-01' })

    expect(closed).toEqual([])
  })

  it('leaves the others alone if it is an extract', async () => {
    const db = aDatabase()
    await load(db, manyListed(30), { isExtract: true })
    const { closed, added } = await load(db, manyListed(40).slice(29), { isExtract: true })
    expect([closed.length, added.length]).toEqual([0, 10])
    const gone = aListed({ URN: '100003', 'EstablishmentStatus (name)': 'Closed' })
    const part = await load(db, [...manyListed(2), gone], { isExtract: true })
    expect(part.closed).toEqual([100_003])

    await load(db, manyListed(45))
    expect(rows(db, 'SELECT is_extract FROM register')).toEqual([[1], [1], [1], [0]])
  })

  it('is whole once the same schools are loaded as the whole list', async () => {
    const db = aDatabase()
    await load(db, manyListed(3), { isExtract: true })

    expect((await load(db, manyListed(3))).rows).toBe(1)
    expect(rows(db, 'SELECT is_extract FROM register')).toEqual([[1], [0]])
  })

  it('loses a tenth of its open schools at once, and no more', async () => {
    const db = aDatabase()
    const welsh = Array.from({ length: 50 }, (_, i) => `66${20_020 + i}\tQuill\t\tAGY\n`)
    await load(db, WALES + welsh.join(''))
    await load(db, manyListed(300))

    expect((await load(db, manyListed(275))).closed).toHaveLength(25)
    await expect(load(db, manyListed(247))).rejects.toThrow('28 of 275 open schools are not in')
  })

  it.each([
    ['an older list', () => load(aLoaded(), manyListed(30), { day: '2024-01-01' }), 'is older'],
    ['half of a list', () => load(aLoaded(), manyListed(9)), '21 of 30 open schools are not in'],
    ['a part of it', () => load(aLoaded(), manyListed(9), { isExtract: true }), 'whole list of'],
    ['a broken one', () => load(aLoaded(), csv(manyListed(30)).slice(0, -50)), 'Line 31'],
  ])('is not replaced by %s', async (_, tryIt, words) => {
    loaded = aDatabase()
    await load(loaded, manyListed(30))
    const before = everything(loaded)

    await expect(tryIt()).rejects.toThrow(words)
    expect(everything(loaded)).toBe(before)
  })

  let loaded: TestDatabase
  const aLoaded = () => loaded

  it('is not written twice at once', async () => {
    const db = aDatabase()
    const stale = await db.read()
    await load(db, manyListed(3))

    await expect(
      load({ ...db, read: () => Promise.resolve(stale) }, manyListed(3))
    ).rejects.toThrow('UNIQUE')
  })
})

describe('the SQL of a register', () => {
  it('says exactly what the list does, in statements that D1 takes', async () => {
    const db = aDatabase()
    const names = [
      `Robert'); DROP TABLE school;--`,
      `"Quill" \\ 'Fen'; SELECT 1; -- /* */ ?1 $1 {}`,
      'Ysgol Ŵyr 学校 🏫 St Thomas à Quill',
    ]
    const schools = manyListed(900).map((school, i) => ({
      ...school,
      EstablishmentName: names[i] ?? `School ${i} ${'of the long name '.repeat(12)}`.trim(),
    }))

    await load(db, schools)

    const found = rows(db, 'SELECT name FROM school ORDER BY urn').map(([name]) => name)
    expect(found).toEqual(schools.map((one) => one.EstablishmentName))
    const statements = (db.written[0] ?? '').split(';\n')
    expect(statements.length).toBeGreaterThan(4)
    expect(Math.max(...statements.map((one) => Buffer.byteLength(one)))).toBeLessThan(100_000)
  })
})

describe('the way to the database', () => {
  const nothing = JSON.stringify(Array.from({ length: 5 }, () => ({ results: [] })))
  const list = csv(manyListed(3))
  const path = process.env.PATH
  afterEach(() => {
    process.env.PATH = path
  })

  /** Asks a stand-in for wrangler, which answers always the same, and tells what it was asked. */
  async function ask(answer: string, given: string[], end = 'exit 0') {
    const asked = join(folder.path, 'asked')
    const file = await folder.put('edubasealldata20250717.csv', list)
    const script = `#!/bin/sh\necho "$@" >> '${asked}'\necho '${answer}'\n${end}\n`
    await chmod(await folder.put('wrangler', script), 0o755)
    process.env.PATH = `${folder.path}:${path}`
    await writeFile(asked, '')

    const options = readImportOptions([file, ...given], now)
    if (!options) throw new Error('it only helps')
    const { list: loaded } = await importSchools(options, databaseOf(options), now, () => undefined)
    return { asked: await readFile(asked, 'utf8'), asOf: loaded.asOf }
  }

  it('leads to the deployed site when asked, and leaves no file of heads behind', async () => {
    const { asked, asOf } = await ask(nothing, ['--remote'])

    expect(asOf).toBe('2025-07-17')
    expect(asked.match(/^d1 execute DB --remote --yes --json --(command|file)/gm)).toHaveLength(2)
    const file = asked.match(/--file (\S+)/)?.[1] ?? ''
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  it('leads to a local site else, in its own folder', async () => {
    const { asked } = await ask(nothing, ['--state', '/tmp/here'])

    expect(asked.match(/ --local --persist-to \/tmp\/here /g)).toHaveLength(2)
  })

  it.each([
    ['{"error": {"text": "no such table: register"}}', [], 'Run npm start first'],
    ['{"error": {"text": "no such table: register"}}', ['--remote'], 'Run npm run deploy first'],
    ['not logged in', ['--remote'], 'npx wrangler login'],
  ])('says what to do when it hears %s', async (answer, given, words) => {
    await expect(ask(answer, given, 'exit 1')).rejects.toThrow(words)
  })

  it('says so when it reads what is there, and then can’t write', async () => {
    const end = 'case "$*" in *--file*) exit 1 ;; esac'

    await expect(ask(nothing, ['--remote'], end)).rejects.toThrow('nothing was changed')
  })

  it('takes the day from the name of the file, or of what it holds, and else asks for it', async () => {
    const zip = zipSync({ 'edubasealldata20250717.csv': new TextEncoder().encode(list) })
    const dated = async (name: string, bytes: string | Uint8Array) => {
      const options = { file: await folder.put(name, bytes), day: null, isExtract: false }
      const { list: loaded } = await importSchools(options, aDatabase(), now, () => undefined)
      return loaded.asOf
    }

    expect(await dated('results.zip', zip)).toBe('2025-07-17')
    await expect(dated('list.csv', list)).rejects.toThrow('--date 2025-07-17')
    await expect(dated('list-2004123056.csv', list)).rejects.toThrow('--date 2025-07-17')
  })
})

describe('what it says at its end', () => {
  it('sums up what was found and left out, and names nobody', async () => {
    const shut = { 'EstablishmentStatus (name)': 'Proposed to open' }
    const others = manyListed(14)
      .slice(8)
      .map((school, i) => ({
        ...school,
        ...(i < 4 ? shut : { SchoolWebsite: i === 4 ? '' : 'quill.wordpress.com' }),
      }))

    const said = summary(await load(aDatabase(), [...manyListed(8), ...others]), 1234)

    expect(said).toBe(`Get Information about Schools, Department for Education, 17 July 2025
10 open schools: 10 added, 0 changed, 0 closed, 0 unchanged.
With a domain by which a school mailbox is known: 8. On one that strangers share: 1. Without a website: 1.
4 rows skipped: proposed to open: not open yet; line 10 (Brambleholt Primary School), line 11 (Brambleholt Primary School), line 12 (Brambleholt Primary School), ….
${said.match(/\d+ rows written.*/)?.[0]}
Done in 1.2 s.`)
    expect(said).not.toContain('Quillfeather')
  })
})

/** Counted anew from the rows. */
function termsByHand(db: TestDatabase) {
  const searched = db.sqlite
    .prepare(
      `SELECT urn, school.name, name_cy AS nameCy, town, postcode, authority.name AS authorityName,
              is_open AS isOpen
       FROM school JOIN authority ON authority.key = authority`
    )
    .all()
    .map(({ isOpen, ...row }) => ({ ...row, isOpen: isOpen === 1 }))
  const terms = termsOf(searched as Parameters<typeof termsOf>[0])
  return [...terms]
    .map(([term, { inName, inPlace }]) => [term, inName, inPlace])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}
