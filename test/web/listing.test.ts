import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import type { SignaturesData } from '../../src/newsroom/public-data'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { addressKey } from '../../src/mailbox'
import { readSignForm } from '../../src/signatures/read-form'
import { insertPending } from '../../src/signatures/sign'
import { requireSettings } from '../../src/env'
import { aLetter, letterAgain, reviseLetter } from '../support/letters'
import { ada, change, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aSchool, register } from '../support/schools'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

describe('the list of signatures', () => {
  it('shows who let their name be shown, newest first, and how many did not', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ name: 'First Signer' }))
    await signAndConfirm(letter, ada({ name: 'Hidden Signer', public: '' }))
    await signAndConfirm(letter, ada({ name: 'Last Signer', role: 'retired' }))
    await signUp(letter, ada({ name: 'Pending Signer' }))

    const page = await read(paths.signatures(letter.slug))

    expect(namesOn(page)).toEqual(['Last Signer', 'First Signer'])
    expect(textOf(page)).toContain('3 signatures confirmed, as of')
    expect(textOf(page)).toContain('2 listed by name, and 1 whose names are not shown')
    expect(textOf(page)).toContain('Retired headteacher, formerly Brambleholt Primary')
    expect(textOf(page)).toContain('People sign in a personal capacity')
    expect(page).toContain('<meta name="robots" content="noindex"/>')
    expect(page).not.toMatch(/hidden signer|pending signer/i)
  })

  it('escapes what signers typed', async () => {
    const letter = await aLetter()
    const name = 'Ada <script>alert("1")</script> & \'Sons\''
    await signAndConfirm(letter, ada({ name, school: '<img src=x>' }))

    for (const path of [paths.signatures(letter.slug), paths.letter(letter.slug)]) {
      const page = await read(path)
      expect(page).not.toContain('<script>')
      expect(page).not.toContain('<img')
      expect(namesOn(page)).toEqual([name])
    }
  })

  it('says with which edition somebody signed, if it is not the newest', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ name: 'Early Signer' }))
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Other words.')
    await signAndConfirm(letter, ada({ name: 'Late Signer', edition: '2' }))

    const page = textOf(await read(paths.signatures(letter.slug)))

    expect(page).toMatch(/Late Signer Headteacher, Brambleholt Primary Self-declared Early Signer/)
    expect(page).toMatch(/Early Signer Headteacher, Brambleholt Primary \(edition 1\)/)
  })

  it('of a letter that nobody signed is empty, and says so', async () => {
    const letter = await aLetter()

    const page = await read(paths.signatures(letter.slug))

    expect(page).toContain('No names to show yet.')
    expect(page).not.toContain('Next page')
  })
})

describe('somebody who is counted and not named', () => {
  it('stands nowhere: not on any page, in any file, search, breakdown or mail to others', async () => {
    const letter = await aLetter()
    const shown = await signAndConfirm(letter, ada({ name: 'Shown Person', country: 'england' }))
    const fields = ada({
      name: 'Veiled Person',
      school: 'Veiled School',
      role: 'other',
      role_other: 'Veiled role',
      country: 'wales',
      public: '',
    })

    const { page } = await signAndConfirm(letter, fields)

    expect(page).toContain('not named')
    const places = [
      '/',
      paths.letter(letter.slug),
      paths.letterJson(letter.slug),
      paths.countJson(letter.slug),
      paths.signatures(letter.slug),
      `${paths.signatures(letter.slug)}?q=veiled`,
      `${paths.signatures(letter.slug)}?q=person`,
      paths.signaturesJson(letter.slug),
      paths.signaturesCsv(letter.slug),
      paths.newsroom(letter.slug),
      paths.edition(letter.slug, 1),
    ]
    for (const place of places) {
      const said = (await read(place)).replaceAll('“veiled”', '').replaceAll('value="veiled"', '')
      expect(said, place).not.toMatch(/veiled/i)
    }
    const { country } = (await numbersOf(letter)).breakdown
    expect(country?.map(({ key }) => key)).toEqual(['england', 'withheld'])
    const mails = await shown.visitor.mails()
    expect(JSON.stringify(mails)).not.toMatch(/veiled/i)
    expect(await rowsOf('SELECT * FROM signature_word WHERE word LIKE ?', 'veil%')).toEqual([])
  })

  it('is counted all the same', async () => {
    const letter = await aLetter()

    await signAndConfirm(letter, ada({ public: '' }))

    expect(await numbersOf(letter)).toMatchObject({ counted: 1, confirmed: 1 })
    expect(textOf(await read(paths.letter(letter.slug)))).toContain('1 signature confirmed')
  })
})

describe('what stands behind a role', () => {
  it('is marked beside each name, explained below, and in the data', async () => {
    const letter = await aLetter()
    const { head, plain } = await someSchools()
    const own = `@${head.domain ?? ''}`
    const listed = { urn: String(head.urn), school: '' }
    await signAndConfirm(letter, ada({ ...listed, email: `a.quillfeather${own}` }))
    await signAndConfirm(letter, ada({ ...listed, name: 'Omar Reed', email: `o.reed${own}` }))
    await signAndConfirm(letter, ada({ ...listed, name: 'Wim Moss', email: 'wim@gmail.com' }))
    await signAndConfirm(letter, ada({ urn: String(plain.urn), school: '', name: 'Zofia Penny' }))

    for (const path of [paths.signatures(letter.slug), paths.letter(letter.slug)]) {
      const page = await read(path)
      expect(marksOn(page)).toEqual([
        ['Zofia Penny', 'Can’t be checked for this school'],
        ['Wim Moss', 'Self-declared'],
        ['Omar Reed', 'School mailbox'],
        ['Ada Quillfeather', 'Named head'],
      ])
      expect(textOf(page)).toContain('Named head: name and mailbox fit the register')
      expect(page).toContain(`href="${paths.behindARole(letter.slug)}"`)
    }

    const json = JSON.parse(await read(paths.signaturesJson(letter.slug))) as SignaturesData
    expect(json.signatures.map(({ assurance }) => assurance)).toEqual([
      'self-declared',
      'self-declared',
      'school-mailbox',
      'named-head',
    ])
  })

  it('is told where the method is', async () => {
    const letter = await aLetter()

    expect(await read(paths.newsroom(letter.slug))).toContain('id="what-stands-behind-a-role"')
  })

  it('is not marked where the letter asks for no school of the register', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE letter SET schools = 'text' WHERE id = ?`).bind(letter.id).run()
    await signAndConfirm(letter, ada())

    for (const path of [paths.signatures(letter.slug), paths.letter(letter.slug)]) {
      const page = await read(path)
      expect(namesOn(page)).toEqual(['Ada Quillfeather'])
      expect(textOf(page)).not.toContain('Self-declared')
    }
  })
})

describe('a long list', () => {
  let letter: Letter
  beforeAll(async () => {
    letter = await aLetter()
    const people = Array.from({ length: 250 }, (_, i) => ({
      name: `Tamsin Number${i + 1}`,
      school: i % 2 === 0 ? 'Larkspur Primary' : 'Fenmoor High',
      public: i % 50 === 49 ? '' : 'on',
    }))
    await confirmMany(letter, people)
  }, 30_000)

  it('goes on over pages of a hundred, everybody once, newest first', async () => {
    const pages = await allPages(paths.signatures(letter.slug))

    expect(pages.map((names) => names.length)).toEqual([100, 100, 45])
    const names = pages.flat()
    expect(new Set(names).size).toBe(245)
    expect(names[0]).toBe('Tamsin Number249')
    expect(names.at(-1)).toBe('Tamsin Number1')
    expect(names).not.toContain('Tamsin Number50')
  })

  it('goes on where it was, though somebody signs meanwhile', async () => {
    const first = await read(paths.signatures(letter.slug))
    await signAndConfirm(letter, ada({ name: 'Tamsin Newcomer', public: 'on' }))

    const second = await read(nextOf(first) ?? '')

    expect(namesOn(second)[0]).toBe('Tamsin Number147')
    expect(second).toContain('First page')
  })

  it('is searched over pages too, everybody once', async () => {
    const pages = await allPages(`${paths.signatures(letter.slug)}?q=tams+lark`)

    const names = pages.flat()
    expect(names.length).toBe(125)
    expect(new Set(names).size).toBe(125)
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(100)
  })
})

describe('searching', () => {
  it.each([
    ['a beginning of the first name', 'grac'],
    ['the last name', 'okonkwo'],
    ['capitals', 'GRACE'],
    ['both names', 'grace okon'],
    ['the names the other way round', 'okonkwo grace'],
    ['the school', 'saint mary'],
    ['name and school', 'grace mary'],
    ['accents left out', 'eloise'],
    ['accents typed', 'Éloïse'],
    ['accents typed in pieces', 'E\u0301loi\u0308se'],
    ['an apostrophe left out', 'obyrne'],
    ['an apostrophe typed', "o'byrne"],
    ['a curly apostrophe', 'O’Byrne'],
    ['spaces around it', '  grace  '],
    ['punctuation around it', '“grace”, okonkwo!'],
  ])('by %s finds who is meant, and nobody else', async (_, query) => {
    const letter = await searchedLetter()

    const page = await search(letter, query)

    expect(namesOn(page)).toEqual(['Grace Éloïse O’Byrne Okonkwo'])
  })

  it.each([
    ['a part of a double name', 'byrne'],
    ['the middle of a name', 'konkwo'],
    ['a name and one that is not there', 'grace smith'],
    ['the role', 'headteacher'],
    ['the address', 'example'],
    ['a pattern', '%'],
    ['another pattern', 'gr_ce'],
    ['only punctuation', '!!! ???'],
    ['an emoji', '🙂'],
    ['a beginning that others share', 'okonkwoo'],
  ])('by %s finds nobody, and says so', async (_, query) => {
    const letter = await searchedLetter()

    const page = await search(letter, query)

    expect(namesOn(page)).toEqual([])
    expect(textOf(page)).toContain('name or school on this list matches')
  })

  it('shows what was searched for, escaped, and the way back', async () => {
    const letter = await searchedLetter()

    const page = await search(letter, '"><script>alert(1)</script>')

    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
    expect(page).toMatch(new RegExp(`href="${paths.signatures(letter.slug)}">\\s*Show all`))
  })

  it('with nothing typed is the list', async () => {
    const letter = await searchedLetter()

    for (const query of ['', '   ']) {
      expect(namesOn(await search(letter, query))).toHaveLength(2)
    }
  })

  it('takes no more of a long question than the field does', async () => {
    const letter = await searchedLetter()

    const answer = await aVisitor().visit(
      `${paths.signatures(letter.slug)}?${new URLSearchParams({ q: 'grace '.repeat(500) })}`
    )

    expect(answer.status).toBe(200)
  })

  it('forgets a corrected name at once and knows the new one', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ name: 'Zadie Former' }))
    const { email: _, consent: __, edition: ___, ...said } = fields

    await change(visitor, manage, 'correct', { ...said, name: 'Zadie Latter' })

    expect(namesOn(await search(letter, 'former'))).toEqual([])
    expect(namesOn(await search(letter, 'latter'))).toEqual(['Zadie Latter'])
    expect(namesOn(await search(letter, 'zadie'))).toEqual(['Zadie Latter'])
  })
})

let searched: Promise<Letter> | undefined

/** A letter with somebody to be found, somebody else, and somebody hidden. */
function searchedLetter(): Promise<Letter> {
  return (searched ??= makeSearchedLetter())
}

async function makeSearchedLetter(): Promise<Letter> {
  const letter = await aLetter()
  const grace = { name: 'Grace Éloïse O’Byrne Okonkwo', school: 'Saint Mary’s, Fenmoor' }
  await signAndConfirm(letter, ada({ ...grace, email: 'grace@searched.example.org' }))
  await signAndConfirm(letter, ada({ name: 'Idris Penhallow', school: 'Larkspur Primary' }))
  await signAndConfirm(letter, ada({ name: 'Grace Hidden', school: 'Mary Hill', public: '' }))
  return letter
}

/** Confirms many people at once, by the way of real ones but for the mail. */
async function confirmMany(letter: Letter, people: Record<string, string>[]) {
  const { MASTER_KEY } = requireSettings(env)
  const { edition } = await letterAgain(letter)
  const now = new Date()
  const signers = people.map((person, i) => {
    const read = readSignForm(letter, ada(person))
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    return { id: `${letter.id}.many-${String(i).padStart(5, '0')}`, form: read.data }
  })
  for (const { id, form } of signers) {
    const emailKey = await addressKey(MASTER_KEY, form.email)
    await env.DB.batch(await insertPending(env.DB, letter, form, { id, emailKey }, now))
  }
  const answers = await Promise.all(
    signers.map(({ id, form }) => {
      const act = { verb: 'confirm' as const, id, edition, fields: form, at: now.getTime() }
      return askRegistrar<'confirm'>(env.REGISTRAR, letter.id, act)
    })
  )
  expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
}

async function allPages(path: string): Promise<string[][]> {
  const pages: string[][] = []
  for (let next: string | undefined = path; next && pages.length < 20;) {
    const page: string = await read(next)
    pages.push(namesOn(page))
    next = nextOf(page)
  }
  return pages
}

function nextOf(page: string): string | undefined {
  return /<a href="([^"]+)">\s*Next page/.exec(page)?.[1]?.replaceAll('&amp;', '&')
}

let searches = 0

/** Each search is a new one to the edge, which would remember the last answer to the same. */
function search(letter: Letter, query: string): Promise<string> {
  const q = query + ' '.repeat(++searches % 50)
  return read(`${paths.signatures(letter.slug)}?${new URLSearchParams({ q })}`)
}

async function someSchools() {
  const head = aSchool(910_001, { heads: [{ first: 'Ada', last: 'Quillfeather' }] })
  const plain = aSchool(910_002, { domain: null, domainWhy: 'no-website' })
  await register(head, plain)
  return { head, plain }
}

/** Names and the marks beside them. */
function marksOn(page: string): string[][] {
  const marked = /<li><b>([^<]*)<\/b>(?:(?!<\/li>).)*<span class="as [a-z]+">([^<]*)<\/span>/gs
  return [...page.matchAll(marked)].map(([, name = '', mark = '']) => [name, mark])
}

function read(path: string): Promise<string> {
  return aVisitor().read(path)
}

/** The names of a page, in its order. */
function namesOn(page: string): string[] {
  const [, list = ''] = /<ul class="sigs">(.*?)<\/ul>/s.exec(page) ?? []
  return [...list.matchAll(/<b>(.*?)<\/b>/gs)].map(([, name = '']) => unescaped(name))
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

function textOf(page: string): string {
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
