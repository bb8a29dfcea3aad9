import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { findSchools } from '../../src/register/search'
import { termsOf } from '../../src/register/terms'
import { MOST_TERMS, readPostings, writePostings } from '../../src/register/postings'
import { aCountedDatabase } from '../support/site'
import { aRegister, anOpenSchool } from './schools'

/** Schools that are made up, each with something that people write in several ways. */
const known = [
  anOpenSchool(100000, 'The Merrowgate School', 'Fallowford', 'ZE3A 5DE', 'City of Fallowford'),
  anOpenSchool(100001, "St Elda's Catholic Primary School", 'Brindle', 'ZS10 2AD', 'Wexmoor'),
  anOpenSchool(100002, "St Elda's Catholic Primary School", 'Harlow Moss', 'ZS1 1AD', 'Wexmoor'),
  anOpenSchool(100003, 'St. Wystan’s R.C. High School', 'Brindle', 'ZS10 9QQ', 'Wexmoor'),
  anOpenSchool(100004, 'Saint Osyth Church of England Academy', 'Tarn', 'ZT4 4AA', 'Tarnshire'),
  anOpenSchool(100005, 'Tarn CofE Infant & Nursery School', 'Tarn', 'ZT4 4AB', 'Tarnshire'),
  anOpenSchool(100006, 'Quill-on-Sea Academy', 'Quill-on-Sea', 'ZQ1 1ZZ', 'Tarnshire'),
  anOpenSchool(100007, 'St Thibault à Quennell School', 'Tarn', 'ZT1 1AA', 'Tarnshire'),
  anOpenSchool(100008, 'Hollin Bank School', 'Brindle', 'ZS10 2AE', 'Wexmoor'),
  anOpenSchool(100009, 'Bank Hollin Community Primary School', 'Brindle', 'ZS10 2AF', 'Wexmoor'),
  anOpenSchool(
    100010,
    'Hollin Bank with Fenny Green Infant School',
    'Tarn',
    'ZT9 9AA',
    'Tarnshire'
  ),
  anOpenSchool(100011, 'Hollinbrook School', 'Hollin', 'ZH1 1AA', 'Tarnshire'),
  anOpenSchool(100012, 'Fenny Green Co-op Academy', 'Hollin', 'ZH1 1AB', 'Tarnshire'),
  {
    ...anOpenSchool(6600001, 'Abermorfa School', null, null, 'Sir Forfa'),
    nameCy: 'Ysgol Glan-y-Dŵr',
  },
  {
    ...anOpenSchool(100013, 'Merrowgate Old School', 'Tarn', 'ZT2 2AA', 'Tarnshire'),
    isOpen: false,
  },
]

const SYLLABLES = 'jab jec kid kof vuk vam xep xir jos kul'.split(' ')

/** Six beginnings that as many words have as one search may read, and schools that have them all. */
const many = Array.from({ length: 40 }, (_, i) => {
  const words = ['qa', 'qb', 'qc', 'qd', 'qe', 'qf'].map((beginning) => {
    return `${beginning}xx${'abcdefghijklm'.charAt(i % MOST_TERMS)}`
  })
  return anOpenSchool(200000 + i, words.join(' '), 'Far Qtown', 'ZQ7 7QQ', 'Tarnshire')
})

/** Common words in all kinds of company, so that beginnings are shared by many. */
const common = Array.from({ length: 600 }, (_, i) => {
  const name = [i % 7, i % 10, i % 9, i % 8].map(
    (n, j) => `${SYLLABLES[(n + j * i) % 10]}${SYLLABLES[n]}`
  )
  const town = `${SYLLABLES[i % 10]}ton`
  return anOpenSchool(
    300000 + i,
    `${name.join(' ')} School`,
    town,
    `KC${i % 90} ${i % 10}JJ`,
    'Jommonshire'
  )
})

const all = [...known, ...many, ...common]

beforeAll(() => aRegister(all))

const urnsFor = async (q: string) => (await findSchools(env.DB, q)).map(({ urn }) => urn)

describe('a search of the register', () => {
  it.each([
    ['a name', 'merrowgate', 100000],
    ['a name with its article', 'The Merrowgate School', 100000],
    ['a name as somebody shouts it', 'MERROWGATE', 100000],
    ['beginnings of words in any order', 'green infa fenn', 100010],
    ['a whole postcode', 'ZE3A 5DE', 100000],
    ['a postcode without its blank', 'ze3a5de', 100000],
    ['a part of a postcode without its blank', 'ze3a5', 100000],
    ['a part of a postcode', 'zs10 9', 100003],
    ['a number', '100006', 100006],
    ['a number with a name beside it', 'URN: 100006, Quill Academy', 100006],
    ['a name and its town', 'elda brindle', 100001],
    ['a name and its authority', 'merrowgate city of fallowford', 100000],
    ['a saint in full', 'saint eldas harlow', 100002],
    ['a saint in short', 'St. Osyth', 100004],
    ['a saint as people say it', 'st osyths', 100004],
    ['a saint with another apostrophe', 'st elda‘s moss', 100002],
    ['a church in short', 'osyth c of e', 100004],
    ['a church in shorter', 'osyth CE', 100004],
    ['a church with stops', 'osyth C.E. academy', 100004],
    ['a church in full', 'tarn church of england infant', 100005],
    ['another church in full', 'wystans roman catholic', 100003],
    ['another church as its name has it', "St Wystan's RC High", 100003],
    ['that church in one word', 'wystan catholic', 100003],
    ['an and', 'tarn infant and nursery', 100005],
    ['an ampersand', 'tarn infant & nursery', 100005],
    ['hyphens left out', 'quill on sea', 100006],
    ['a word with its hyphen', 'co-op fenny', 100012],
    ['a word without its hyphen', 'coop fenny', 100012],
    ['accents left out', 'thibault a quennell', 100007],
    ['accents that are none', 'mérrowgate', 100000],
    ['another kind of school than it is called', 'merrowgate primary', 100000],
    ['a kind half typed', 'merrowgate secon', 100000],
    ['a name in English', 'abermorfa', 6600001],
    ['a name in Welsh', 'ysgol glan y dwr', 6600001],
    ['a number in Wales', '6600001', 6600001],
  ])('finds a school by %s', async (_, q, urn) => {
    expect((await urnsFor(q))[0]).toBe(urn)
  })

  it.each([
    ['nothing', ''],
    ['one character', 'm'],
    ['one letter and marks', ' m.!'],
    ['a closed school', 'merrowgate old'],
    ['a closed school’s number', '100013'],
    ['words of two schools', 'merrowgate elda'],
    ['what is no word', '%'],
    ['the end of a word', 'gate'],
    ['what means something to the database', `merrowgate' OR 1=1 --`],
    ['the mark of our own terms', 'qaxx*zz'],
    ['a number that nobody has', '999999'],
  ])('finds none by %s', async (_, q) => {
    expect(await urnsFor(q)).toEqual([])
  })

  it('puts first what is called so, then what begins so, then what has it, then a place', async () => {
    expect(await urnsFor('hollin bank')).toEqual([100008, 100010, 100009])
    expect(await urnsFor('hollin')).toEqual([100008, 100010, 100009, 100011, 100012])
  })

  it('finds numbers that begin with five digits, in order', async () => {
    const first = known.filter(({ urn, isOpen }) => urn < 100010 && isOpen)

    expect(await urnsFor('10000')).toEqual(first.map(({ urn }) => urn))
  })

  it('says all that tells a school from another', async () => {
    const [school] = await findSchools(env.DB, 'glan y dwr')

    expect(school).toEqual({
      urn: 6600001,
      name: 'Abermorfa School',
      nameCy: 'Ysgol Glan-y-Dŵr',
      town: null,
      postcode: null,
      label: 'Abermorfa School',
      authority: 'sir-forfa',
      authorityName: 'Sir Forfa',
      region: 'wales',
      phase: 'primary',
      type: 'academy',
    })
  })

  it('calls a school by its town, too, unless its name has that as a word', async () => {
    const labels = async (q: string) => (await findSchools(env.DB, q)).map(({ label }) => label)

    expect(await labels('hollinbrook')).toEqual(['Hollinbrook School, Hollin'])
    expect(await labels('quill on sea')).toEqual(['Quill-on-Sea Academy'])
  })

  it('finds exactly the schools of which each word begins a word', async () => {
    const random = aChance(8)
    const sizes = new Set<number>()
    for (let i = 0; i < 60; i++) {
      const words = wordsOf(common[random(common.length)])
      const asked = Array.from({ length: 2 + random(3) }, () => {
        const word = words[random(words.length)] ?? ''
        return word.slice(0, 1 + random(word.length))
      })
      const have = common.filter((school) => {
        return asked.every((word) => wordsOf(school).some((one) => one.startsWith(word)))
      })

      const found = await urnsFor(asked.join(' '))

      const all = have.map(({ urn }) => urn)
      expect(found, asked.join(' ')).toHaveLength(Math.min(10, all.length))
      expect(all, asked.join(' ')).toEqual(expect.arrayContaining(found))
      sizes.add(found.length)
    }
    expect(sizes.size).toBeGreaterThan(5)
  })

  it('asks twice at most and reads at most 200 rows, whatever is asked', async () => {
    let most = 0
    for (const q of [
      'qaxx qbxx qcxx qdxx qexx qfxx qg qh',
      'qa qb qc qd qe qf',
      'school st catholic primary c of e',
      'jab jec kid kof vuk vam',
      'a b c d e f g',
      'school',
      '10000',
    ]) {
      const { db, counted } = aCountedDatabase()
      await findSchools(db, q)

      expect(counted.calls, q).toBeLessThanOrEqual(2)
      expect(counted.rowsRead, q).toBeLessThanOrEqual(200)
      most = Math.max(most, counted.rowsRead)
    }
    // Thirteen words for each of six, and thirty schools with their authorities: no more can be asked.
    expect(most).toBeGreaterThan(6 * MOST_TERMS + 2 * 30)
  })
})

describe('a list of schools that have a word', () => {
  it('has open schools only', () => {
    const school = anOpenSchool(100000, 'The Merrowgate School', 'Fallowford', null, 'Fallowshire')

    expect(termsOf([school]).has('merrowgate')).toBe(true)
    expect(termsOf([{ ...school, isOpen: false }]).size).toBe(0)
  })

  it('is read as it was written, in order', () => {
    const postings = new Map([
      [6600001, 7],
      [100000, 0],
      [100035, 3],
      [100036, 4],
    ])

    const read: [number, number][] = []
    readPostings(writePostings(postings), (urn, mark) => read.push([urn, mark]))

    expect(read).toEqual([...postings].toSorted(([a], [b]) => a - b))
    expect(writePostings(postings)).toBe('255sAzD1E3vbelH')
  })
})

function wordsOf(school: (typeof common)[number] | undefined): string[] {
  const { name = '', town, postcode, authorityName } = school ?? {}
  const text = `${name.replace('School', '')} ${town} ${postcode} ${authorityName}`
  return text.toLowerCase().match(/\S+/g) ?? []
}

/** The same numbers at every run, each below what is asked for. */
function aChance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}
