import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { csvText } from '../../src/web/csv'
import { HOUR, passTime } from '../support/clock'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, numbersOf, signAndConfirm, signUp } from '../support/signers'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/

describe('count.json', () => {
  it('holds exactly the total, its time and the size of the ledger', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await signUp(letter)

    const data = await json(paths.countJson(letter.slug))

    expect(data).toEqual({
      letter: letter.slug,
      counted: 1,
      as_of: expect.stringMatching(RFC_3339) as string,
      ledger_size: 4,
    })
  })
})

describe('letter.json', () => {
  it('holds every field of the contract, each in its form', async () => {
    const letter = await aLetter({ closesAt: Date.parse('2030-06-30T22:59:59Z') })
    await signAndConfirm(letter)

    const data = await json(paths.letterJson(letter.slug))

    expect(data).toEqual({
      slug: letter.slug,
      title: letter.title,
      addressed_to: letter.addressedTo,
      hosts: [
        { name: 'Quill Forum', url: 'https://quill.example.org' },
        { name: 'Fen Schools', url: null },
      ],
      state: 'open',
      opened_at: expect.stringMatching(RFC_3339) as string,
      closes_at: '2030-06-30T22:59:59.000Z',
      data_deleted_at: null,
      edition: 1,
      text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      url: env.ORIGIN + paths.letter(letter.slug),
      demonstration: false,
      founding: 0,
      counted: 1,
      confirmed: 1,
      awaiting_confirmation: 0,
      held: 0,
      held_since: null,
      checking_since: null,
      refused: 0,
      withdrawn: 0,
      removed: 0,
      paper: null,
      organisations: 0,
      as_of: expect.stringMatching(RFC_3339) as string,
      ledger: {
        size: 4,
        root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) as string,
        checkpoint: expect.stringContaining(`${letter.origin}\n4\n`) as string,
      },
      milestones: [],
      breakdown: {
        role: [{ key: 'head', label: 'Headteacher', counted: 1 }],
        region: [{ key: 'not-given', label: 'Not given', counted: 1 }],
        local_authority: [{ key: 'not-given', label: 'Not given', counted: 1 }],
        phase: [{ key: 'not-given', label: 'Not given', counted: 1 }],
        type: [{ key: 'not-given', label: 'Not given', counted: 1 }],
        assurance: [{ key: 'self-declared', label: 'Self-declared', counted: 1 }],
        country: [{ key: 'england', label: 'England', counted: 1 }],
        edition: [{ key: '1', label: 'Edition 1', counted: 1 }],
      },
      follows_up: null,
      followed_up_by: [],
      answer: null,
      dealings: [],
    })
  })

  it('says closed from the moment a letter closes', async () => {
    const letter = await aLetter({ closesAt: Date.now() + HOUR })

    const before = await json(paths.letterJson(letter.slug))
    passTime(HOUR)
    const after = await json(paths.letterJson(letter.slug))

    expect(before.state).toBe('open')
    expect(after.state).toBe('closed')
  })

  it('says when it opened and was to close, though it was reworded and closed early', async () => {
    const openedAt = new Date(Date.now() - HOUR)
    const letter = await reviseLetter(await aLetter({ openedAt }), '1. Other words.')
    await rowsOf(
      `UPDATE letter SET state = 'closed', closed_at = ? WHERE id = ?`,
      Date.now(),
      letter.id
    )

    expect(await json(paths.letterJson(letter.slug))).toMatchObject({
      state: 'closed',
      opened_at: openedAt.toISOString(),
      closes_at: null,
      edition: 2,
    })
  })

  it('agrees with count.json, the page, the newsroom and the list of letters', async () => {
    const letter = await aLetter({ title: 'A letter of nineteen signers' })
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    await signUp(letter)
    const gone = await signAndConfirm(letter)
    await change(gone.visitor, gone.manage, 'withdraw')

    const { counted, ledger } = await numbersOf(letter)
    const count = await json(paths.countJson(letter.slug))
    const page = textOf(await read(paths.letter(letter.slug)))
    const newsroom = textOf(await read(paths.newsroom(letter.slug)))
    const home = textOf(await read('/'))

    expect(counted).toBe(3)
    expect(count).toMatchObject({ counted: 3, ledger_size: ledger.size })
    expect(page).toMatch(/3 signatures confirmed, as of \d\d:\d\d (GMT|BST) on \d+ \w+ \d{4}/)
    expect(page).toContain('Not in this number: 1 awaiting email confirmation, 1 withdrawal')
    expect(newsroom).toMatch(/3 signatures confirmed, as of \d\d:\d\d (GMT|BST) on/)
    expect(home).toMatch(/A letter of nineteen signers To the Chief Inspector.*?3 signatures/)
  })

  it('has breakdowns that each sum to the total, through every kind of change', async () => {
    const letter = await aLetter()
    const check = async () => {
      const { breakdown, counted } = await numbersOf(letter)
      for (const dimension of ['role', 'country', 'assurance', 'edition']) {
        const sum = (breakdown[dimension] ?? []).reduce((n, row) => n + row.counted, 0)
        expect(sum, dimension).toBe(counted)
      }
      const roles = (breakdown.role ?? []).map((row) => row.counted)
      expect(roles).toEqual(roles.filter((n) => n > 0).toSorted((a, b) => b - a))
      return counted
    }

    const one = await signAndConfirm(letter, ada({ country: '', public: '' }))
    const two = await signAndConfirm(letter, ada({ role: 'parent', country: 'wales' }))
    await signAndConfirm(letter, ada({ role: 'other', role_other: 'Baker', country: '' }))
    expect(await check()).toBe(3)
    const { email: _, consent: __, edition: ___, ...said } = two.fields
    await change(two.visitor, two.manage, 'correct', {
      ...said,
      role: 'head',
      country: 'elsewhere',
    })
    expect(await check()).toBe(3)
    await change(one.visitor, one.manage, 'withdraw')
    expect(await check()).toBe(2)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Other words.')
    await change(one.visitor, one.manage, 'sign-again', { edition: '2' })
    expect(await check()).toBe(3)
    await change(two.visitor, two.manage, 'erase')
    expect(await check()).toBe(2)
  })
})

describe('the country of hidden signers', () => {
  it('is withheld while fewer than five share it, and enters with the fifth', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ country: 'wales' }))
    await signAndConfirm(letter, ada({ country: 'scotland', public: '' }))
    const hidden = () => signAndConfirm(letter, ada({ country: 'wales', public: '' }))
    for (let i = 0; i < 4; i++) await hidden()

    const four = (await numbersOf(letter)).breakdown.country
    const fifth = await hidden()
    const five = (await numbersOf(letter)).breakdown.country
    await change(fifth.visitor, fifth.manage, 'withdraw')
    const fourAgain = (await numbersOf(letter)).breakdown.country

    const withheld = expect.stringContaining('Withheld') as string
    expect(four).toEqual([
      { key: 'wales', label: 'Wales', counted: 1 },
      { key: 'withheld', label: withheld, counted: 5 },
    ])
    expect(five).toEqual([
      { key: 'wales', label: 'Wales', counted: 6 },
      { key: 'withheld', label: withheld, counted: 1 },
    ])
    expect(fourAgain).toEqual(four)
  })

  it('that was not given is withheld and shown alike', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ country: '' }))
    await signAndConfirm(letter, ada({ country: '', public: '' }))

    const { country } = (await numbersOf(letter)).breakdown

    expect(country?.map(({ key, counted }) => [key, counted])).toEqual([
      ['not-given', 1],
      ['withheld', 1],
    ])
  })
})

describe('signatures.json', () => {
  it('holds name, role, school and edition of the shown, newest first, and nothing else', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ name: 'First Signer', role: 'retired' }))
    await signAndConfirm(letter, ada({ name: 'Hidden Signer', public: '' }))
    await signUp(letter, ada({ name: 'Pending Signer' }))
    const last = { name: 'Last Signer', role: 'other', role_other: 'School cook', school: '' }
    await signAndConfirm(letter, ada(last))

    const data = await json(paths.signaturesJson(letter.slug))

    expect(data).toEqual({
      letter: letter.slug,
      as_of: expect.stringMatching(RFC_3339) as string,
      ledger_size: 8,
      signatures: [
        {
          name: 'Last Signer',
          role: 'School cook',
          school: null,
          edition: 1,
          assurance: 'self-declared',
        },
        {
          name: 'First Signer',
          role: 'Retired headteacher',
          school: 'formerly Brambleholt Primary',
          edition: 1,
          assurance: 'self-declared',
        },
      ],
      next: null,
    })
  })

  it('stays out of search engines, as the list of names does', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.signaturesJson(letter.slug))

    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
  })

  it('gives a thousand a page, each signer once, until there are no more', async () => {
    const letter = await aLetter()
    await insertCounted(letter, 2005)

    const pages: { signatures: { name: string }[]; next: string | null }[] = []
    let after = ''
    do {
      const query = after ? `?after=${after}` : ''
      const page = (await json(paths.signaturesJson(letter.slug) + query)) as (typeof pages)[0]
      pages.push(page)
      after = page.next ?? ''
    } while (after)

    expect(pages.map(({ signatures }) => signatures.length)).toEqual([1000, 1000, 5])
    const names = pages.flatMap(({ signatures }) => signatures.map(({ name }) => name))
    expect(new Set(names).size).toBe(2005)
    expect(names[0]).toBe('Signer 2005')
    expect(names.at(-1)).toBe('Signer 1')
  })

  it.each([
    ['0', 200],
    ['-1', 400],
    ['x', 400],
    ["1' OR 1=1", 400],
    ['99999999999999999999', 400],
    ['1.5', 200],
    ['\0', 400],
  ])(
    'begins no list again for a cursor that is none of ours, on a page it does: %j',
    async (after, status) => {
      const letter = await aLetter()
      await signAndConfirm(letter)
      const query = `?after=${encodeURIComponent(after)}`

      const data = await aVisitor().visit(paths.signaturesJson(letter.slug) + query)
      const page = await aVisitor().visit(paths.signatures(letter.slug) + query)

      expect(data.status).toBe(status)
      expect(data.headers.get('access-control-allow-origin')).toBe('*')
      expect(page.status).toBe(200)
    }
  )
})

describe('signatures.csv', () => {
  it('is UTF-8 with its mark, lines that end in CRLF, and quotes where they are needed', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter, ada({ name: 'Łukasz "Luke" Żak', school: 'Hill, Vale & Co' }))
    await signAndConfirm(letter, ada({ name: 'Hidden Signer', public: '' }))

    const answer = await aVisitor().visit(paths.signaturesCsv(letter.slug))
    const bytes = new Uint8Array(await answer.arrayBuffer())

    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe(
      'name,role,school,edition,assurance\r\n' +
        '"Łukasz ""Luke"" Żak",Headteacher,"Hill, Vale & Co",1,self-declared\r\n'
    )
  })

  it.each([
    ['=', '=1+1'],
    ['+', '+1'],
    ['-', '-1'],
    ['@', '@SUM(A1)'],
    ['a tab', '\t=1'],
    ['a carriage return', '\r=1'],
    ['a line feed', '\n=1'],
    ['a full-width =', '＝1+1'],
    ['a full-width +', '＋1'],
    ['a full-width -', '－1'],
    ['a full-width @', '＠1'],
    // Where lists are parted by semicolons, that is where a cell begins.
    ['=, behind a semicolon', 'Fen; =1+1', "Fen; '=1+1"],
  ])('makes no formula of a cell that begins with %s', async (_, text, safe = `'${text}`) => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    // The form takes none of most of these; a file must be safe all the same.
    await env.DB.prepare('UPDATE signature SET school = ? WHERE letter_id = ?')
      .bind(text, letter.id)
      .run()

    const lines = await read(paths.signaturesCsv(letter.slug))

    const cell = /Headteacher,"?([^,]*?)"?,1,self-declared\r\n$/.exec(lines)?.[1]
    expect(cell).toBe(safe)
  })

  it('quotes a cell that holds the end of a line, and shows a formula behind a null', () => {
    expect(csvText({ names: ['name'], rows: [['a\rb'], ['a\nb'], ['\0=1']] })).toBe(
      '\uFEFFname\r\n"a\rb"\r\n"a\nb"\r\n\'\0=1\r\n'
    )
  })

  it('gives every shown signature, however many there are', async () => {
    const letter = await aLetter()
    await insertCounted(letter, 2005)

    const lines = (await read(paths.signaturesCsv(letter.slug))).trimEnd().split('\r\n')

    expect(lines).toHaveLength(2006)
    expect(new Set(lines).size).toBe(2006)
  })
})

describe('an edition', () => {
  it.each([1, 2])('%i as text is the very bytes whose hash is shown', async (number) => {
    const letter = await aLetter({
      title: 'Zoe\u0308’s letter',
      markdown: 'Dear Inspector,\r\n\r\n1. Come on a Monday.\r2. And stay – naïvely.',
    })
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')

    const answer = await aVisitor().visit(paths.editionText(letter.slug, number))
    const bytes = await answer.arrayBuffer()
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex()

    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8$/i)
    expect(await read(paths.edition(letter.slug, number))).toContain(`<code>${hash}</code>`)
    const { text_sha256 } = await json(paths.letterJson(letter.slug))
    expect(text_sha256 === hash).toBe(number === 2)
    expect((await read(paths.letter(letter.slug))).includes(hash)).toBe(number === 2)
  })

  it('as text is its title, addressee, hosts and words, in one spelling', async () => {
    const letter = await aLetter({
      title: 'Zoe\u0308’s letter',
      markdown: 'Dear Inspector,\r\n\r\n1. Come on a Monday.\r2. And stay – naïvely.',
    })

    const text = await read(paths.editionText(letter.slug, 1))

    expect(text).toBe(
      '# Zoë’s letter\n\nTo: The Chief Inspector\n\nFrom: Quill Forum, Fen Schools\n\n' +
        'Dear Inspector,\n\n1. Come on a Monday.\n2. And stay – naïvely.\n'
    )
  })

  it('shows what changed since the last, why, and how many signed which', async () => {
    const letter = await aLetter({ markdown: 'Dear Inspector,\n\n1. Come on a Monday.' })
    await signAndConfirm(letter)
    await signAndConfirm(letter)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Come on a Friday.')
    await signAndConfirm(letter, ada({ edition: '2' }))

    const page = await read(paths.edition(letter.slug, 2))
    const first = textOf(await read(paths.edition(letter.slug, 1)))

    expect(page).toMatch(/<del>.*Monday.*<\/del>/)
    expect(page).toMatch(/<ins>.*Friday.*<\/ins>/)
    expect(page).toContain('Clearer words')
    expect(textOf(page)).toMatch(
      /Edition 1 , frozen on \d+ \w+ \d{4} 2 Edition 2 , frozen on \d+ \w+ \d{4} 1/
    )
    expect(first).toContain('Come on a Monday.')
    expect(first).toContain('The newest is edition 2.')
  })

  it.each(['0', '2', '99', '01', '1.5', 'x', '1.html', '2.txt', '0.txt', '.txt'])(
    'that was never frozen is not there: %s',
    async (n) => {
      const letter = await aLetter()

      const answer = await aVisitor().visit(`/letters/${letter.slug}/editions/${n}`)

      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('There is no such page')
    }
  )
})

describe('the letter page', () => {
  it('shows text, addressee, hosts, edition, hash and points that can be linked to', async () => {
    const letter = await aLetter({
      markdown: 'Dear Inspector,\n\n1. First.\n2. Second.\n\nAnd\n\n1. Third.\n\n1a. Lettered.',
    })

    await signAndConfirm(letter)

    const page = await read(paths.letter(letter.slug))

    for (const anchor of ['point-1', 'point-2', 'point-3', 'point-1a']) {
      expect(page).toContain(`id="${anchor}"`)
      expect(page).toContain(`href="#${anchor}"`)
    }
    expect(page).toContain('The Chief Inspector')
    expect(page).toContain('<a href="https://quill.example.org">Quill Forum</a> and Fen Schools')
    expect(page).toContain(`href="${paths.edition(letter.slug, 1)}"`)
    expect(page).toContain(`href="${paths.signatures(letter.slug)}"`)
    expect(page).toContain(`href="${paths.privacy(letter.slug)}"`)
  })

  it('lets nothing in the text run or load', async () => {
    const letter = await aLetter({
      title: '<script>alert(1)</script>',
      addressedTo: '<img src=x>',
      hosts: [{ slug: 'evil', name: '<b>Evil</b>', url: 'https://x.example/"onclick="alert(1)' }],
      markdown: [
        '<script>alert(2)</script>',
        '<img src=x onerror=alert(3)>',
        '![picture](https://x.example/x.png)',
        '[one](javascript:alert(4)) [two](JaVaScRiPt:alert(5)) [three](data:text/html,x)',
        '[four](vbscript:x) [five](//x.example "a\\"b") [six](https://x.example/"><script>)',
      ].join('\n\n'),
    })

    for (const path of [
      paths.letter(letter.slug),
      paths.edition(letter.slug, 1),
      paths.newsroom(letter.slug),
      paths.privacy(letter.slug),
      '/',
    ]) {
      // What is our own: the script that moves the number, and the badge.
      const own = /<(script|img) [^>]*src="\/(live\.js|letters\/[\w-]+\/badge\.svg)"[^>]*>/g
      const page = (await read(path)).replaceAll(own, '')

      expect(page).not.toMatch(/<script/i)
      expect(page).not.toMatch(/<img/i)
      expect(page).not.toMatch(/<[^>]*\son\w+=/i)
      expect(page).not.toMatch(/href="\s*(javascript|data|vbscript):/i)
      expect(page).not.toContain('<b>Evil</b>')
    }
  })

  it.each([
    ['a draft', 'draft', 404],
    ['gathering', 'gathering', 404],
    ['paused', 'paused', 200],
    ['closed', 'closed', 200],
    ['delivered', 'delivered', 200],
  ])('of a letter that is %s is %s', async (_, state, status) => {
    const letter = await aLetter({ title: `A letter that is ${state}` })
    await env.DB.prepare('UPDATE letter SET state = ?, closed_at = ? WHERE id = ?')
      .bind(state, ['closed', 'delivered'].includes(state) ? Date.now() : null, letter.id)
      .run()

    for (const path of [
      paths.letter(letter.slug),
      paths.letterJson(letter.slug),
      paths.countJson(letter.slug),
      paths.signatures(letter.slug),
      paths.signaturesJson(letter.slug),
      paths.signaturesCsv(letter.slug),
      paths.edition(letter.slug, 1),
      paths.editionText(letter.slug, 1),
      paths.newsroom(letter.slug),
      paths.pastTotal(letter.slug, 2),
      paths.corrections(letter.slug),
      paths.ledger(letter.slug),
      paths.privacy(letter.slug),
      paths.checkYourEmail(letter.slug),
    ]) {
      expect((await aVisitor().visit(path)).status, path).toBe(status)
    }
    const page = await read(paths.letter(letter.slug))
    expect(page).not.toContain('<form id="sign"')
    expect((await read('/')).includes(`A letter that is ${state}`)).toBe(status === 200)
  })

  it('of a demonstration says so, wherever its number stands', async () => {
    const letter = await aLetter({ demonstration: true })

    for (const path of [
      paths.letter(letter.slug),
      paths.signatures(letter.slug),
      paths.newsroom(letter.slug),
      '/',
    ]) {
      expect(await read(path)).toContain('Demonstration letter')
    }
    expect(await json(paths.letterJson(letter.slug))).toMatchObject({ demonstration: true })
  })
})

describe('robots.txt', () => {
  it('keeps mailed links out of search engines, and letters in', async () => {
    const lines = (await read(paths.robots())).split('\n')

    expect(lines).toContain('User-agent: *')
    expect(lines).toContain('Disallow: /confirm')
    expect(lines).toContain('Disallow: /signature')
    expect(lines.filter((line) => '/letters/any'.startsWith(line.split(': ')[1] ?? '-'))).toEqual(
      []
    )
  })
})

describe('the privacy notice', () => {
  it('names who answers for the data, what is held, how long, and the rights', async () => {
    const letter = await aLetter()

    const page = textOf(await read(paths.privacy(letter.slug)))

    for (const fact of [
      'Quill Forum',
      'data@quill.example.org',
      '1 Example Street',
      'political opinion',
      '14 days',
      'within 30 days',
      'keyed hash',
    ]) {
      expect(page).toContain(fact)
    }
  })
})

function read(path: string): Promise<string> {
  return aVisitor().read(path)
}

async function json(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await read(path)) as Record<string, unknown>
}

function textOf(page: string): string {
  return page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

/** Many shown signatures at once, as rows; enough for what only reads rows. */
async function insertCounted(letter: Letter, n: number) {
  await rowsOf(
    `WITH RECURSIVE series (value) AS
       (SELECT 1 UNION ALL SELECT value + 1 FROM series WHERE value < ?2)
     INSERT INTO signature (id, letter_id, state, edition, name, role, school, public, updates,
       number, entry, created_at, expires_at)
     SELECT ?1 || '.many-' || value, ?1, 'counted', 1, 'Signer ' || value, 'head', 'Fen School', 1,
            0, value, value, 0, 0
     FROM series`,
    letter.id,
    n
  )
}
