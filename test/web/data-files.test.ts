import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { parseKeyFile } from '../../src/ledger/key-file'
import { checkTotal } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { aCounted, aHeld, NOON, refusal, reinstatement, removal, tell } from '../registrar/people'
import { aLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const HOUR = 60 * 60 * 1000

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const DATA: [name: string, path: (slug: string) => string][] = [
  ['count.json', paths.countJson],
  ['letter.json', paths.letterJson],
  ['history.json', paths.historyJson],
  ['history.csv', paths.historyCsv],
  ['breakdown.csv', paths.breakdownCsv],
  ['corrections.json', paths.correctionsJson],
  ['signatures.json', paths.signaturesJson],
]

// A list of corrections names no moment, so that it changes with a correction only.
const CHANGING = DATA.filter(([name]) => name !== 'corrections.json')

/** Four confirmed over two hours; one removed and reinstated, one withdrawn, one refused. */
async function aMovedLetter() {
  const letter = await aLetter({ openedAt: new Date(NOON - HOUR) })
  const first = await aCounted(letter, {}, NOON)
  await aCounted(letter, {}, NOON + 59 * 60 * 1000)
  const third = await aCounted(letter, {}, NOON + 2 * HOUR)
  await aCounted(letter, {}, NOON + 2 * HOUR)
  await tell<'remove'>(letter, removal(first, { at: NOON + 2 * HOUR + 1000 }))
  await tell<'withdraw'>(letter, { verb: 'withdraw', id: third.id, at: NOON + 5 * HOUR })
  const held = await aHeld(letter, {}, NOON + 6 * HOUR)
  await tell<'refuse'>(letter, refusal(held, { at: NOON + 7 * HOUR }))
  await tell<'reinstate'>(letter, reinstatement(first, { at: NOON + 9 * HOUR }))
  return letter
}

describe('history.json', () => {
  it('has a row for every hour that moved the total, falls too, with the total at its end', async () => {
    const letter = await aMovedLetter()

    expect(await json(paths.historyJson(letter.slug))).toEqual([
      anHour('2026-06-22T12:00:00Z', { counted: 2, confirmed: 2 }),
      anHour('2026-06-22T14:00:00Z', { counted: 3, confirmed: 2, removed: 1 }),
      anHour('2026-06-22T17:00:00Z', { counted: 2, withdrawn: 1 }),
      anHour('2026-06-22T21:00:00Z', { counted: 3, reinstated: 1 }),
    ])
  })

  it('ends with the total of letter.json', async () => {
    const letter = await aMovedLetter()

    const rows = (await json(paths.historyJson(letter.slug))) as { counted: number }[]

    expect(rows.at(-1)?.counted).toBe((await numbersOf(letter)).counted)
  })

  it('of a letter that nobody has signed is an empty list', async () => {
    expect(await json(paths.historyJson((await aLetter()).slug))).toEqual([])
  })
})

describe('history.csv', () => {
  it('holds what history.json holds, its fields as columns', async () => {
    const letter = await aMovedLetter()

    const [names, ...rows] = await table(paths.historyCsv(letter.slug))
    const data = (await json(paths.historyJson(letter.slug))) as Record<string, unknown>[]

    expect(names).toEqual(['hour', 'counted', 'confirmed', 'withdrawn', 'removed', 'reinstated'])
    expect(rows).toHaveLength(4)
    expect(rows).toEqual(data.map((row) => names?.map((name) => String(row[name]))))
  })

  it('of a letter that nobody has signed names its columns', async () => {
    const lines = await read(paths.historyCsv((await aLetter()).slug))

    expect(lines).toBe('hour,counted,confirmed,withdrawn,removed,reinstated\r\n')
  })
})

describe('breakdown.csv', () => {
  it('holds every cell of letter.json, each with its moment', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await signAndConfirm(letter, ada({ role: 'parent', country: 'wales', public: '' }))
    await signAndConfirm(letter, ada({ country: '' }))

    const [names, ...rows] = await table(paths.breakdownCsv(letter.slug))
    const { breakdown, ledger } = await numbersOf(letter)

    expect(names).toEqual(['dimension', 'key', 'label', 'counted', 'as_of', 'ledger_size'])
    const moment = [expect.stringMatching(RFC_3339) as string, String(ledger.size)]
    expect(rows).toEqual(
      Object.entries(breakdown).flatMap(([dimension, cells]) =>
        cells.map(({ key, label, counted }) => [dimension, key, label, String(counted), ...moment])
      )
    )
    expect(rows.map((row) => row.slice(0, 2))).toEqual(
      expect.arrayContaining([
        ['country', 'withheld'],
        ['country', 'not-given'],
      ])
    )
    expect(new Set(rows.map((row) => row[4])).size).toBe(1)
  })

  it('makes no formula of a role’s label', async () => {
    const label = '=HYPERLINK("https://evil.example","Head")'
    const letter = await aLetter({
      roles: [{ key: 'head', label, head: true, school: 'optional' }],
    })
    await signAndConfirm(letter)

    const lines = await read(paths.breakdownCsv(letter.slug))

    expect(lines).toContain(`role,head,"'${label.replaceAll('"', '""')}",1,`)
  })
})

describe('corrections.json', () => {
  it('tells each, newest first, with the totals before and after and the sizes that prove them', async () => {
    const letter = await aMovedLetter()

    const data = (await json(paths.correctionsJson(letter.slug))) as Record<string, unknown>[]

    const sentence = expect.stringMatching(/\S.*\.$/) as string
    expect(data).toMatchObject([
      { kind: 'reinstatement', number: 1, counted_before: 2, counted_after: 3, sentence },
      { kind: 'refusal', reason: 'automated', number: 1, counted_before: 2, counted_after: 2 },
      { kind: 'removal', reason: 'impersonation', number: 1, counted_before: 4, counted_after: 3 },
    ])
    expect(data.map(({ at }) => at)).toEqual([
      '2026-06-22T21:00:00.000Z',
      '2026-06-22T19:00:00.000Z',
      '2026-06-22T14:00:01.000Z',
    ])
    for (const one of data) {
      expect(Object.keys(one)).toEqual([
        'at',
        'kind',
        'reason',
        'sentence',
        'number',
        'counted_before',
        'counted_after',
        'ledger_from',
        'ledger_to',
      ])
    }
  })

  it('gives the totals that the ledger proves at its sizes', async () => {
    const letter = await aMovedLetter()
    const keys = await parseKeyFile(await read(paths.keyFile()))
    const corrections = (await json(paths.correctionsJson(letter.slug))) as Record<string, number>[]

    const said = corrections.flatMap((one) => [
      [one.ledger_from, one.counted_before],
      [one.ledger_to, one.counted_after],
    ])
    expect(said).toHaveLength(6)
    for (const [size, counted] of said) {
      const proof = await read(paths.totalProof(letter.uuid, size))
      expect((await checkTotal(proof, keys)).live).toBe(counted)
    }
  })

  it('has the newest first also where the ledger has not grown', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON) })
    const [older, newer] = [await aHeld(letter), await aHeld(letter)]
    const caseId = '00000000-4e5f-4a6b-8c7d-9e8f7a6b5c4d'
    await tell<'refuse'>(letter, refusal(older, { caseId, reason: 'legal' }))
    await tell<'refuse'>(letter, refusal(newer, { at: NOON + HOUR }))

    const data = (await json(paths.correctionsJson(letter.slug))) as { reason: string }[]

    expect(data.map(({ reason }) => reason)).toEqual(['automated', 'legal'])
  })

  it('of a letter without any is an empty list', async () => {
    expect(await json(paths.correctionsJson((await aLetter()).slug))).toEqual([])
  })
})

describe('public data', () => {
  it.each([...DATA, ['signatures.csv', paths.signaturesCsv] as const])(
    'say in headers of which moment they are, and let other sites read that: %s',
    async (_, path) => {
      const letter = await aLetter()
      await signAndConfirm(letter)

      const answer = await aVisitor().visit(path(letter.slug))
      const body = await answer.text()

      const asOf = answer.headers.get('x-as-of')
      expect(asOf).toMatch(RFC_3339)
      expect(answer.headers.get('x-ledger-size')).toBe('4')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-expose-headers')).toBe(
        'ETag, X-As-Of, X-Ledger-Size'
      )
      const within = /(?:"as_of":"|,)(\d{4}-[^",]+Z)/.exec(body)?.[1]
      expect([asOf, undefined]).toContain(within)
    }
  )

  it.each(DATA)('that somebody has already come as an empty 304: %s', async (_, path) => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const first = await aVisitor().visit(path(letter.slug))
    await first.text()
    const tag = first.headers.get('etag') ?? ''

    expect(tag).toMatch(/^"[0-9a-f]{40}"$/)
    for (const had of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await aVisitor().visit(path(letter.slug), { 'if-none-match': had })

      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(tag)
      expect(again.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5')
      expect(again.headers.get('access-control-allow-origin')).toBe('*')
      for (const moment of ['x-as-of', 'x-ledger-size', 'access-control-expose-headers']) {
        expect(again.headers.get(moment)).toBe(first.headers.get(moment))
      }
    }
    const other = await aVisitor().visit(path(letter.slug), { 'if-none-match': '"other"' })
    expect(other.status).toBe(200)
    expect(other.headers.get('etag')).toBe(tag)
  })

  it.each(CHANGING)('that have changed come with another tag: %s', async (_, path) => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const first = await aVisitor().visit(path(letter.slug))
    const tag = first.headers.get('etag') ?? ''

    await signAndConfirm(letter, ada({ country: 'wales' }))
    await forget(path(letter.slug))
    const again = await aVisitor().visit(path(letter.slug), { 'if-none-match': tag })

    expect(again.status).toBe(200)
    expect(again.headers.get('etag')).not.toBe(tag)
  })

  it.each(CHANGING)('are new to whoever has just been counted: %s', async (_, path) => {
    const letter = await aLetter()
    const visitor = aVisitor()
    const before = await (await visitor.visit(path(letter.slug))).text()

    await signAndConfirm(letter, ada(), visitor)
    const after = await (await visitor.visit(path(letter.slug))).text()

    expect(after).not.toBe(before)
  })

  it('are new a moment later to whoever is counted right after somebody else', async () => {
    const letter = await aLetter()
    const [one, other] = [await signUp(letter), await signUp(letter)]
    const seen = async () => (await aVisitor().visit(paths.countJson(letter.slug))).json()

    await confirm(one.visitor, one.token, one.fields)
    expect(await seen()).toMatchObject({ counted: 1 })
    await confirm(other.visitor, other.token, other.fields)

    await expect.poll(seen, { timeout: 3000, interval: 20 }).toMatchObject({ counted: 2 })
  })

  it('are no newer to whoever has just been counted than the pages that show them', async () => {
    const letter = await aLetter({ goal: 1 })
    const { slug } = letter
    const visitor = aVisitor()
    const shown = [
      paths.home(),
      paths.newsrooms(),
      paths.letter(slug),
      paths.signatures(slug),
      paths.newsroom(slug),
      paths.ledger(slug),
      paths.feed(slug),
    ]
    const pages = () => Promise.all(shown.map(async (path) => (await visitor.visit(path)).text()))
    const before = await pages()

    await signAndConfirm(letter, ada(), visitor)
    const after = await pages()

    expect(shown.filter((_, i) => after[i] === before[i])).toEqual([])
  })

  it.each([
    ['history.csv', paths.historyCsv],
    ['breakdown.csv', paths.breakdownCsv],
  ])('in tables are files with a mark, to be saved: %s', async (name, path) => {
    const letter = await aLetter()
    await signAndConfirm(letter)

    const answer = await aVisitor().visit(path(letter.slug))
    const bytes = new Uint8Array(await answer.arrayBuffer())

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const [what] = name.split('.')
    expect(answer.headers.get('content-disposition')).toMatch(
      new RegExp(
        `^attachment; filename="${letter.slug}-${what}-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z-ledger-4\\.csv"$`
      )
    )
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text.endsWith('\r\n')).toBe(true)
  })

  it.each([...DATA, ['signatures.csv', paths.signaturesCsv] as const])(
    'of a letter that is not public are not there: %s',
    async (_, path) => {
      for (const state of ['draft', 'gathering']) {
        const letter = await aLetter()
        await rowsOf('UPDATE letter SET state = ? WHERE id = ?', state, letter.id)

        expect((await aVisitor().visit(path(letter.slug))).status).toBe(404)
      }
      expect((await aVisitor().visit(path('no-such-letter'))).status).toBe(404)
    }
  )
})

describe('signatures.csv', () => {
  it.each([4999, 5000, 5001, 10_000])('gives each of %i signatures once', async (n) => {
    const letter = await aLetter()
    await insertShown(letter, n)

    const lines = (await read(paths.signaturesCsv(letter.slug))).trimEnd().split('\r\n')

    expect(lines).toHaveLength(n + 1)
    expect(new Set(lines).size).toBe(n + 1)
    expect(lines[1]).toMatch(/^Signer \d+,Headteacher,Fen School,1,self-declared$/)
  })

  it.each(['confirm', 'hide', 'withdraw'] as const)(
    'comes as an empty 304 to whoever has it, until somebody’s act changes it: %s',
    async (act) => {
      const letter = await aLetter()
      const signed = await signAndConfirm(letter)
      const get = (had = '') =>
        aVisitor().visit(paths.signaturesCsv(letter.slug), { 'if-none-match': had })
      const first = await get()
      await first.text()
      const tag = first.headers.get('etag') ?? ''
      await signUp(letter)

      const again = await get(tag)
      if (act === 'confirm') await signAndConfirm(letter)
      if (act === 'hide')
        await change(signed.visitor, signed.manage, 'correct', { ...signed.fields, public: '' })
      if (act === 'withdraw') await change(signed.visitor, signed.manage, 'withdraw')
      const changed = await get(tag)

      expect(tag).toMatch(/^W\/"\S+"$/)
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('x-ledger-size')).toBe('4')
      expect(changed.status).toBe(200)
      expect(changed.headers.get('etag')).not.toBe(tag)
      expect(await changed.text()).toContain('name,role')
    }
  )

  it('reads on only as it is taken, and no further once nobody wants it', async () => {
    const letter = await aLetter()
    await insertShown(letter, 30_000)
    const { db, counted } = aCountedDatabase()

    const answer = await aSite({ DB: db })(paths.signaturesCsv(letter.slug))
    const reader = answer.body?.getReader()
    for (let i = 0; i < 3; i++) await reader?.read()
    await aMoment()
    const soFar = counted.calls
    await reader?.cancel()
    await aMoment()

    expect(soFar).toBeGreaterThan(1)
    expect(soFar).toBeLessThanOrEqual(4)
    expect(counted.calls).toBe(soFar)
  })
})

function anHour(hour: string, moved: Record<string, number>) {
  return { hour, counted: 0, confirmed: 0, withdrawn: 0, removed: 0, reinstated: 0, ...moved }
}

function read(path: string): Promise<string> {
  return aVisitor().read(path)
}

async function json(path: string): Promise<unknown> {
  return JSON.parse(await read(path)) as unknown
}

/** Long enough for whoever reads ahead to be found out. */
function aMoment() {
  return new Promise((done) => setTimeout(done, 200))
}

/** A CSV as a stranger's reader of RFC 4180 takes it. */
async function table(path: string): Promise<string[][]> {
  const rows: string[][] = [[]]
  const text = await read(path)
  for (const [, quoted, plain = '', end = ''] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g
  )) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

function forget(path: string) {
  return caches.default.delete(new URL(path, env.ORIGIN).href)
}

/** Many shown signatures at once, as rows; enough for what only reads rows. */
async function insertShown(letter: Letter, n: number) {
  await rowsOf(
    `WITH RECURSIVE series (value) AS
       (SELECT 1 UNION ALL SELECT value + 1 FROM series WHERE value < ?2)
     INSERT INTO signature (id, letter_id, state, edition, name, role, school, public, updates,
       number, entry, created_at, expires_at)
     SELECT ?1 || '.many-' || value, ?1, 'counted', 1, 'Signer ' || value, 'head', 'Fen School', 1,
            0, value, value, 0, 0
     FROM series`,
    letter.id,
    n
  )
}
