import { describe, expect, it } from 'vitest'
import { env } from 'cloudflare:workers'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import {
  aCounted,
  aHeld,
  crowd,
  NOON,
  refusal,
  reinstatement,
  removal,
  signersOf,
  tell,
  together,
  yes,
} from '../registrar/people'
import { DAY, HOUR, MINUTE, passTime } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { aCountedDatabase, aSite } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { readAtom } from './atom'

const opened = (given = {}) => aLetter({ openedAt: new Date(NOON), ...given })

const feedText = ({ slug }: Letter) => aVisitor().read(paths.feed(slug))

/** The feed as a strict reader of Atom sees it. */
const feedOf = async (letter: Letter) => readAtom(await feedText(letter))

const titlesOf = async (letter: Letter) => {
  const { entries } = await feedOf(letter)
  return entries.map(({ title }) => title)
}

const HOST = { slug: 'quill-forum', name: 'Quill Forum', url: null }

const urlOf = (path: string) => env.ORIGIN + path

describe('the feed of a letter', () => {
  it('begins with its publication, by its hosts, under the ledger’s own name', async () => {
    const letter = await opened()

    const feed = await feedOf(letter)

    expect(feed).toMatchObject({
      id: `tag:countersign.test,2026-06-22:ledger/${letter.uuid}`,
      title: letter.title,
      updated: '2026-06-22T12:00:00.000Z',
      self: urlOf(paths.feed(letter.slug)),
      authors: ['Quill Forum', 'Fen Schools'],
    })
    expect(feed.entries).toEqual([
      {
        id: `${feed.id}/published`,
        title: `Published: ${letter.title}`,
        summary: 'An open letter to the Chief Inspector, from Quill Forum and Fen Schools.',
        updated: '2026-06-22T12:00:00.000Z',
        href: urlOf(paths.letter(letter.slug)),
      },
    ])
  })

  it('tells of each later edition, with the reason for it', async () => {
    const letter = await reviseLetter(await opened(), '1. In other words.')

    const { entries, updated } = await feedOf(letter)

    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({
      title: 'Edition 2 of the text',
      summary: expect.stringContaining('Why the text changed: Clearer words.') as string,
      updated,
      href: urlOf(paths.edition(letter.slug, 2)),
    })
  })

  it('tells of milestones, with the total that first had each', async () => {
    const letter = await opened({ goal: 3 })
    const signers = await signersOf(letter, crowd(100))
    await together(
      letter,
      signers.slice(0, 2).map((one) => yes(one))
    )
    await tell(letter, { verb: 'expire', id: 'nobody', at: NOON })
    for (const one of signers.slice(2, 4)) await tell(letter, yes(one, { at: NOON + HOUR }))
    await together(
      letter,
      signers.slice(4).map((one) => yes(one, { at: NOON + DAY }))
    )

    const { entries } = await feedOf(letter)
    const [hundred, goal, ...rest] = entries

    expect(rest.map(({ title }) => title)).toEqual([`Published: ${letter.title}`])
    expect(goal).toMatchObject({
      title: '3 signatures',
      summary: 'The total first reached 3 at 14:00 BST on 22 June 2026.',
      updated: '2026-06-22T13:00:00.000Z',
    })
    expect(hundred).toMatchObject({ title: '100 signatures' })
    for (const { href = '' } of [hundred, goal].map((one) => one ?? { href: '' })) {
      expect((await aVisitor().visit(href)).status).toBe(200)
    }
  })

  it('tells of every correction: what, why, and the total before and after', async () => {
    const letter = await opened()
    const ada = await aCounted(letter)
    const grace = await aCounted(letter)
    const held = await aHeld(letter)
    const sentence = 'The person named told us that somebody else had signed'
    await tell(letter, removal(ada, { sentence, at: NOON + HOUR }))
    await tell(letter, removal(grace, { at: NOON + 2 * HOUR }))
    await tell(letter, refusal(held, { at: NOON + 3 * HOUR }))
    await tell(letter, reinstatement(ada, { at: NOON + 4 * HOUR }))

    const { entries } = await feedOf(letter)

    expect(entries.map(({ title, summary }) => [title.replace(/ \(.*/, ''), summary])).toEqual([
      [
        '1 signature counted again',
        expect.stringContaining('The total went from 0 to 1 at 17:00 BST on 22 June 2026.'),
      ],
      [
        '1 signature refused',
        expect.stringContaining('The total stayed at 0 at 16:00 BST on 22 June 2026.'),
      ],
      ['1 signature removed', expect.stringContaining('The total went from 1 to 0')],
      [
        '1 signature removed',
        `${sentence}. The total went from 2 to 1 at 14:00 BST on 22 June 2026.`,
      ],
      [`Published: ${letter.title}`, expect.any(String)],
    ])
    expect(entries[0]?.href).toBe(urlOf(paths.corrections(letter.slug)))
  })

  it('names apart what two cases did while the ledger stood still', async () => {
    const letter = await opened()
    const [one, other] = [await aHeld(letter), await aHeld(letter)]
    await tell(letter, refusal(one))
    await tell(letter, refusal(other, { caseId: '0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d' }))

    const { entries } = await feedOf(letter)

    expect(new Set(entries.map(({ id }) => id)).size).toBe(3)
  })

  it('tells of closing, planned or not, and of a second one anew', async () => {
    const letter = await opened()
    await tell(letter, { verb: 'close', at: NOON + HOUR })
    const [first] = (await feedOf(letter)).entries
    await tell(letter, { verb: 'reopen', at: NOON + 2 * HOUR })
    const between = await titlesOf(letter)
    await tell(letter, { verb: 'close', at: NOON + 3 * HOUR })
    const [second] = (await feedOf(letter)).entries

    expect(first).toMatchObject({
      title: 'Closed to new signatures',
      updated: '2026-06-22T13:00:00.000Z',
    })
    expect(between).toEqual([`Published: ${letter.title}`])
    expect(second?.title).toBe('Closed to new signatures')
    expect(second?.id).not.toBe(first?.id)
  })

  it('tells of a closing date when it has passed, and not before', async () => {
    const letter = await opened({ closesAt: Date.now() + HOUR })
    const before = await titlesOf(letter)

    passTime(HOUR + MINUTE)

    expect(before).toEqual([`Published: ${letter.title}`])
    expect(await titlesOf(letter)).toEqual(['Closed to new signatures', before[0]])
  })

  it('keeps the name of each entry when more happens, and when letter and site change', async () => {
    const letter = await opened({ goal: 1 })
    const ada = await aCounted(letter)
    await tell(letter, removal(ada, { at: NOON + HOUR }))
    const before = await feedOf(letter)
    await tell(letter, reinstatement(ada, { at: NOON + 2 * HOUR }))
    await rowsOf(
      `UPDATE letter SET title = 'Another title', slug = 'moved' WHERE id = ?`,
      letter.id
    )

    const answer = await aSite({ ORIGIN: 'https://elsewhere.example.org' })(
      '/letters/moved/feed.atom'
    )

    const after = readAtom(await answer.text())
    expect(after.id).toBe(before.id)
    expect(after.entries.slice(1).map(({ id }) => id)).toEqual(before.entries.map(({ id }) => id))
    expect(after.updated).toBe('2026-06-22T14:00:00.000Z')
  })

  it('has a name that is a tag also where the site’s address has a port', async () => {
    const letter = await opened()
    await rowsOf(`UPDATE letter SET origin = 'localhost:8787/ledger/x' WHERE id = ?`, letter.id)

    expect((await feedOf(letter)).id).toBe('tag:localhost,2026-06-22:ledger/x')
  })

  it('stays one when texts hold marks and characters that XML can’t', async () => {
    const title = ' <b>A & B</b> ]]> "quoted" \u0000\u0008\uFFFE \u{1F58B} naïve'
    const letter = await opened({
      title,
      addressedTo: '<Chief> & Inspector',
      hosts: [
        { slug: 'a', name: 'Ink & <Quill>', url: 'https://ink.example.org/?a=1&b="2"' },
        { slug: 'b', name: 'No address', url: 'not an address' },
      ],
    })
    await rowsOf(`UPDATE edition SET reason = '<x>' WHERE letter_id = ?`, letter.id)

    const feed = await feedOf(letter)

    expect(feed.title.trim()).toBe('<b>A & B</b> ]]> "quoted"  \u{1F58B} naïve')
    expect(feed.authors).toEqual(['Ink & <Quill>', 'No address'])
    expect(feed.entries[0]?.summary).toContain('An open letter to <Chief> & Inspector')
  })

  it('of a demonstration says so in each entry', async () => {
    const letter = await opened({ demonstration: true })

    const { subtitle, entries } = await feedOf(letter)

    for (const text of [subtitle, ...entries.map(({ summary }) => summary)]) {
      expect(text).toContain('Demonstration letter: its people and schools are made up.')
    }
  })

  it('holds the newest hundred of what happened', async () => {
    const letter = await opened()
    await rowsOf(
      `WITH RECURSIVE row (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < 150)
       INSERT INTO correction
         (letter_id, ledger_to, case_id, kind, reason, sentence, number, counted_before,
          counted_after, ledger_from, at)
       SELECT ?1, i + 1, 'case', 'refusal', 'legal', 'Number ' || i, 1, 0, 0, i, ?2 + i FROM row`,
      letter.id,
      NOON
    )

    await reviseLetter(letter, '1. In other words.')

    const { entries } = await feedOf(letter)

    expect(entries).toHaveLength(100)
    expect(entries[0]?.title).toBe('Edition 2 of the text')
    expect(entries[1]?.summary).toContain('Number 150.')
    expect(entries[99]?.summary).toContain('Number 52.')
  })

  it('is served as Atom to every site, and only if it has changed', async () => {
    const letter = await opened()

    const first = await aVisitor().visit(paths.feed(letter.slug))
    const etag = first.headers.get('etag') ?? ''
    const again = await aVisitor().visit(paths.feed(letter.slug), { 'if-none-match': etag })

    expect(first.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    expect(etag).not.toBe('')
    expect(again.status).toBe(304)
  })

  it('asks the database once', async () => {
    const letter = await opened()
    const { db, counted } = aCountedDatabase()

    const answer = await aSite({ DB: db })(paths.feed(letter.slug))

    expect({ status: answer.status, calls: counted.calls }).toEqual({ status: 200, calls: 1 })
  })

  it('is found by readers from the letter’s pages', async () => {
    const letter = await opened()

    for (const path of [paths.letter, paths.newsroom, paths.corrections, paths.signatures]) {
      expect(await aVisitor().read(path(letter.slug))).toContain(
        `<link rel="alternate" type="application/atom+xml" href="${paths.feed(letter.slug)}"`
      )
    }
  })

  it.each(['draft', 'gathering'])('is not there while the letter is %s', async (state) => {
    const letter = await opened()
    await rowsOf('UPDATE letter SET state = ? WHERE id = ?', state, letter.id)

    expect((await aVisitor().visit(paths.feed(letter.slug))).status).toBe(404)
  })
})

describe('the checker of these tests', () => {
  it.each([
    ['an id', /<id>.*?<\/id>/],
    ['a title', /<title>.*?<\/title>/],
    ['a time', /<updated>.*?<\/updated>/],
    ['its author', /<author>[^]*?<\/author>\n(?=<generator>)/],
    ['the link of an entry', /<link rel="alternate"[^>]*>\n(?=<summary>)/],
    ['the end of an entry', /<\/entry>/],
    ['its namespace', / xmlns="[^"]*"/],
  ])('finds a feed without %s', async (_, part) => {
    const text = await feedText(await opened({ hosts: [HOST] }))

    expect(() => readAtom(text)).not.toThrow()
    expect(text).toMatch(part)
    expect(() => readAtom(text.replace(part, ''))).toThrow()
  })

  it.each([
    ['a bare &', 'Published:', 'Published &'],
    ['a bare <', 'Published:', 'Published <'],
    ['a character that XML has not', 'Published:', 'Published \u0001'],
    ['a local time', 'T12:00:00.000Z</updated>', ' 12:00</updated>'],
    ['a relative address', 'href="https://countersign.test', 'href="'],
    ['an entity of HTML', 'Published:', '&nbsp;'],
    ['an element that Atom has not', '<generator>Countersign</generator>', '<pubDate>x</pubDate>'],
  ])('finds %s', async (_, from, to) => {
    const text = await feedText(await opened())

    expect(text).toContain(from)
    expect(() => readAtom(text.replace(from, to))).toThrow()
  })
})
