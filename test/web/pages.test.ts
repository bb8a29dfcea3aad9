import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { plainText } from '../../src/web/ui/plain-text'
import { HOUR, passTime } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, signAndConfirm } from '../support/signers'
import { aForm, aSite } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const SUMMER_END = Date.parse('2099-06-30T22:59:00Z')

describe('a letter of more than one edition', () => {
  it('says beside its text how many signed which, and the parts make up the count', async () => {
    const letter = await aLetter()
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say it in other words.')
    await signAndConfirm(letter, ada({ edition: '2' }))

    const page = await textOf(paths.letter(letter.slug))

    expect(page).toContain('4 signatures confirmed')
    expect(page).toContain('1 signed this edition, 3 edition 1')
  })

  it('says nothing of it while there is one', async () => {
    expect(await textOf(paths.letter((await aLetter()).slug))).not.toContain('signed this edition')
  })
})

describe('a closing date', () => {
  it('stands by the count and the button, in the list of letters and in the newsroom', async () => {
    const letter = await aLetter({ title: 'A letter with an end', closesAt: SUMMER_END })
    const until = 'Open until 23:59 BST on 30 June 2099'

    expect((await textOf(paths.letter(letter.slug))).split(until)).toHaveLength(4)
    expect(await textOf('/')).toMatch(
      /A letter with an end (?:(?!A letter).)*Open until 23:59 BST on 30 June 2099/
    )
    expect(await textOf(paths.newsroom(letter.slug))).toContain(until)
  })

  it('of midnight is said as the last minute of the day before', async () => {
    const letter = await aLetter({ closesAt: Date.parse('2099-01-31T00:00:00Z') })

    const page = await textOf(paths.letter(letter.slug))

    expect(page).toContain('Open until 23:59 GMT on 30 January 2099')
  })

  it('is the past of a closed letter: no goal, no button, and the day it closed', async () => {
    const letter = await aLetter({
      title: 'A letter at its end',
      closesAt: Date.now() + HOUR,
      goal: 50,
    })
    await signAndConfirm(letter)
    passTime(HOUR)

    const page = await aVisitor().read(paths.letter(letter.slug))

    expect(page.match(/class="count"/g)).toHaveLength(1)
    expect(page).not.toContain('<progress')
    expect(page).not.toContain('Sign this letter')
    expect(page).toMatch(/Closed <time/)
    expect(await textOf('/')).toMatch(/A letter at its end (?:(?!A letter).)*Closed \d+ \w+ \d{4}/)
  })
})

describe('a form sent after signing stopped', () => {
  it('is answered with since when, and until when an earlier one may be confirmed', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })
    passTime(HOUR)

    const answer = await aVisitor().submit(paths.signatures(letter.slug), ada())
    const page = await answer.text()

    expect(answer.status).toBe(410)
    expect(page).toMatch(/closed to new signatures at \d\d:\d\d (GMT|BST) on \d+ \w+ \d{4}/)
    expect(page).toMatch(/If you signed before then, confirm by \d\d:\d\d/)
  })

  it('of a paused letter keeps nothing and promises nothing', async () => {
    const letter = await aLetter()
    await setState(letter, 'paused')

    const answer = await aVisitor().submit(paths.signatures(letter.slug), ada())

    expect(answer.status).toBe(503)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.text()).toContain('Signing is paused.')
    expect(await rowsOf('SELECT 1 FROM signature WHERE letter_id = ?', letter.id)).toEqual([])
  })
})

describe('the newsroom', () => {
  it('speaks of signatures, and divides them by role, country and edition', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ role: 'parent' }))
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Say it in other words.')
    for (const country of ['england', 'england', 'wales'])
      await signAndConfirm(letter, ada({ edition: '2', country }))

    const page = await textOf(paths.newsroom(letter.slug))

    expect(page).toMatch(/At \d\d:\d\d \w+ on [^,]+, the .*? had 4 signatures confirmed by email/)
    expect(page).not.toMatch(/4 people/)
    const tables = page.replaceAll(/At [^.]*?\(\d+\.\d%\).*?\)\. /g, '')
    expect(tables).toContain('By role Headteacher 3 75.0% Parent 1 25.0% Total 4 100%')
    expect(tables).toContain('By country England 3 75.0% Wales 1 25.0% Total 4 100%')
    expect(tables).toContain('By edition of the text Edition 1 1 25.0% Edition 2 3 75.0% Total 4')
  })

  it('of a letter that nobody signed offers no sentence and no table', async () => {
    const page = await textOf(paths.newsroom((await aLetter()).slug))

    expect(page).toContain('0 signatures confirmed')
    expect(page).not.toContain('signatures confirmed by email')
    expect(page).not.toContain('By role')
    expect(page).toContain('None awaiting email confirmation, none being checked.')
  })

  it('counts withdrawals, not those who withdrew, and says so', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    await change(visitor, manage, 'withdraw')
    await change(visitor, manage, 'sign-again', { edition: '1' })
    await change(visitor, manage, 'withdraw')

    const page = await textOf(paths.newsroom(letter.slug))

    expect(page).toContain('withdrawals (some signers may have signed again) 2')
  })
})

describe('a search', () => {
  it.each([
    ['pellworm', '1 match for “pellworm”:'],
    ['fathom', '2 matches for “fathom”:'],
  ])('for %s says how many it found', async (query, words) => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ name: 'Ines Fathom' }))
    await signAndConfirm(letter, ada({ name: 'Una Fathom', school: 'Pellworm School' }))

    expect(await textOf(`${paths.signatures(letter.slug)}?q=${query}`)).toContain(words)
  })
})

describe('the sign form', () => {
  it.each([
    [['required'], 'You may leave it empty if you chose “Other”.'],
    [
      ['required', 'required', 'former'],
      'You may leave it empty if you chose “Role 2” or “Other”.',
    ],
    [
      ['required', 'optional', 'optional', 'optional'],
      'You may leave it empty unless you chose “Role 0”.',
    ],
    [['optional', 'former'], 'Optional. As people know it, with its town.'],
  ] as const)('says plainly who may leave the school empty: %s', async (schools, words) => {
    const roles = schools.map((school, i) => ({
      key: `role-${i}`,
      label: `Role ${i}`,
      head: false,
      school,
    }))
    const letter = await aLetter({ roles })

    expect(await textOf(paths.letter(letter.slug))).toContain(words)
  })

  it('names everyone behind the letter in what is agreed to, and who answers for the data', async () => {
    const controller = {
      name: 'Fen Data Trust',
      contact: 'data@fen.example.org',
      address: 'Fenmoor',
    }
    const letter = await aLetter({ controller })

    const page = await textOf(paths.letter(letter.slug))

    expect(page).toContain(
      'I agree that Quill Forum, Fen Schools and Fen Data Trust, through Countersign, use my name'
    )
    expect(page).toContain('may reveal a political opinion')
  })

  it('sent with an older text shows the change without marks, and asks for the tick again', async () => {
    const letter = await aLetter({ markdown: '1. **Say** it in *plain* words.' })
    await reviseLetter(letter, '1. **Say** it in *few* words.')

    const answer = await aSite({})(paths.signatures(letter.slug), aForm(ada()))
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toContain('<title>Error: ')
    expect(page).toContain('The text has changed. Read the change and tick the box again.')
    expect(page).toMatch(/role="group" tabindex="-1" autofocus/)
    expect(page).toMatch(/1\. Say it in <del>.*?plain/s)
    expect(page).not.toContain('**')
    expect(page).not.toMatch(/name="consent"[^>]*checked/)
  })

  it('shows words that changed side by side as one change, not word by word', async () => {
    const letter = await aLetter({ markdown: 'Pay for the first day of each visit.' })
    const { slug } = await reviseLetter(letter, 'Pay for as long as each visit lasts.')

    const page = await (await aSite({})(`/letters/${slug}/editions/2`)).text()

    const change = page.slice(page.indexOf('class="change"')).replace(/<span.*?<\/span>/g, '')
    expect(change).toContain(
      'Pay for <del>the first day of </del><ins>as long as </ins>each visit<ins> lasts</ins>.'
    )
  })
})

describe('the words of a Markdown text', () => {
  it.each([
    ['headings', '# One\n\n## Two', 'One\n\nTwo'],
    ['strong and emphasis', '**a** __b__ *c* _d_ ***e***', 'a b c d e'],
    ['strong within strong', '**keep **these** words**', 'keep these words'],
    ['lists, but their numbers', '- a\n- b\n\n1. c\n2. d', '• a\n• b\n\n1. c\n2. d'],
    ['links, but where they lead', 'See [us](https://x.example).', 'See us (https://x.example).'],
    ['quotations', '> a\n> b', 'a\nb'],
    ['code', 'Type `this`', 'Type this'],
    ['backslashes', '1\\. Not \\*this\\*', '1. Not *this*'],
    ['line breaks of an editor', 'one\ntwo\n\nthree', 'one two\n\nthree'],
  ])('are read without %s', (_, markdown, words) => {
    expect(plainText(markdown)).toBe(words)
  })

  it.each(['snake_case_words', '2 * 3 * 4', 'a_b and c_d', '£5 – 10 %'])('keep %s', (text) => {
    expect(plainText(text)).toBe(text)
  })
})

async function setState(letter: Letter, state: string) {
  await env.DB.prepare('UPDATE letter SET state = ? WHERE id = ?').bind(state, letter.id).run()
}

async function textOf(path: string): Promise<string> {
  const page = await aVisitor().read(path)
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
