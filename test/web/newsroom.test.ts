import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { byDay } from '../../src/web/newsroom/by-day'
import { spread } from '../../src/web/newsroom/chart'
import { linePath } from '../../src/web/newsroom/chart-line'
import { timeTicks, valueTicks } from '../../src/web/newsroom/chart-scale'
import { DAY, HOUR, passTime } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aVisitor } from '../support/visitor'
import { CASE } from '../registrar/people'

const { visit, read, submit } = aVisitor()

describe('the newsroom', () => {
  it('gives a sentence whose address shows the same total for good', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await signAndConfirm(letter)
    const { ledger } = await numbersOf(letter)

    const sentence = (await textOf(paths.newsroom(letter.slug))).match(/At \d\d:\d\d .*?\)\./)?.[0]
    await signAndConfirm(letter)

    const address = paths.pastTotal(letter.slug, ledger.size)
    expect(sentence).toMatch(/^At \d\d:\d\d (GMT|BST) on \d+ \w+ \d{4}, 2 signatures had been/)
    expect(sentence).toContain(`(${env.ORIGIN}${address}).`)
    expect(await textOf(address)).toMatch(/ 2 signatures confirmed, at \d\d:\d\d (GMT|BST) on/)
    expect(await textOf(paths.newsroom(letter.slug))).toContain('3 signatures confirmed')
  })

  it('has a sentence with a zone of time for each row of each table', async () => {
    const letter = await aLetter()
    for (const country of ['england', 'england', '']) await signAndConfirm(letter, ada({ country }))

    const rows = await citations(letter)

    expect(rows.length).toBeGreaterThanOrEqual(6)
    for (const row of rows) expect(row).toMatch(/\d\d:\d\d (GMT|BST)|midnight, UK time/)
    expect(rows).toContainEqual(
      expect.stringMatching(/2 of the 3 signatures .* \(66\.7%\) gave England as the signer’s/)
    )
    expect(rows).toContainEqual(expect.stringMatching(/1 of the 3 signatures .* gave no country/))
    expect(rows).toContainEqual(expect.stringMatching(/3 of the 3 .* edition 1 of its text/))
  })

  it('tells awaiting, held, withdrawn, removed and refused apart', async () => {
    const letter = await aLetter()
    await signUp(letter)
    await held(letter)
    await refused(letter)
    const gone = await signAndConfirm(letter)
    await change(gone.visitor, gone.manage, 'withdraw')
    await signAndConfirm(letter)
    await signAndConfirm(letter)
    await act(letter, { verb: 'remove', number: '2', reason: 'legal', case: CASE })

    const page = await textOf(paths.newsroom(letter.slug))

    expect(page).toContain('1 signature confirmed, as of')
    expect(page).toMatch(
      /Not in the total awaiting email confirmation 1 being checked 1 withdrawal .*? 1 removed after a check 1 refused after a check 1/
    )
  })

  it('says how many rows each table to download has, and is right', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await signAndConfirm(letter, ada({ public: '', country: 'wales' }))

    const page = await textOf(paths.newsroom(letter.slug))

    for (const file of [paths.signaturesCsv, paths.breakdownCsv, paths.historyCsv]) {
      const name = file(letter.slug).split('/').at(-1)
      const said = page.match(new RegExp(`${name} [a-z ]+, (\\d+) rows?`))?.[1]
      const lines = (await read(file(letter.slug))).trimEnd().split('\r\n')
      expect([name, said]).toEqual([name, String(lines.length - 1)])
    }
  })

  it('marks what happened in its chart, in order, and lists it', async () => {
    const letter = await aLetter({ openedAt: new Date(Date.now() - 3 * DAY) })
    await signAndConfirm(letter)
    passTime(HOUR)
    await act(letter, { verb: 'remove', number: '1', reason: 'automated', case: CASE })
    passTime(2 * HOUR)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say it in other words.')

    const html = await read(paths.newsroom(letter.slug))
    const page = textIn(html)

    expect(html.match(/class="pt"/g)).toHaveLength(3)
    expect(page).toMatch(
      /Published\. .*?1 signature removed \(why: signed by a program\)\. .*?Edition 2 of the text\./
    )
    expect(html).toMatch(/<svg class="fig"[^>]*role="img" aria-labelledby="chart-title chart-desc"/)
    expect(page).toContain('ends at 0 signatures, down from 1 at its highest; 1 was withdrawn or')
  })

  it('names whom to ask: the contact for the press, or else whoever answers for the data', async () => {
    const named = await aLetter({ pressContact: 'press@quill.example.org' })
    const unnamed = await aLetter()

    expect(await read(paths.newsroom(named.slug))).toContain(
      'href="mailto:press@quill.example.org"'
    )
    expect(await textOf(paths.newsroom(unnamed.slug))).toContain(
      'No contact for the press is named'
    )
  })

  it('shows how the count looks elsewhere, with the code for it as text', async () => {
    const letter = await aLetter({ title: 'Plain words & "good" ones' })

    const html = await read(paths.newsroom(letter.slug))

    expect(html).toContain(`src="${paths.embed(letter.slug)}"`)
    expect(html).toContain(`&lt;iframe src=&quot;${env.ORIGIN}${paths.embed(letter.slug)}&quot;`)
  })
})

describe('a past total', () => {
  it('stays as it was, in parts, with the proof of that size', async () => {
    const letter = await aLetter()
    const one = await signAndConfirm(letter)
    await signAndConfirm(letter)
    await change(one.visitor, one.manage, 'withdraw')
    const { ledger } = await numbersOf(letter)
    const address = paths.pastTotal(letter.slug, ledger.size)
    const before = await read(address)
    await signAndConfirm(letter)

    const answer = await visit(address)
    const proof = await visit(paths.totalProof(letter.uuid, ledger.size))

    expect(await read(address)).toBe(before)
    expect(textIn(before)).toContain('2 confirmed − 1 withdrawn or erased − 0 removed = 1')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
    expect(before).toContain(paths.totalProof(letter.uuid, ledger.size))
    expect(proof.status).toBe(200)
    expect(await proof.text()).toContain(before.match(/<pre>\S+\n(\d+\n\S+)\n/)?.[1])
  })

  it('of a size that was never published is not there, and its neighbours are', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const { ledger } = await numbersOf(letter)

    const answer = await visit(paths.pastTotal(letter.slug, ledger.size - 1))
    const page = await answer.text()

    expect(answer.status).toBe(404)
    expect(page).toContain(`href="${paths.pastTotal(letter.slug, ledger.size - 2)}"`)
    expect(page).toContain(`href="${paths.pastTotal(letter.slug, ledger.size)}"`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['nothing', '0', 'newsroom/at/2"'],
    ['more than there is', '99999999', 'newsroom/at/2"'],
    ['more than any ledger', '99999999999999999999', 'newsroom/at/2"'],
    ['a leading zero', '02', 'There is no such page'],
    ['a minus', '-2', 'There is no such page'],
    ['a word', 'latest', 'There is no such page'],
  ])('of %s is not there either', async (_, size, said) => {
    const letter = await aLetter()

    const answer = await visit(`${paths.newsroom(letter.slug)}/at/${size}`)

    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain(said)
  })
})

describe('the page of corrections', () => {
  it('says plainly that there are none', async () => {
    const letter = await aLetter()

    expect(await textOf(paths.corrections(letter.slug))).toMatch(
      /None so far: as of \d\d:\d\d (GMT|BST) on/
    )
  })

  it('tells when, what, why and how many, with the totals before and after as published', async () => {
    const letter = await aLetter()
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    const remove = { verb: 'remove', reason: 'impersonation', case: CASE }
    await act(letter, { ...remove, number: '2', sentence: 'Its owner told us.' })
    await act(letter, { verb: 'reinstate', number: '2', case: CASE })
    await refused(letter)

    const html = await read(paths.corrections(letter.slug))
    const rows = html.split('<tr>').slice(2).map(textIn)

    expect(rows[0]).toMatch(/Refused: signed by a program\. .* 1 3 3 \d+ /)
    expect(rows[1]).toMatch(/Counted again; removed earlier: in somebody else’s name\. .*\+1 2 3/)
    expect(rows[2]).toMatch(/\d\d:\d\d (GMT|BST) on .*Removed: in somebody else’s name\. Its owner/)
    expect(rows[2]).toMatch(/−1 3 2 \d+ to \d+/)
    const links = [...html.matchAll(/href="(\/[^"]+\/at\/\d+)">(\d+)</g)]
    expect(links).toHaveLength(6)
    for (const [, href = '', total] of links) {
      expect(await textOf(href)).toMatch(new RegExp(` ${total} signatures? confirmed, at`))
    }
  })
})

describe('the newsroom of all letters', () => {
  it('has each letter’s total, what the last day brought, and its state', async () => {
    const old = await aLetter({ title: 'An old one', openedAt: new Date(Date.now() - 9 * DAY) })
    await signAndConfirm(old)
    passTime(3 * DAY)
    await act(old, { verb: 'close' })
    const fresh = await aLetter({ title: 'A fresh one' })
    const gone = await signAndConfirm(fresh)
    await signAndConfirm(fresh)
    await change(gone.visitor, gone.manage, 'withdraw')

    const page = await textOf(paths.newsrooms())

    expect(page).toMatch(/A fresh one To the Chief Inspector, from Quill Forum.*? Open \+2 −1 1 /)
    expect(page).toMatch(/An old one To .*? Closed \d+ \w+ \d{4} 0 1 /)
  })
})

describe('the list of signatures', () => {
  it('narrows to a role, page by page, and to what is searched within it', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ name: 'Ada Quillfeather', role: 'head' }))
    await signAndConfirm(letter, ada({ name: 'Ada Pellworm', role: 'parent', school: '' }))
    await signAndConfirm(letter, ada({ name: 'Grace Pellworm', role: 'parent', school: '' }))
    await signAndConfirm(letter, ada({ name: 'Hidden Parent', role: 'parent', public: '' }))

    const list = (query: string) => textOf(`${paths.signatures(letter.slug)}?${query}`)
    const parents = await list('role=parent')
    const second = await list('role=parent&after=3')
    const found = await list('role=parent&q=ada')

    expect(parents).toContain('2 matches with the role “Parent”:')
    expect(parents).toMatch(/Grace Pellworm Parent Ada Pellworm Parent/)
    expect(parents).not.toContain('Quillfeather')
    expect(parents).not.toContain('Hidden Parent')
    expect(second).toMatch(/1 more match with the role “Parent”: .*Ada Pellworm/)
    expect(second).not.toContain('Grace')
    expect(found).toContain('1 match for “ada” with the role “Parent”:')
    expect(await list('role=retired')).toContain('No name on this list is shown with the role')
    expect(await list('role=nobody')).toContain('No name on this list is shown with the role')
  })

  it('keeps the role in its form and in the links to its pages', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ role: 'parent', school: '' }))

    const page = await read(`${paths.signatures(letter.slug)}?role=parent&after=900`)

    expect(page).toMatch(/<option value="parent" selected="">Parent/)
    expect(page).toContain(`href="${paths.signatures(letter.slug)}?role=parent">First page`)
  })
})

describe('the timeline of a letter', () => {
  it('tells once what one day’s corrections of a kind and a reason came to', async () => {
    const letter = await aLetter()
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    const remove = { verb: 'remove', reason: 'automated', case: CASE }
    await act(letter, { ...remove, number: '1' })
    await act(letter, { ...remove, number: '2' })
    await act(letter, { ...remove, number: '3', reason: 'legal' })

    const page = await textOf(paths.letter(letter.slug))
    const events = (await read(paths.newsroom(letter.slug))).match(/<ol class="marked">.*?<\/ol>/s)

    for (const text of [page, textIn(events?.[0] ?? '')]) {
      expect(text).toContain('2 signatures removed (why: signed by a program)')
      expect(text).toContain('1 signature removed (why: a legal reason)')
      expect(text).not.toContain('1 signature removed (why: signed by a program)')
    }
  })

  it('tells of its milestones, corrections and editions, newest first', async () => {
    const letter = await aLetter({ goal: 2, openedAt: new Date(Date.now() - DAY) })
    for (let i = 0; i < 2; i++) await signAndConfirm(letter)
    passTime(HOUR)
    await act(letter, { verb: 'remove', number: '1', reason: 'legal', case: CASE })
    passTime(2 * HOUR)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say it in other words.')

    const page = await textOf(paths.letter(letter.slug))

    expect(page).toMatch(
      /What has happened .*Reworded.*Corrected.*1 signature removed \(why: a legal reason\).*2 signatures.*Published/
    )
  })
})

describe('the chart', () => {
  const span = { from: 0, to: 10 * HOUR }
  const hour = (at: number, counted: number) => {
    return { hour: at, counted, confirmed: 0, withdrawn: 0, removed: 0, reinstated: 0 }
  }

  it('falls where the total falls, and stands still between', () => {
    const heights = linePath([hour(1, 10), hour(5, 4)], span, 10).match(/ [\d.]+/g)

    expect(heights?.map(Number)).toEqual([300, 300, 66, 66, 206.4, 206.4])
  })

  it('has no more points for years of hours than its picture has columns', () => {
    const years = Array.from({ length: 20_000 }, (_, i) => hour(i, i % 7))

    const points = linePath(years, { from: 0, to: 20_000 * HOUR }, 6).match(/[ML]/g)

    expect(points?.length).toBeLessThanOrEqual(2 * 676)
  })

  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [5, [0, 2, 4, 6]],
    [186, [0, 100, 200]],
    [1347, [0, 500, 1000, 1500]],
    [1_000_000, [0, 500_000, 1_000_000]],
  ])('marks round values up to %d', (largest, ticks) => {
    expect(valueTicks(largest)).toEqual(ticks)
  })

  it.each([
    ['an hour', '2026-06-01T10:10:00Z', '2026-06-01T11:10:00Z', ['12:00']],
    [
      'half a day',
      '2026-06-01T08:00:00Z',
      '2026-06-01T20:00:00Z',
      ['09:00', '12:00', '15:00', '18:00', '21:00'],
    ],
    [
      'a change of the clock',
      '2026-10-24T10:00:00Z',
      '2026-10-27T12:00:00Z',
      ['25 Oct', '26 Oct', '27 Oct'],
    ],
    [
      'years',
      '2024-06-01T00:00:00Z',
      '2026-05-01T00:00:00Z',
      ['Jun 2024', 'Nov 2024', 'May 2025', 'Nov 2025'],
    ],
  ])('marks UK times of %s', (_, from, to, labels) => {
    const ticks = timeTicks({ from: Date.parse(from), to: Date.parse(to) })

    expect(ticks.map(({ label }) => label)).toEqual(labels)
  })

  it('moves marks apart that would touch, in their order and within the picture', () => {
    const places = spread([0, 1, 2, 300, 676, 676, 676])

    const gaps = places.slice(1).map((x, i) => x - (places[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(38)
    expect(places[3]).toBe(300)
    expect(places[0]).toBeGreaterThanOrEqual(19)
    expect(places.at(-1)).toBeLessThanOrEqual(741)
  })

  it('has a table by days of the UK, which begin an hour early by UTC in summer', () => {
    const at = (time: string) => Date.parse(time) / HOUR
    const row = (time: string, counted: number) => ({ ...hour(at(time), counted), confirmed: 1 })

    const days = byDay([
      row('2026-06-01T22:00:00Z', 1),
      row('2026-06-01T23:00:00Z', 2),
      row('2026-06-02T09:00:00Z', 3),
      row('2026-12-01T23:00:00Z', 4),
    ])

    expect(days.map(({ noon, counted, confirmed }) => [utcDay(noon), counted, confirmed])).toEqual([
      ['2026-06-01', 1, 1],
      ['2026-06-02', 3, 2],
      ['2026-12-01', 4, 1],
    ])
  })
})

async function textOf(path: string): Promise<string> {
  return textIn(await read(path))
}

/** A page as it is read, without its marks. */
function textIn(html: string): string {
  const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  return words.replaceAll(/ (?=[.,:;)])/g, '')
}

/** The sentences to quote that the rows of the newsroom's tables open to. */
async function citations({ slug }: Letter): Promise<string[]> {
  const html = await read(paths.newsroom(slug))
  const rows = html.match(/<tbody>.*?<\/tbody>/gs)?.flatMap((body) => body.split('<tr>').slice(1))
  return (rows ?? []).map((row) => {
    const sentence = row.match(/<details class="cite">.*?<p>(.*?)<\/p>/s)?.[1]
    return textIn(sentence ?? `no sentence: ${row}`)
  })
}

async function act({ slug }: Letter, fields: Record<string, string>) {
  const answer = await submit(`/dev/letters/${slug}/acts`, fields)
  expect(answer.status).toBe(200)
}

/** Somebody whose confirmation is being checked. */
async function held(letter: Letter): Promise<string> {
  const { fields } = await signUp(letter)
  await act(letter, { verb: 'hold', address: fields.email })
  return fields.email
}

async function refused(letter: Letter) {
  const address = await held(letter)
  await act(letter, { verb: 'refuse', address, reason: 'automated', case: CASE })
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
