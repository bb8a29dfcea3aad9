import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPlan } from '../../src/delivery/hand-in-form'
import { takeSnapshot } from '../../src/delivery/snapshot'
import { zipOf } from '../../src/delivery/zip'
import { deskPaths } from '../../src/desk-paths'
import { parseKeyFile } from '../../src/ledger/key-file'
import { checkTotal } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { aCounted, NOON, tell } from '../registrar/people'
import { aLetterSignedBy } from '../support/crowd'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { readAtom } from './atom'
import { readZip, text } from './zip'

async function aTeam(
  letter: Letter,
  { fresh = true, role = 'editor' }: { fresh?: boolean; role?: 'editor' | 'reader' } = {}
): Promise<Campaigner> {
  const campaigner = await aCampaigner(undefined, { fresh })
  await joinTeam(letter, campaigner, role)
  return campaigner
}

const makePack = (team: Campaigner, { id }: Letter) => team.submit(deskPaths.pack(id), {})

async function download(team: Campaigner, letter: Letter) {
  const answer = await makePack(team, letter)
  expect(answer.status).toBe(200)
  const bytes = await answer.bytes()
  const files = new Map(
    [...readZip(bytes)].map(([name, file]) => [name.replace(/^[^/]+\//, ''), file])
  )
  const read = (name: string) => text(files.get(name)?.bytes ?? new Uint8Array())
  return { answer, bytes, files, read }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex()
}

const packsOf = ({ id }: Letter) =>
  rowsOf<{ number: number; counted: number; names: number; bytes: number; sha256: string }>(
    'SELECT number, counted, names, bytes, sha256 FROM pack WHERE letter_id = ? ORDER BY number',
    id
  )

describe('a delivery pack', () => {
  let letter: Letter
  let team: Campaigner
  let pack: Awaited<ReturnType<typeof download>>
  beforeAll(async () => {
    letter = await aLetter({ markdown: 'Dear all,\n\n1. Say *why*.\n2. Say <b>when</b>.' })
    team = await aTeam(letter)
    await aCounted(letter, { name: 'Grace <Fenlight>', role: 'parent', school: '' })
    const { id } = await aCounted(letter, { name: 'Ada Quillfeather' })
    await env.DB.prepare(`UPDATE signature SET name = '=' || name WHERE id = ?`).bind(id).run()
    await aCounted(letter, { name: 'Mary Unseen', school: 'Hidden Hollow School', public: '' })
    await env.DB.prepare(
      `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, person, role,
                                 created_at, confirmed_at)
       VALUES ('org', ?, 'listed', 1, 'Fenmoor College', 'fenmoor college',
               'fenmoor.example.org', 'Percy Private', 'Principal', 1, 2)`
    )
      .bind(letter.id)
      .run()
    await env.DB.prepare('UPDATE letter SET organisations = 1 WHERE id = ?').bind(letter.id).run()
    pack = await download(team, letter)
  })

  it('is one file to save, named for its letter and moment', () => {
    const { headers } = pack.answer

    expect(headers.get('content-type')).toBe('application/zip')
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="${letter.slug}-pack-[0-9TZ-]+-ledger-\\d+\\.zip"$`)
    )
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('holds the letter, names, text, proof and keys, each with its sum', async () => {
    const sums = pack.read('SHA256SUMS').split('\n').slice(0, -1)
    const others = [...pack.files].filter(([name]) => name !== 'SHA256SUMS')

    expect([...pack.files.keys()]).toEqual([
      'README.txt',
      'letter.html',
      'names.csv',
      'edition-1.txt',
      'total.tlog-proof',
      'checkpoint',
      'countersign-keys.txt',
      'SHA256SUMS',
    ])
    expect(sums).toEqual(
      await Promise.all(others.map(async ([name, { bytes }]) => `${await sha256(bytes)}  ${name}`))
    )
  })

  it('proves its number by nothing but what is in it', async () => {
    const keys = await parseKeyFile(pack.read('countersign-keys.txt'))
    const proof = pack.read('total.tlog-proof')

    const total = await checkTotal(proof, keys)

    expect(total).toMatchObject({ confirmed: 3, withdrawn: 0, removed: 0 })
    expect(proof).toContain(pack.read('checkpoint'))
    expect(pack.read('letter.html')).toContain(
      `${env.ORIGIN}${paths.pastTotal(letter.slug, total.size)}`
    )
  })

  it('holds the very bytes that were signed', async () => {
    const published = await aVisitor().visit(paths.editionText(letter.slug, 1))

    expect(pack.read('edition-1.txt')).toBe(await published.text())
  })

  it('names those who are shown, in their order, with no formula among them', () => {
    expect(pack.read('names.csv')).toBe(
      '\uFEFFname,role,school,edition,assurance\r\nGrace <Fenlight>,Parent,,1,self-declared\r\n' +
        "'=Ada Quillfeather,Headteacher,Brambleholt Primary,1,self-declared\r\n"
    )
  })

  it('names nobody who is hidden, and nobody who signed for an organisation', () => {
    const all = [...pack.files.keys()].map(pack.read).join('\n')

    expect(all).not.toMatch(/Mary Unseen|Hidden Hollow|Percy Private/)
    expect(pack.read('letter.html')).toContain('And 1 whose names are not shown.')
  })

  it('has a page that needs nothing from elsewhere and runs nothing', () => {
    const page = pack.read('letter.html')

    expect(page).toContain('Grace &lt;Fenlight&gt;')
    expect(page).toContain('&lt;b&gt;when&lt;/b&gt;')
    expect(page).toMatch(/<p class="big">3<\/p>/)
    expect(page).toContain('personal capacity')
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|@import|url\(|<!--/)
  })

  it('sets organisations apart from the number', () => {
    const page = pack.read('letter.html')

    expect(page).toContain('1 institution stands behind the letter as such')
    expect(page).toContain('<b>Fenmoor College</b>')
    expect(page).toContain('3 confirmed − 0 withdrawn')
  })

  it('is recorded for everyone, by its own sum', async () => {
    const sum = await sha256(pack.bytes)
    const [made] = await packsOf(letter)
    const page = await aVisitor().read(paths.letter(letter.slug))
    const { entries } = readAtom(await aVisitor().read(paths.feed(letter.slug)))

    expect(made).toEqual({
      number: 1,
      counted: 3,
      names: 2,
      bytes: pack.bytes.length,
      sha256: sum,
    })
    expect(page).toContain(sum)
    expect(await team.read(deskPaths.pack(letter.id))).toContain(sum)
    expect(await team.read(deskPaths.audit(letter.id))).toContain(sum)
    expect(entries[0]).toMatchObject({
      title: 'A pack for the recipient was made',
      summary: `3 signatures, 2 by name. SHA-256 ${sum}.`,
    })
  })

  it('is nothing, and leaves nothing, if its download breaks off', async () => {
    const other = await aLetter()
    const editor = await aTeam(other)
    await aCounted(other)
    const reader = (await makePack(editor, other)).body?.getReader()

    await reader?.read()
    await reader?.cancel()

    expect(await packsOf(other)).toEqual([])
    expect(await aVisitor().read(paths.letter(other.slug))).not.toContain('A pack for')
  })

  it('is made by nobody without a fresh code', async () => {
    const editor = await aTeam(letter, { fresh: false })

    const answer = await makePack(editor, letter)

    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('This needs a fresh code')
    expect(await packsOf(letter)).toHaveLength(1)
    const page = await editor.read(deskPaths.pack(letter.id))
    expect(page).toContain(deskPaths.fresh(deskPaths.pack(letter.id)))
    expect(page).not.toContain('Make the pack and download it')
  })

  it('is not a reader’s to make, nor anybody’s outside the team', async () => {
    const reader = await aTeam(letter, { role: 'reader' })
    const stranger = await aCampaigner(undefined, { fresh: true })

    expect((await makePack(reader, letter)).status).toBe(403)
    expect((await makePack(stranger, letter)).status).toBe(404)
    expect((await stranger.visit(deskPaths.packPage(letter.id))).status).toBe(404)
  })

  it('can be read before it is made, which writes nothing', async () => {
    const before = await dumpTables()

    const answer = await team.visit(deskPaths.packPage(letter.id))
    const page = await answer.text()
    await (await team.visit(deskPaths.pack(letter.id))).text()

    expect(page).toContain('Grace &lt;Fenlight&gt;')
    expect(page).not.toContain('Mary Unseen')
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; style-src 'sha256-[^']+';/
    )
    expect(await dumpTables()).toBe(before)
  })

  it('is refused while nobody has signed', async () => {
    const unsigned = await aLetter()
    const editor = await aTeam(unsigned)

    const answer = await makePack(editor, unsigned)

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Nobody has signed yet')
    expect(await editor.read(deskPaths.pack(unsigned.id))).not.toContain('download it</button>')
  })

  it('is refused while the records don’t agree', async () => {
    const stopped = await aLetter()
    const editor = await aTeam(stopped)
    await aCounted(stopped)
    await env.DB.prepare(
      `INSERT INTO alarm (letter_id, kind, detail, raised_at) VALUES (?, 'ledger-fork', '', 1)`
    )
      .bind(stopped.id)
      .run()

    const answer = await makePack(editor, stopped)

    expect(answer.status).toBe(409)
    expect(await packsOf(stopped)).toEqual([])
  })

  it('is refused if the names are not as many as the number says', async () => {
    const crooked = await aLetter()
    const editor = await aTeam(crooked)
    await aCounted(crooked)
    await aCounted(crooked)
    await env.DB.prepare(`UPDATE signature SET public = 0 WHERE letter_id = ? AND number = 1`)
      .bind(crooked.id)
      .run()

    expect((await makePack(editor, crooked)).status).toBe(409)
    expect(await packsOf(crooked)).toEqual([])
  })

  it('leaves out who withdrew, and says so in the number', async () => {
    const moving = await aLetter()
    const editor = await aTeam(moving)
    const { id } = await aCounted(moving, { name: 'Ada Leaving' })
    await aCounted(moving, { name: 'Grace Staying' })
    await tell(moving, { verb: 'withdraw', id, at: NOON })

    const { read } = await download(editor, moving)

    expect(read('names.csv')).not.toContain('Ada Leaving')
    expect(read('letter.html')).toContain('2 confirmed − 1 withdrawn or erased − 0 removed')
  })

  it('holds more names than are read at once, each once and in order', async () => {
    const large = await aLetterSignedBy(5003)
    const editor = await aTeam(large)

    const { read } = await download(editor, large)

    const names = read('names.csv').split('\r\n').slice(1, -1)
    expect(names).toHaveLength(5003)
    expect(names.slice(0, 3).map((row) => row.split(',')[0])).toEqual([
      'Zuleika First',
      'Tamsin Number2',
      'Tamsin Number3',
    ])
    expect(names.at(-1)).toMatch(/^Tamsin Number5003,/)
    expect(read('letter.html').match(/<li><b>/g)).toHaveLength(5003)
    expect(read('README.txt')).not.toContain('While the names were read')
  })

  it('says so if the list changed while it was read, and is none if names were lost', async () => {
    const large = await aLetterSignedBy(5003)
    const between = (sql: string) => {
      let calls = 0
      const batch: typeof env.DB.batch = async (statements) => {
        if (calls++ === 1) await env.DB.prepare(sql).bind(large.id).run()
        return env.DB.batch(statements)
      }
      const db = { prepare: env.DB.prepare.bind(env.DB), batch } as typeof env.DB
      return takeSnapshot(db, large.id, new Date())
    }

    const grown = await between(`UPDATE head SET batch = 'another' WHERE letter_id = ?`)
    const lost = await between('UPDATE signature SET public = 0 WHERE letter_id = ? AND number = 2')

    expect(grown).toMatchObject({ named: 5003, moved: true })
    expect(lost).toBe('moving')
  })
})

describe('a ZIP file of ours', () => {
  const bytesOf = async (parts: AsyncGenerator<Uint8Array>) => {
    const all = await Array.fromAsync(parts)
    return new Uint8Array(await new Blob(all as Uint8Array<ArrayBuffer>[]).arrayBuffer())
  }
  const utf8 = (words: string) => new TextEncoder().encode(words)
  const files = () => [
    { name: 'one.txt', parts: [utf8('Fenm'), new Uint8Array(), utf8('öör')] },
    { name: 'empty', parts: [] },
  ]
  const DATE = new Date('2026-06-22T12:00:30Z')

  it('has the same bytes for the same files and date, and holds them as they were', async () => {
    const bytes = await bytesOf(zipOf('folder', files(), DATE))

    expect(await bytesOf(zipOf('folder', files(), DATE))).toEqual(bytes)
    const read = readZip(bytes)
    expect([...read.keys()]).toEqual(['folder/one.txt', 'folder/empty', 'folder/SHA256SUMS'])
    expect(text(read.get('folder/one.txt')?.bytes ?? utf8(''))).toBe('Fenmöör')
  })

  it('has other bytes on another date', async () => {
    const later = new Date(DATE.getTime() + 60_000)

    expect(await bytesOf(zipOf('folder', files(), later))).not.toEqual(
      await bytesOf(zipOf('folder', files(), DATE))
    )
  })
})

const PLAN = {
  sequence: '',
  date: '2031-06-23',
  start: '14:00',
  end: '15:30',
  place: 'Sanctuary Buildings, Great Smith Street',
  note: 'Bring your school’s banner; we walk at two.',
}

describe('a hand-in', () => {
  const plan = (
    team: Campaigner,
    { id }: Letter,
    over: Partial<typeof PLAN> & { act?: string } = {}
  ) => team.submit(deskPaths.handIn(id), { ...PLAN, ...over })

  const calendar = (letter: Letter) => aVisitor().read(paths.handIn(letter.slug))

  const lineOf = (file: string, name: string) =>
    file
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)

  it('stands on the letter’s page in UK time, and in no timeline', async () => {
    const letter = await aLetter()

    const answer = await plan(await aTeam(letter), letter)

    expect(answer.status).toBe(303)
    const page = await aVisitor().read(paths.letter(letter.slug))
    expect(page).toContain('Monday 23 June 2031, 14:00 to 15:30 BST')
    expect(page).toContain('Sanctuary Buildings, Great Smith Street')
    expect(page).toContain(paths.handIn(letter.slug))
    expect(readAtom(await aVisitor().read(paths.feed(letter.slug))).entries).toHaveLength(1)
  })

  it('is a calendar of one event in UTC, under the ledger’s own name', async () => {
    const letter = await aLetter({ title: 'Plain words, now; please\\' })
    await plan(await aTeam(letter), letter)

    const answer = await aVisitor().visit(paths.handIn(letter.slug))
    const file = await answer.text()

    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(file.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true)
    expect(file.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(lineOf(file, 'UID')).toBe(`hand-in-${letter.uuid}@countersign.test`)
    expect(lineOf(file, 'DTSTART')).toBe('20310623T130000Z')
    expect(lineOf(file, 'DTEND')).toBe('20310623T143000Z')
    expect(lineOf(file, 'DTSTAMP')).toMatch(/^\d{8}T\d{6}Z$/)
    expect(lineOf(file, 'SEQUENCE')).toBe('0')
    expect(lineOf(file, 'STATUS')).toBe('CONFIRMED')
    expect(lineOf(file, 'SUMMARY')).toBe('Handing in: Plain words\\, now\\; please\\\\')
    expect(lineOf(file, 'DESCRIPTION')).toBe('Bring your school’s banner\\; we walk at two.')
    expect(lineOf(file, 'URL')).toBe(env.ORIGIN + paths.letter(letter.slug))
  })

  it('folds long lines at 75 octets, and cuts no character in two', async () => {
    const letter = await aLetter()
    const place = 'Überführungsstraße 🏫 '.repeat(9).trim()
    await plan(await aTeam(letter), letter, { place })

    const answer = await aVisitor().visit(paths.handIn(letter.slug))
    const file = text(await answer.bytes())

    const lengths = file.split('\r\n').map((line) => new TextEncoder().encode(line).length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(75)
    expect(Math.max(...lengths)).toBeGreaterThan(70)
    expect(lineOf(file, 'LOCATION')).toBe(place)
  })

  it('keeps its name and counts up when it is changed, called off and planned anew', async () => {
    const letter = await aLetter()
    const team = await aTeam(letter)
    await plan(team, letter)
    const first = await calendar(letter)

    await plan(team, letter, { sequence: '0', start: '13:00' })
    const changed = await calendar(letter)
    await plan(team, letter, { sequence: '1', act: 'cancel' })
    const cancelled = await calendar(letter)
    const page = await aVisitor().read(paths.letter(letter.slug))
    await plan(team, letter, { sequence: '2' })
    const again = await calendar(letter)

    const files = [first, changed, cancelled, again]
    expect(new Set(files.map((file) => lineOf(file, 'UID'))).size).toBe(1)
    expect(files.map((file) => lineOf(file, 'SEQUENCE'))).toEqual(['0', '1', '2', '3'])
    expect(files.map((file) => lineOf(file, 'STATUS'))).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
      'CONFIRMED',
    ])
    expect(lineOf(changed, 'DTSTART')).toBe('20310623T120000Z')
    expect(page).toContain('<b>Called off:</b>')
    const audit = await team.read(deskPaths.audit(letter.id))
    expect(audit.match(/planned the hand-in/g)).toHaveLength(3)
    expect(audit).toContain('called the hand-in off.')
  })

  it('is changed by one of two who change it at once; the other keeps what was typed', async () => {
    const letter = await aLetter()
    const [ada, grace] = [await aTeam(letter), await aTeam(letter)]
    await plan(ada, letter)

    const answers = await Promise.all([
      plan(ada, letter, { sequence: '0', place: 'The east gate' }),
      plan(grace, letter, { sequence: '0', place: 'The west gate' }),
    ])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const late = answers.find(({ status }) => status === 409)
    const page = (await late?.text()) ?? ''
    expect(page).toContain('The east gate')
    expect(page).toContain('The west gate')
    expect(page).toContain('name="sequence" value="1"')
  })

  it('can’t be called off by who saw another plan', async () => {
    const letter = await aLetter()
    const team = await aTeam(letter)
    await plan(team, letter)
    await plan(team, letter, { sequence: '0' })

    const answer = await plan(team, letter, { sequence: '0', act: 'cancel' })

    expect(answer.status).toBe(409)
    expect(lineOf(await calendar(letter), 'STATUS')).toBe('CONFIRMED')
  })

  it.each([
    ['no day', { date: '' }, 'Give the day'],
    ['a day that does not exist', { date: '2031-02-30' }, 'Give the day'],
    ['a day in the past', { date: '2020-06-22' }, 'That day is over'],
    ['no time', { start: '' }, 'Give the time'],
    ['a time that is none', { end: '25:00' }, 'Give the time'],
    ['an end before its beginning', { end: '13:59' }, 'It must end after it begins'],
    ['no place', { place: ' \u200B ' }, 'Say where people are to come'],
    ['a place that is too long', { place: 'x'.repeat(201) }, '200 characters or fewer (now 201)'],
    ['a note that is too long', { note: 'x'.repeat(501) }, '500 characters or fewer (now 501)'],
  ])('refuses %s, and keeps what was typed', async (_, over, words) => {
    const letter = await aLetter()
    const kept = 'note' in over ? { place: 'Kept words' } : { note: 'Kept words' }

    const answer = await plan(await aTeam(letter), letter, { ...over, ...kept })

    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('Kept words')
    expect((await aVisitor().visit(paths.handIn(letter.slug))).status).toBe(404)
  })

  it('reads clocks as the UK’s do: in summer, in winter, and on the nights they change', () => {
    const now = new Date('2031-01-01T00:00:00Z')
    const at = (date: string, start: string, end: string) => {
      const read = readPlan({ ...PLAN, date, start, end }, now)
      if ('problems' in read) return read.problems
      return [read.plan.startsAt, read.plan.endsAt].map((one) => new Date(one).toISOString())
    }

    expect(at('2031-06-23', '00:30', '01:30')).toEqual([
      '2031-06-22T23:30:00.000Z',
      '2031-06-23T00:30:00.000Z',
    ])
    expect(at('2031-12-01', '00:30', '23:59')).toEqual([
      '2031-12-01T00:30:00.000Z',
      '2031-12-01T23:59:00.000Z',
    ])
    expect(at('2031-03-30', '00:30', '02:30')).toEqual([
      '2031-03-30T00:30:00.000Z',
      '2031-03-30T01:30:00.000Z',
    ])
    expect(at('2031-03-30', '01:30', '03:00')).toMatchObject({
      start: expect.stringContaining('left out') as string,
    })
    expect(at('2031-10-26', '00:30', '01:30')).toMatchObject({
      end: expect.stringContaining('comes twice') as string,
    })
  })

  it('was to be handed in, once the time is over; and says nothing beside a record of it', async () => {
    const letter = await aLetter()
    await plan(await aTeam(letter), letter)
    await env.DB.prepare('UPDATE hand_in SET starts_at = 1000, ends_at = 2000 WHERE letter_id = ?')
      .bind(letter.id)
      .run()

    const over = await aVisitor().read(paths.letter(letter.slug))
    await env.DB.prepare('UPDATE letter SET handed_in_at = 1500 WHERE id = ?').bind(letter.id).run()
    const recorded = await aVisitor().read(paths.letter(letter.slug))

    expect(over).toContain('was to be handed in on')
    expect(recorded).not.toContain('was to be handed in')
  })

  it('is not a reader’s to plan, and there is none to find where none is', async () => {
    const letter = await aLetter()

    const answer = await plan(await aTeam(letter, { role: 'reader' }), letter)

    expect(answer.status).toBe(403)
    expect((await aVisitor().visit(paths.handIn(letter.slug))).status).toBe(404)
    expect(await aVisitor().read(paths.letter(letter.slug))).not.toContain('Handing it in')
  })

  it('is gone with a letter that was taken down', async () => {
    const letter = await aLetter()
    await plan(await aTeam(letter), letter)
    await env.DB.prepare(`UPDATE letter SET stopped = 'taken-down' WHERE id = ?`)
      .bind(letter.id)
      .run()

    expect((await aVisitor().visit(paths.handIn(letter.slug))).status).toBe(410)
  })
})
