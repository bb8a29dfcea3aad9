import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWebsite } from '../../src/cli/schools-domains.ts'
import { readHeads } from '../../src/cli/schools-heads.ts'
import { readList } from '../../src/cli/schools-list.ts'
import { readImportOptions } from '../../src/cli/schools-options.ts'
import { unpack } from '../../src/cli/schools-unpack.ts'
import { PHASES, TYPES } from '../../src/register/places.ts'
import { aFolderOfLists, aListed, csv, FULL, manyListed } from './schools-file.ts'

function readOne(cells: Record<string, string>) {
  return readList(csv([aListed(cells)])).schools[0]
}

describe('a register of England', () => {
  it.each([
    ['the list of state-funded schools', undefined],
    ['the full file of 133 columns', FULL],
  ])('is read by the names of its columns: %s', (_, columns) => {
    const { country, schools, authorities } = readList(csv([aListed()], columns))

    expect(country).toBe('england')
    expect(schools).toEqual([
      {
        urn: 100001,
        country: 'england',
        name: 'Brambleholt Primary School',
        nameCy: null,
        town: 'Brambleholt',
        postcode: 'ZZ1 1ZZ',
        authority: 'quillshire',
        phase: 'primary',
        type: 'maintained',
        inShares: true,
        domain: 'brambleholt.example',
        domainWhy: 'website',
        heads: [{ first: 'Ada', last: 'Quillfeather' }],
        isOpen: true,
      },
    ])
    const region = 'east-midlands'
    const authority = { key: 'quillshire', name: 'Quillshire', region, country: 'england' }
    expect(authorities).toEqual([authority])
  })

  it.each([
    ['Community school', 'maintained', true],
    ['Voluntary aided school', 'maintained', true],
    ['Academy converter', 'academy', true],
    ['University technical college', 'free-school', true],
    ['Foundation special school', 'special', true],
    ['Pupil referral unit', 'alternative', true],
    ['Local authority nursery school', 'nursery', true],
    ['Academy 16-19 converter', 'sixteen-plus', true],
    ['Non-maintained special school', 'special', false],
    ['Further education', 'sixteen-plus', false],
    ['Other independent school', 'independent', false],
    ["Service children's education", 'other', false],
    ['School on the moon', 'other', false],
  ])('puts “%s” into the group %s; among shares: %s', (name, type, inShares) => {
    expect(readOne({ 'TypeOfEstablishment (name)': name })).toMatchObject({ type, inShares })
    expect(TYPES.map(({ key }) => key)).toContain(type)
  })

  it('says which types it has never heard of', () => {
    const list = readList(csv([aListed({ 'TypeOfEstablishment (name)': 'School on the moon' })]))

    expect(list.unknownTypes).toEqual(['School on the moon'])
  })

  it.each([
    ['Primary', 'primary'],
    ['Middle deemed secondary', 'middle-deemed-secondary'],
    ['16 plus', '16-plus'],
    ['All-through', 'all-through'],
    ['Not applicable', 'no-phase'],
  ])('knows the phase %s', (listed, phase) => {
    expect(readOne({ 'PhaseOfEducation (name)': listed })?.phase).toBe(phase)
    expect(PHASES.map(({ key }) => key)).toContain(phase)
  })

  it.each([
    ['Quillford, City of', 'quillford', 'Quillford'],
    ['Quillford, County of', 'quillford', 'Quillford'],
    ['City of Quillford', 'city-of-quillford', 'City of Quillford'],
    ['Isles Of Quill', 'isles-of-quill', 'Isles of Quill'],
    ['St. Quill’s and Fen', 'st-quills-and-fen', 'St. Quill’s and Fen'],
  ])('calls the authority “%s” %s', (listed, key, name) => {
    expect(readList(csv([aListed({ 'LA (name)': listed })])).authorities).toMatchObject([
      { key, name },
    ])
  })

  it('takes another line of the address where there is no town, and lowers one that is shouted', () => {
    const upper = { Town: '', Locality: 'Upper Fen', Address3: 'Quillshire' }
    expect(readOne(upper)?.town).toBe('Upper Fen')
    expect(readOne({ ...upper, Locality: '' })?.town).toBe('Quillshire')
    expect(readOne({ Town: 'STOKE-UNDER-QUILL' })?.town).toBe('Stoke-Under-Quill')
    expect(readOne({ Town: '410', Locality: '', Address3: '' })?.town).toBe(null)
  })

  it('writes a postcode large, however it is listed', () => {
    expect(readOne({ Postcode: 'zz1 1zz' })?.postcode).toBe('ZZ1 1ZZ')
  })

  it('leaves out what is no open school, and says which lines and why', () => {
    const left = [
      aListed({ URN: '100002', 'EstablishmentStatus (name)': 'Closed' }),
      aListed({ URN: '100003', 'EstablishmentStatus (name)': 'Proposed to open' }),
      aListed({ URN: '100004', 'TypeOfEstablishment (name)': "Children's centre" }),
      aListed({ URN: '100005', 'GOR (name)': 'Wales (pseudo)' }),
      aListed({ URN: '100006', 'EstablishmentStatus (name)': 'Open, but proposed to close' }),
      aListed({ EstablishmentName: 'The same again' }),
      aListed({ URN: '100002', EstablishmentName: 'The closed one again' }),
      aListed({ URN: '100007', 'GOR (name)': 'Wales' }),
    ]

    const { schools, closed, skipped } = readList(csv([aListed(), ...left], FULL))

    expect(schools.map(({ urn }) => urn)).toEqual([100001, 100006])
    expect([...closed]).toEqual([100002])
    expect(skipped.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '4: proposed to open: not open yet',
      "5: Children's centre: no school of England",
      '6: in none of England’s nine regions',
      '8: listed twice',
      '9: listed twice',
      '10: in none of England’s nine regions',
    ])
  })
})

describe('a register of Wales', () => {
  const HEADER = 'school-wls\tname\tname-cy\tschool-type-wls\tprincipal-local-authority\tend-date\n'

  it('gives both names, and the phase by the number', () => {
    const rows = [
      '6992001\tNowhere\tUnman\t1\tZZZ\t',
      '6602001\tQuill "Bach" School\tYsgol Cwilsyn\t1\tAGY\t',
      '6744001\tYsgol Cwilsyn\tYsgol Cwilsyn\t3\t\t',
      '6816001\tOld Quill\t\t\tCRF\t2017-08-31',
      '6602001\tThe same again\t\t1\tAGY\t',
      '6602002\tMoved Quill\t\t1\tCRF\t',
    ]

    const { country, schools, skipped, authorities } = readList(HEADER + rows.join('\n'))

    expect(country).toBe('wales')
    expect(authorities).toHaveLength(22)
    expect(skipped.map(({ line }) => line)).toEqual([2, 5, 6])
    expect(schools).toMatchObject([
      {
        urn: 6602001,
        name: 'Quill "Bach" School',
        nameCy: 'Ysgol Cwilsyn',
        phase: 'primary',
        authority: 'isle-of-anglesey',
        inShares: false,
        domainWhy: 'no-website',
        heads: [],
      },
      { nameCy: null, authority: 'rhondda-cynon-taf', phase: 'secondary', type: 'maintained' },
      { urn: 6602002, authority: 'cardiff' },
    ])
  })
})

describe('a file', () => {
  let folder: Awaited<ReturnType<typeof aFolderOfLists>>
  beforeAll(async () => {
    folder = await aFolderOfLists()
  })
  afterAll(() => folder.remove())

  const text = csv([
    aListed({ EstablishmentName: 'St  Thomas\u00a0à Quill ’s', HeadLastName: '\u00a0Quill' }),
  ])
  const utf8 = new TextEncoder().encode(text)
  const western = Uint8Array.from(text, (one) => (one === '’' ? 0x92 : one.charCodeAt(0)))

  it.each([
    ['list.csv', utf8],
    ['bom.csv', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])],
    ['western.csv', western],
    ['list.csv.gz', gzipSync(western)],
    ['list.zip', zipSync({ 'results/list.csv': western, 'results/read-me.txt': utf8 })],
    ['mac.zip', zipSync({ 'list.csv': western, '__MACOSX/._list.csv': utf8 })],
    ['unix.csv', new TextEncoder().encode(text.replaceAll('\r\n', '\n'))],
  ])('may be %s', async (name, bytes) => {
    const { text } = await unpack(await folder.put(name, bytes))

    expect(readList(text).schools[0]).toMatchObject({
      name: 'St Thomas à Quill ’s',
      heads: [{ first: 'Ada', last: 'Quill' }],
    })
  })

  it.each([
    ['half.csv.gz', gzipSync(western).subarray(0, 60), "can't be unpacked"],
    ['half.zip', zipSync({ 'a.csv': western }).subarray(0, 90), "can't be unpacked"],
    ['none.zip', zipSync({ 'a.txt': utf8 }), 'holds no CSV'],
    ['two.zip', zipSync({ 'a.csv': utf8, 'b.csv': utf8 }), 'a.csv, b.csv'],
    ['list.xlsx.csv', new Uint8Array([1, 0, 2]), 'is not a text file'],
  ])('that is not one is refused: %s', async (name, bytes, words) => {
    await expect(unpack(await folder.put(name, bytes))).rejects.toThrow(words)
  })

  it('that is not there is refused', async () => {
    await expect(unpack('/nowhere/list.csv')).rejects.toThrow('ENOENT')
  })
})

describe('a malformed line', () => {
  const good = csv(manyListed(3))
  const broken = (line: number, change: (text: string) => string) =>
    good
      .split('\r\n')
      .map((text, i) => (i + 1 === line ? change(text) : text))
      .join('\r\n')

  it.each([
    ['too few cells', broken(3, (text) => text.replace(',""', '')), 'Line 3 has 32 cells'],
    ['too many cells', broken(4, (text) => `${text},""`), 'Line 4 has 34 cells'],
    ['no number', broken(3, (text) => text.replace('100002', '10OOO2')), 'Line 3: “10OOO2”'],
    ['a short number', broken(2, (text) => text.replace('100001', '1001')), 'Line 2: “1001”'],
    ['no number at all', broken(2, (text) => text.replace('100001', '')), 'Line 2: “”'],
    ['an open quote', broken(4, (text) => text.replace(/"$/, '')), 'a quote is never closed'],
    ['a stray quote', broken(3, (text) => text.replace('Quillshire', 'Qu"ill')), 'Line 3 can'],
    ['a cut end', good.slice(0, -60), 'Line 4'],
    ['no header', good.split('\r\n').slice(1).join('\r\n'), 'Line 1 has none of the columns'],
    ['a lost column', good.replace('HeadLastName', 'Surname'), 'lacks these columns: HeadLastName'],
    ['nothing', '', 'empty'],
    ['no school', csv([]), 'no open school'],
  ])('stops everything and is named: %s', (_, text, words) => {
    expect(() => readList(text)).toThrow(words)
  })
})

describe('a website', () => {
  it.each([
    ['http://www.quill.example/', 'quill.example'],
    ['https://quill.example/about/contact-us', 'quill.example'],
    ['WWW.Quill.Example.', 'quill.example'],
    ['quill.example?page=1', 'quill.example'],
    ['http:www.quill.example', 'quill.example'],
    ['https//www.quill.example', 'quill.example'],
    ['http://https://quill.example', 'quill.example'],
    ['htttp://quill.example:8080', 'quill.example'],
    ['www..quill.example', 'quill.example'],
    ['https://cwïl.example', 'xn--cwl-0ma.example'],
    ['https://upper.trust.example/quill', 'trust.example'],
    ['www.quill.fenshire.sch.uk', 'quill.fenshire.sch.uk'],
    ['www.quill.uk.com', 'quill.uk.com'],
    ['www.fenshire.sch.uk', null],
    ['head@quill.example', null],
    ['192.0.2.7', null],
    ['n/a', null],
    ['', null],
  ])('%s is of the domain %s', (address, domain) => {
    expect(readWebsite(address)?.domain ?? null).toBe(domain)
  })

  const why = (...cells: Record<string, string>[]) =>
    readList(csv(cells.map((one, i) => aListed({ URN: String(100_001 + i), ...one })))).schools.map(
      ({ domain, domainWhy }) => domain ?? domainWhy
    )
  const at = (SchoolWebsite: string, more = {}) => ({ SchoolWebsite, ...more })
  const academy = { 'TypeOfEstablishment (name)': 'Academy converter' }

  it.each([
    ['sites.google.com/quill.fenshire.sch.uk/home'],
    ['quill.wordpress.com'],
    ['quill.wixsite.com/home'],
    ['www.quill.eschools.co.uk'],
    ['www.quill.fenshire.gov.uk'],
    ['quill.hwbcymru.net'],
    ['schools.hants.org.uk'],
  ])('at %s says nothing about a mailbox', (address) => {
    expect(why(at(address))).toEqual(['shared'])
  })

  it('of a trust counts for each of its schools, one that is yet to join it included', () => {
    const schools = ['Quillshire', 'Fenshire', 'Inkshire', 'Larkshire'].map((name, i) =>
      at(`school-${i}.trust.example`, { ...(i > 0 && academy), 'LA (name)': name })
    )

    expect(why(...schools)).toEqual(Array(4).fill('trust.example'))
  })

  it('of a federation counts for its schools', () => {
    expect(why(...Array(6).fill(at('www.federation.example')))).toEqual(
      Array(6).fill('federation.example')
    )
  })

  it('says nothing where an authority has many schools of its own', () => {
    const schools = Array.from({ length: 5 }, (_, i) => at(`school-${i}.grid.example`))

    expect(why(...schools)).toEqual(Array(5).fill('shared'))
    expect(why(...schools.slice(1))).toEqual(Array(4).fill('grid.example'))
  })

  it('says nothing where schools of many authorities meet that are no trust', () => {
    const schools = ['Quillshire', 'Fenshire', 'Inkshire'].map((name, i) =>
      at(`school-${i}.firm.example`, { 'LA (name)': name, ...(i > 1 && academy) })
    )

    expect(why(...schools)).toEqual(Array(3).fill('shared'))
  })
})

describe('the heads of a school', () => {
  it.each([
    // One head, plain or with what doesn't belong to a name.
    ['Ada', 'Quillfeather', 'Ada+Quillfeather'],
    ['Ada', '\u00a0Quillfeather', 'Ada+Quillfeather'],
    ['Mrs Ada', 'Quillfeather', 'Ada+Quillfeather'],
    ['Ada', 'Quillfeather (Acting Headteacher)', 'Ada+Quillfeather'],
    ['Ada', 'Quillfeather - Head teacher', 'Ada+Quillfeather'],
    ['Ada', 'Quillfeather, Principal', 'Ada+Quillfeather'],
    ['Ada', 'Quillfeather OBE', 'Ada+Quillfeather'],
    ['Ada', 'Quillfeather, BSc (HONS) MA', 'Ada+Quillfeather'],
    ['Ada', 'Quillfeather (Previously Inkersby)', 'Ada+Quillfeather'],
    ['Elizabeth (Beth)', 'Quill', 'Elizabeth+Quill'],
    ['Executive Headteacher - Ada', 'Quill', 'Ada+Quill'],
    ['Headteacher', 'Ada Quill', 'Ada+Quill'],
    ['Ada Quill', '(Acting Head)', 'Ada+Quill'],
    ['A. B.', 'Quill', 'A. B+Quill'],
    ['Ada', 'Quill - Inkersby', 'Ada+Quill-Inkersby'],
    ['Ada', 'Quill Inkersby', 'Ada+Quill Inkersby'],
    ['Ada Mary', 'van der Quill', 'Ada Mary+van der Quill'],
    ['Tom', 'Head', 'Tom+Head'],
    ['Tom', 'Leader', 'Tom+Leader'],
    // Two of them, in the ways that the register has.
    ['Ada Quill and', 'Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada Quill', '/ Ms Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada Quill', 'Mrs Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada Quill', 'Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada Quill,', 'Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada', 'Quill and Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada', 'Quill (Mon-Thurs) and Grace Inkersby (Fridays)', 'Ada+Quill, Grace+Inkersby'],
    ['A', 'Quill and Mrs G Inkersby', 'A+Quill, G+Inkersby'],
    ['Ada/Grace', 'Quill/Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada and Grace', 'Quill and Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada & Grace', 'Quill', ''],
    ['Mrs Ada Quill 0.8', 'Mrs Grace Inkersby 0.2', 'Ada+Quill, Grace+Inkersby'],
    ['Ada Quill (Head of School)', 'Grace Inkersby (EHT)', 'Ada+Quill, Grace+Inkersby'],
    ['Executive Head: Ada Quill', 'Head of School Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Co – Principal Ada Quill', 'Co – Principal Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Co-headteachers: Ada Quill - Primary', 'Grace Ink - Secondary', 'Ada+Quill, Grace+Ink'],
    ['Co-Heads of School', 'Ada Quill & Grace Inkersby', 'Ada+Quill, Grace+Inkersby'],
    ['Ada Quill & Grace Inkersby', '.', 'Ada+Quill, Grace+Inkersby'],
    ['Ada van der Quill & Grace Inkersby', '', 'Ada+van der Quill, Grace+Inkersby'],
    ['Ada', 'Quill (Executive Head) Grace Ink (Head of School)', 'Ada+Quill, Grace+Ink'],
    ['Ada Quill', 'Ada Quill', 'Ada+Quill'],
    // Nobody, rather than somebody who is not there.
    ['Ada', 'Quill/Inkersby', ''],
    ['Ada', 'Quill and Inkersby', ''],
    ['Quill', '& Miss Inkersby', ''],
    ['Vacant', 'Vacant', ''],
    ['TBC', 'TBC', ''],
    ['N/A', 'N/A', ''],
    ['Ada', 'Quill acting head until 31/8/2025', ''],
    ['Ada Quill & Grace Inkersby', 'Quill School', ''],
    ['.', 'Quill', ''],
    ['', '', ''],
  ])('%s | %s: %s', (first, last, heads) => {
    const read = readHeads(first, last).map((head) => `${head.first}+${head.last}`)

    expect(read.join(', ')).toBe(heads)
  })
})

describe('npm run schools:import', () => {
  const now = new Date('2026-06-22T12:00:00Z')

  it.each([
    [['a.csv', '--date', '2025-17-07'], 'is no day'],
    [['a.csv', '--date', '2025-02-30'], 'is no day'],
    [['a.csv', '--date', '2026-06-23'], 'still to come'],
    [['a.csv', '--remote', '--state', 'x'], 'not with --remote'],
    [['a.csv', '--fast'], 'knows --remote, --extract, --date'],
    [['a.csv', 'b.csv'], 'Which file?'],
    [[], 'Which file?'],
  ])('refuses %j', (args, words) => {
    expect(() => readImportOptions(args, now)).toThrow(words)
  })

  it('helps where it is asked to', () => {
    expect(readImportOptions(['--help'], now)).toBe(null)
  })
})
