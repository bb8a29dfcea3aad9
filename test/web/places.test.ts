import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import type { ListedSchool } from '../../src/register/list'
import { loadList } from '../../src/register/load'
import { PLACE_COUNTS, placesOf, type PlaceRow } from '../../src/newsroom/read-places'
import { tallyOf } from '../../src/newsroom/read-tally'
import { sharesOf, type ShareCell } from '../../src/newsroom/shares'
import { percent } from '../../src/web/newsroom/percent'
import { citePlace } from '../../src/web/newsroom/place-sentence'
import { possessive } from '../../src/web/newsroom/place-words'
import { rowsOfTiles, stepOf } from '../../src/web/newsroom/tiles'
import { aLetter } from '../support/letters'
import { numbersOf } from '../support/signers'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { aCounted, aSigner, NOON, tell, yes } from '../registrar/people'

const { visit, read } = aVisitor()

const SCHOOLS = [
  ...Array.from({ length: 4 }, (_, i) => aListed(900_201 + i, 'leeds', 'secondary')),
  aListed(900_211, 'leeds', 'primary'),
  aListed(900_221, 'city-of-london', 'nursery'),
  { ...aListed(900_231, 'leeds', 'secondary'), type: 'independent', inShares: false },
]

function aListed(urn: number, authority: string, phase: string): ListedSchool {
  return {
    urn,
    authority,
    phase,
    country: 'england',
    name: `Brambleholt ${urn}`,
    nameCy: null,
    town: 'Brambleholt',
    postcode: null,
    type: 'academy',
    inShares: true,
    isOpen: true,
    domain: `school-${urn}.example.org`,
    domainWhy: 'website',
    heads: [{ first: 'Ada', last: 'Quillfeather' }],
  }
}

describe('places', () => {
  let letter: Letter

  beforeAll(async () => {
    const list = { country: 'england' as const, name: 'Made-up register', asOf: '2025-07-17' }
    const authorities = [
      ['leeds', 'Leeds', 'yorkshire-and-the-humber'],
      ['city-of-london', 'City of London', 'london'],
    ].map(([key = '', name = '', region = '']) => ({ key, name, region, country: 'england' }))
    const rest = { isExtract: true, schools: SCHOOLS, closed: new Set<number>(), authorities }
    const welsh = { ...aListed(6_602_001, 'cardiff', 'primary'), inShares: false }
    const cardiff = { key: 'cardiff', name: 'Cardiff', region: 'wales', country: 'wales' }
    const wales = { ...rest, country: 'wales' as const, authorities: [cardiff] }
    for (const each of [
      { ...list, ...rest, asOf: '2025-06-01' },
      { ...list, ...rest },
      {
        ...list,
        ...wales,
        name: 'Welsh register',
        schools: [{ ...welsh, country: 'wales' as const }],
      },
    ]) {
      await loadList(env.DB, each, new Date(NOON))
    }

    letter = await aLetter({ openedAt: new Date(NOON) })
    // A named head of two schools, a parent of one of them, and one whose name is hidden.
    await signs({ urn: '900201 900211', email: 'head@school-900201.example.org' })
    await signs({ urn: '900201', role: 'parent' })
    await signs({ urn: '900202', public: '' })
    await signs({ urn: '900231' })
    await signs({ country: 'scotland' })
  })

  async function signs(over: Record<string, string>) {
    const schools = SCHOOLS.map((school) => ({ ...school, registerId: 1 }))
    const chosen = schools.filter(({ urn }) => over.urn?.includes(String(urn)))
    await tell(letter, yes(await aSigner(letter, over, NOON, chosen)))
  }

  it('divide the total by the first school, and hold back what would tell of hidden signers', async () => {
    const { counted, breakdown } = await numbersOf(letter)

    expect(counted).toBe(5)
    expect(breakdown.region).toEqual([
      { key: 'yorkshire-and-the-humber', label: 'Yorkshire and the Humber', counted: 3 },
      { key: 'not-given', label: 'Not given', counted: 1 },
      { key: 'withheld', label: expect.stringMatching(/^Withheld/) as string, counted: 1 },
    ])
    expect(breakdown.local_authority?.map((row) => [row.label, row.counted])).toEqual([
      ['Leeds', 3],
      ['Not given', 1],
      [expect.stringMatching(/^Withheld/), 1],
    ])
    expect(breakdown.phase?.map((row) => [row.key, row.counted])).toEqual([
      ['secondary', 3],
      ['not-given', 1],
      ['withheld', 1],
    ])
    expect(breakdown.type?.map((row) => [row.key, row.counted])).toEqual([
      ['academy', 2],
      ['independent', 1],
      ['not-given', 1],
      ['withheld', 1],
    ])
    expect(await read(paths.breakdownCsv(letter.slug))).toContain('\r\ntype,academy,Academy,2,')
  })

  it('stand in the data with one row, and on no page, where nobody chose a school', async () => {
    const other = await aLetter()
    await aCounted(other)

    const { breakdown } = await numbersOf(other)
    const page = await read(paths.newsroom(other.slug))

    expect(breakdown.region).toEqual([{ key: 'not-given', label: 'Not given', counted: 1 }])
    expect(page).not.toContain('By phase of school')
    expect(page).not.toContain('id="where"')
  })

  it('have no shares where signers do not choose from the register', async () => {
    const other = await aLetter()
    await rowsOf(`UPDATE letter SET schools = 'text' WHERE id = ?`, other.id)

    const data = JSON.parse(await read(paths.sharesJson(other.slug))) as Record<string, unknown>

    expect(data).toMatchObject({ register: null, cells: [] })
    expect((await visit(paths.places(other.slug))).status).toBe(404)
  })

  it('have shares of the schools that the state funds, each counted once', async () => {
    const answer = await visit(paths.sharesJson(letter.slug))
    const data = JSON.parse(await answer.text()) as Record<string, unknown> & { cells: object[] }

    expect(data.register).toEqual({
      country: 'england',
      name: 'Made-up register',
      as_of: '2025-07-17',
      extract: true,
    })
    expect(data.cells[0]).toEqual({
      region: null,
      local_authority: null,
      phase: null,
      label: 'England',
      schools: 6,
      with_signer: 2,
      head_signed: 2,
      named_head_signed: 1,
    })
    expect(data.cells).toContainEqual({
      region: 'yorkshire-and-the-humber',
      local_authority: 'leeds',
      phase: 'secondary',
      label: 'Leeds: Secondary',
      schools: 4,
      with_signer: 1,
      head_signed: 1,
      named_head_signed: 1,
    })
    expect(answer.headers.get('x-as-of')).toBe(data.as_of)
    const table = await read(paths.sharesCsv(letter.slug))
    expect(table).toContain(
      '\r\nyorkshire-and-the-humber,leeds,secondary,Leeds: Secondary,4,1,1,1,2025-07-17,extract,'
    )
  })

  it('are asked for on the newsroom, and answered in a sentence to quote', async () => {
    const page = await textOf(`${paths.newsroom(letter.slug)}?place=leeds&phase=secondary`)
    const { ledger } = await numbersOf(letter)

    expect(page).toMatch(
      /At \d\d:\d\d (GMT|BST) on \d+ \w+ \d{4} the head of 1 of Leeds’s 4 state secondary schools \(register of 17 July 2025, an extract of it\) had signed\. The register names the head who signed\. Open letter “/
    )
    const past = env.ORIGIN + paths.pastTotal(letter.slug, ledger.size)
    expect(page).toContain(`ledger size ${ledger.size} (${past}).`)
    expect(page).toContain('Only an extract of the register is loaded here.')
    expect(page).not.toContain('Cardiff')
    expect(await textOf(paths.newsroom(letter.slug))).toContain(
      'the heads of 2 of England’s 6 state schools (register'
    )
  })

  it.each([
    ['place=atlantis&phase=primary', 'There is no such place here', 'value="primary" selected'],
    ['place=leeds&phase=evening', 'There is no such phase', 'value="leeds" selected'],
    ['place=wales&phase=all', 'There are no shares for Wales', 'value="wales" selected'],
  ])('keep the form and say what is wrong with %s', async (query, message, kept) => {
    const answer = await visit(`${paths.newsroom(letter.slug)}?${query}`)
    const html = await answer.text()

    expect(answer.status).toBe(422)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(html).toContain('<title>Error: Newsroom')
    expect(html).toContain(message)
    expect(html).toContain(kept)
  })

  it('say so where the register has no such school', async () => {
    const page = await textOf(`${paths.newsroom(letter.slug)}?place=london&phase=primary`)

    expect(page).toContain('has no state primary school in London. Choose another phase, or all.')
  })

  it('are drawn as a map whose table sums to the total', async () => {
    const html = await read(paths.newsroom(letter.slug))
    const [, where = ''] = /id="where"(.*?)<\/section>/s.exec(html) ?? []

    expect(where.match(/<rect /g)).toHaveLength(12 + 4)
    expect(textIn(where)).toMatch(/YH 3 .* Scotland SCT .* 1 20\.0% .* Total 5 100%/)
    expect(textIn(where)).toContain('gave Scotland as the signer’s country')
    expect(textIn(where)).toMatch(/1 of the 5 signatures .* was put to no region or nation/)
  })

  it('stand on a page of their own by local authority', async () => {
    const page = await textOf(paths.places(letter.slug))

    expect(page).toMatch(/Named in the register Leeds 3 5 2 40% 2 40% 1 Not given 1/)
    expect(page).toContain('Nothing to show, with the number of schools: City of London (1).')
    expect(page).toMatch(/Total 5 6 2 33% 2 33% 1/)
  })

  it('leave the leading figure with the heads whom the register names', async () => {
    expect(await textOf(paths.newsroom(letter.slug))).toContain(
      '1 of them from heads named in the official register'
    )
    expect(await textOf(paths.newsrooms())).toContain('1 from heads named in the register')
  })

  it('cost rows by place, however many have signed there', async () => {
    const many = await aLetter({ openedAt: new Date(NOON) })
    await rowsOf(
      `INSERT INTO place_tally
       VALUES (?, 'leeds', 'secondary', 'academy', 5000, 5000, 0, 0, 3, 0, 0, 0, 0, 0)`,
      many.id
    )
    await rowsOf(
      `UPDATE tally SET counted = 20000 WHERE letter_id = ? AND dimension = 'total'`,
      many.id
    )
    const ref = { id: many.id }
    const { statement, answer } = tallyOf(env.DB, ref)

    const { results, meta } = await statement.run<never>()
    const places = await placesOf(env.DB, ref, 'authorities').statement.run()

    expect(answer(results)).toContainEqual(
      expect.objectContaining({ dimension: 'phase', key: 'secondary', counted: 10_000 })
    )
    expect(meta.rows_read).toBeLessThan(60)
    expect(places.meta.rows_read).toBeLessThanOrEqual(3 * SCHOOLS.length)
  })

  async function textOf(path: string): Promise<string> {
    return textIn(await read(path))
  }
})

it('are never of more schools than there are, though one has closed since', () => {
  const none = Object.fromEntries(PLACE_COUNTS.map((count) => [count, 0]))
  const row = { ...none, schools: 1, schoolsShown: 2, headSchoolsShown: 2, namedSchoolsShown: 2 }
  const at = { region: 'london', authority: null, name: null, phase: 'primary' }
  const [england] = sharesOf([{ ...row, ...at } as PlaceRow])

  expect(england).toMatchObject({ withSigner: 1, headSigned: 1, namedHeadSigned: 1 })
})

describe('a share in words', () => {
  const at = Date.parse('2026-06-22T13:02:00Z')

  it.each<[string, Partial<ShareCell>, string]>([
    [
      'some',
      { headSigned: 14, namedHeadSigned: 11 },
      'the heads of 14 of Leeds’s 41 state secondary schools (register of 17 July 2025) had signed. In 11 of them the register names the head who signed.',
    ],
    [
      'one',
      { headSigned: 1 },
      'the head of 1 of Leeds’s 41 state secondary schools (register of 17 July 2025) had signed. The head is not known to be the one whom the register names.',
    ],
    [
      'none',
      {},
      'no head of Leeds’s 41 state secondary schools (register of 17 July 2025) had signed by name.',
    ],
    [
      'all',
      { headSigned: 41, namedHeadSigned: 41 },
      'the heads of all 41 of Leeds’s state secondary schools (register of 17 July 2025) had signed. In all of them the register names the head who signed.',
    ],
    [
      'both',
      { schools: 2, headSigned: 2, phase: '16-plus' },
      'the heads of both of Leeds’s state schools for ages 16 and over (register of 17 July 2025) had signed. In none of them is the head known to be the one whom the register names.',
    ],
    [
      'the only one',
      { schools: 1, headSigned: 1, namedHeadSigned: 1, phase: 'nursery' },
      'the head of Leeds’s only state nursery school (register of 17 July 2025) had signed. The register names the head who signed.',
    ],
    [
      'not the only one',
      { schools: 1, phase: 'no-phase' },
      'the head of Leeds’s only state special or alternative school (register of 17 July 2025) had not signed by name.',
    ],
    [
      'in England',
      {
        region: null,
        authority: null,
        name: null,
        phase: null,
        schools: 22010,
        headSigned: 1102,
        namedHeadSigned: 1,
      },
      'the heads of 1,102 of England’s 22,010 state schools (register of 17 July 2025) had signed. In 1 of them the register names the head who signed.',
    ],
  ])('says of %s what is so', (_, over, said) => {
    const cell: ShareCell = {
      region: 'yorkshire-and-the-humber',
      authority: 'leeds',
      name: 'Leeds',
      phase: 'secondary',
      schools: 41,
      withSigner: 41,
      headSigned: 0,
      namedHeadSigned: 0,
      ...over,
    }
    const register = { name: 'Register', asOf: '2025-07-17', isExtract: false }
    const letter = { slug: 'inspection', title: 'Plain words' }
    const site = 'https://letters.example.org'

    expect(citePlace({ letter, site, register, at: new Date(at), size: 214 }, cell)).toBe(
      `At 14:02 BST on 22 June 2026 ${said} Open letter “Plain words”, ledger size 214 ` +
        '(https://letters.example.org/letters/inspection/newsroom/at/214).'
    )
  })

  it('knows whose schools they are', () => {
    const names = ['Leeds', 'St. Helens', 'Tower Hamlets', 'City of London', 'North East']
    expect(
      [...names, 'North East Lincolnshire', 'East Midlands', 'Isle of Wight'].map(possessive)
    ).toEqual([
      'Leeds’s',
      'St Helens’',
      'Tower Hamlets’',
      'the City of London’s',
      'the North East’s',
      'North East Lincolnshire’s',
      'the East Midlands’',
      'the Isle of Wight’s',
    ])
  })

  it('is never 0% of some, nor 100% of not all', () => {
    const said = [
      [0, 9],
      [1, 22010],
      [1, 41],
      [9, 91],
      [999, 10050],
      [498, 5000],
      [14, 41],
      [22009, 22010],
      [9, 9],
    ]
    expect(said.map(([part = 0, whole = 0]) => percent(part, whole))).toEqual([
      '0%',
      'under 0.1%',
      '2.4%',
      '9.9%',
      '9.9%',
      '10%',
      '34%',
      'over 99%',
      '100%',
    ])
  })
})

describe('the map', () => {
  it('puts everybody who is in no tile into one row', () => {
    const row = (key: string, counted: number) => ({ key, label: key, counted })
    const rows = rowsOfTiles({
      region: [row('london', 9), row('wales', 4), row('not-given', 20), row('withheld', 2)],
      country: [row('england', 20), row('scotland', 6), row('wales', 4), row('withheld', 5)],
    })

    expect(rows.map(({ key, counted }) => [key, counted])).toEqual([
      ['london', 9],
      ['scotland', 6],
      ['wales', 4],
      ['in-no-tile', 16],
    ])
  })

  it('has shades that begin at round numbers and reach its largest', () => {
    expect([0, 3, 4, 5, 40, 41, 203, 4000].map(stepOf)).toEqual([1, 1, 1, 2, 10, 20, 100, 1000])
  })
})

function textIn(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
