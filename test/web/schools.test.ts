import { beforeAll, describe, expect, it } from 'vitest'
import { publicData } from '../../src/newsroom/public-data'
import { schoolsData, type SchoolsData } from '../../src/newsroom/schools-data'
import { paths } from '../../src/paths'
import { aRegister, anOpenSchool } from '../register/schools'
import { aCountedDatabase, aSite } from '../support/site'
import { dumpTables } from '../support/tables'
import { aVisitor } from '../support/visitor'

const search = (q: string) => `${paths.schoolsJson()}?q=${encodeURIComponent(q)}`

beforeAll(() =>
  aRegister([
    anOpenSchool(100001, "St Elda's School", 'Brindle', 'ZS10 2AD', 'Wexmoor'),
    anOpenSchool(100002, 'Brindle Park School', 'Brindle', null, 'Wexmoor'),
    ...Array.from({ length: 30 }, (_, i) => {
      return anOpenSchool(200000 + i, `Fallow Hill School ${i}`, 'Tarn', null, 'Tarnshire')
    }),
  ])
)

describe('schools.json', () => {
  it('says which lists were searched, of which days, and the schools that were found', async () => {
    const answer = await aVisitor().visit(search('elda zs10'))

    expect(await answer.json()).toEqual({
      register: [
        { country: 'england', name: 'Schools of England', as_of: '2026-02-01', extract: true },
        { country: 'wales', name: 'Schools of Wales', as_of: '2026-01-15', extract: false },
      ],
      schools: [
        {
          urn: 100001,
          name: "St Elda's School",
          name_cy: null,
          label: "St Elda's School, Brindle",
          town: 'Brindle',
          postcode: 'ZS10 2AD',
          local_authority: 'Wexmoor',
          phase: 'Primary',
          type: 'Academy',
          region: 'North West',
        },
      ],
    } satisfies SchoolsData)
  })

  it('is as it is described', async () => {
    const answer = await aVisitor().visit(search('fallow'))

    const { schools } = schoolsData.parse(await answer.json())
    expect(schools).toHaveLength(10)
    expect(publicData.get(schoolsData)).toEqual({ id: 'Schools' })
  })

  it('is for everyone: another site’s script may read it, and a cache may keep it', async () => {
    const answer = await aVisitor().visit(search('brindle'))

    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('says with an empty answer that nothing changed', async () => {
    const visitor = aVisitor()
    const first = await visitor.visit(search('brindle park'))

    const again = await visitor.visit(search('brindle park'), {
      'if-none-match': first.headers.get('etag') ?? '',
    })

    expect(again.status).toBe(304)
  })

  it('asks the database once for what is spelled in several ways', async () => {
    const { db, counted } = aCountedDatabase()
    const site = aSite({ DB: db })
    const answers = ["St Elda's", 'st. eldas', ' ST  ÉLDA’S '].map(search)

    const texts: string[] = []
    for (const address of answers) texts.push(await (await site(address)).text())

    expect(texts[0]).toContain('100001')
    expect(new Set(texts).size).toBe(1)
    expect(counted.calls).toBe(2)
  })

  it.each([
    ['no question', paths.schoolsJson()],
    ['an empty question', search('')],
    ['one letter', search('b')],
    ['a question of no words', search('?!%')],
    ['a question that nothing answers', search('zzzz')],
    ['a long one that nothing answers', search('zzzz '.repeat(1000))],
  ])('answers %s with an empty list', async (_, address) => {
    const answer = await aVisitor().visit(address)

    expect(answer.status).toBe(200)
    expect(schoolsData.parse(await answer.json()).schools).toEqual([])
  })

  it('cuts a question that is too long, and takes the first of several', async () => {
    const long = await aVisitor().visit(search(`elda brindle ${'school '.repeat(300)}zzzz`))
    const two = await aVisitor().visit(`${search('elda')}&q=fallow`)

    for (const answer of [long, two]) {
      const { schools } = schoolsData.parse(await answer.json())
      expect(schools.map(({ urn }) => urn)).toEqual([100001])
    }
  })

  it('changes nothing by being asked', async () => {
    const before = await dumpTables()

    await aVisitor().visit(search('elda and so on'))

    expect(await dumpTables()).toBe(before)
  })
})
