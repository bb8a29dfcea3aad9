import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { recountLetter } from '../../src/registrar/recount-letter'
import { aLetterSignedBy } from '../support/crowd'
import { aLetter } from '../support/letters'
import { ada, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aCountedDatabase, aForm, aSite } from '../support/site'

describe('a page', () => {
  it.each([
    ['the list of letters', () => '/'],
    ['a letter', paths.letter],
    ['an edition', (slug: string) => paths.edition(slug, 1)],
    ['an edition as text', (slug: string) => paths.editionText(slug, 1)],
    ['the list of signatures', paths.signatures],
    ['a search', (slug: string) => `${paths.signatures(slug)}?q=quill`],
    ['the newsroom', paths.newsroom],
    ['the newsroom of all letters', () => paths.newsrooms()],
    ['a past total', (slug: string) => paths.pastTotal(slug, 2)],
    ['the corrections', paths.corrections],
    ['the list of one role', (slug: string) => `${paths.signatures(slug)}?role=head`],
    ['the ledger', paths.ledger],
    ['the privacy notice', paths.privacy],
    ['the badge', paths.badge],
    ['the embed', paths.embed],
    ['the poster', paths.poster],
    ['count.json', paths.countJson],
    ['letter.json', paths.letterJson],
    ['history.json', paths.historyJson],
    ['history.csv', paths.historyCsv],
    ['breakdown.csv', paths.breakdownCsv],
    ['corrections.json', paths.correctionsJson],
    ['signatures.json', paths.signaturesJson],
    ['signatures.csv', paths.signaturesCsv],
    ['the page after signing', paths.checkYourEmail],
  ])('of %s asks the database once', async (_, path) => {
    const letter = await aLetter()
    await signAndConfirm(letter)

    const cost = await costOf(path(letter.slug))

    expect(cost.status).toBe(200)
    expect(cost.calls).toBe(1)
  })

  it('to confirm or to manage asks once, or twice to show a change of the text', async () => {
    const letter = await aLetter()
    const { link } = await signUp(letter)
    const { manage } = await signAndConfirm(letter)

    expect((await costOf(link)).calls).toBe(1)
    expect((await costOf(paths.signature(manage))).calls).toBe(1)
    expect((await costOf(paths.confirm('broken'))).calls).toBe(0)
  })
})

describe('signing', () => {
  it('asks the database twice: for the letter, and to write', async () => {
    const letter = await aLetter()

    const first = await costOf(paths.signatures(letter.slug), aForm(ada()))
    const again = await costOf(paths.signatures(letter.slug), aForm(ada()))

    expect(first).toMatchObject({ status: 303, calls: 2 })
    expect(again).toMatchObject({ status: 303, calls: 2 })
  })

  it('that is refused asks once', async () => {
    const letter = await aLetter()

    const cost = await costOf(paths.signatures(letter.slug), aForm(ada({ name: '' })))

    expect(cost).toMatchObject({ status: 422, calls: 1 })
  })

  it('reads no more rows on a letter that ten thousand have signed', async () => {
    const [small, large] = await twoLetters()

    const few = await costOf(paths.signatures(small.slug), aForm(ada()))
    const many = await costOf(paths.signatures(large.slug), aForm(ada()))

    // Mail that waits already, and an index's next neighbour, cost a row each.
    expect(many.rowsRead).toBeLessThanOrEqual(few.rowsRead + 2)
  })
})

describe('the rows that a page reads', () => {
  it('are there to be counted: the large letter is a hundred times the small one', async () => {
    const [small, large] = await twoLetters()

    expect((await numbersOf(small)).counted).toBe(100)
    expect((await numbersOf(large)).counted).toBe(10_000)
    const differences = await recountLetter(env.DB, large.id)
    expect(differences.filter((one) => !/^(ledger|hour)/.test(one))).toEqual([])
  })

  it.each([
    ['a letter', paths.letter],
    ['the newsroom', paths.newsroom],
    ['a past total', (slug: string) => paths.pastTotal(slug, 2)],
    ['the corrections', paths.corrections],
    ['the list of a rare role', (slug: string) => `${paths.signatures(slug)}?role=parent`],
    ['the ledger', paths.ledger],
    ['count.json', paths.countJson],
    ['letter.json', paths.letterJson],
    ['the badge', paths.badge],
    ['the embed', paths.embed],
    ['an edition', (slug: string) => paths.edition(slug, 1)],
    ['the end of the list', (slug: string) => `${paths.signatures(slug)}?after=50`],
    ['a search that finds one', (slug: string) => `${paths.signatures(slug)}?q=zuleika`],
  ])('of %s are as many at 100 signatures as at 10,000', async (_, path) => {
    const [small, large] = await twoLetters()

    const few = await costOf(path(small.slug))
    const many = await costOf(path(large.slug))

    expect(few.rowsRead).toBeGreaterThan(0)
    expect(Math.abs(many.rowsRead / few.rowsRead - 1)).toBeLessThanOrEqual(0.05)
  })

  it.each([
    ['a page of the list', '', 120],
    ['a page in the middle of it', '?after=5000', 120],
    ['a search for what everybody has', '?q=tamsin', 2100],
    ['a search for nobody', '?q=nobodyofthisname', 20],
  ])('of %s are bounded on a letter of ten thousand', async (_, query, bound) => {
    const [, large] = await twoLetters()

    const cost = await costOf(paths.signatures(large.slug) + query)

    expect(cost.rowsRead).toBeLessThanOrEqual(bound)
  })

  it('of a confirm page don’t grow either', async () => {
    const [small, large] = await twoLetters()

    const few = await costOf((await signUp(small)).link)
    const many = await costOf((await signUp(large)).link)

    expect(many.rowsRead).toBe(few.rowsRead)
  })
})

/** What one request costs the database, with nothing in the edge cache. */
async function costOf(path: string, init?: RequestInit) {
  const { db, counted } = aCountedDatabase()
  const { pathname, search } = new URL(path, env.ORIGIN)
  await caches.default.delete(env.ORIGIN + pathname + search)
  const answer = await aSite({ DB: db })(path, init)
  await answer.text()
  return { status: answer.status, ...counted }
}

let letters: Promise<[small: Letter, large: Letter]> | undefined

/** A letter with a hundred counted signatures, and one with ten thousand. */
function twoLetters() {
  return (letters ??= makeTwoLetters())
}

async function makeTwoLetters(): Promise<[small: Letter, large: Letter]> {
  const both: [Letter, Letter] = [await aLetterSignedBy(100), await aLetterSignedBy(10_000)]
  // Whoever reads to the end of a letter's rows sees one of the next letter: both have a next.
  await signAndConfirm(await aLetter())
  return both
}
