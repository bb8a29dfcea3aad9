import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { draft } from '../../src/letters/draft'
import { letterOf } from '../../src/letters/find'
import { editionOf, editionsOf } from '../../src/letters/find-editions'
import type { LetterState } from '../../src/letters/letter'
import { publicLetters } from '../../src/letters/list'
import { renderLetter } from '../../src/letters/render'
import {
  acceptsConfirmations,
  closedSince,
  confirmableUntil,
  isOpen,
  isPublic,
  stateAt,
} from '../../src/letters/state'
import { textHash, wholeText } from '../../src/letters/text'
import { publishEdition } from '../../src/registrar/publish-edition'
import { aLetter, letterAgain } from '../support/letters'

const hosts = [
  { slug: 'fen', name: 'Fen Schools', url: null },
  { slug: 'quill', name: 'Quill Forum', url: 'https://quill.example.org' },
]

const wording = {
  title: 'Inspect in plain words',
  addressedTo: 'The Chief Inspector',
  hosts,
  markdown: 'Dear Inspector,\n\n1. Come when you said you would.',
}

function pointsOf(markdown: string) {
  return renderLetter(markdown).points.map(({ anchor, text }) => `${anchor}: ${text}`)
}

describe('the text that is hashed', () => {
  it('is title, addressee and hosts, each in a paragraph, then the Markdown and a line end', () => {
    expect(wholeText(wording)).toBe(
      '# Inspect in plain words\n\n' +
        'To: The Chief Inspector\n\n' +
        'From: Fen Schools, Quill Forum\n\n' +
        'Dear Inspector,\n\n1. Come when you said you would.\n'
    )
  })

  it('is the same in either spelling of its accents', () => {
    const typed = { ...wording, title: 'Cafe\u0301', hosts: [{ name: 'Sio\u0302n' }] }

    expect(wholeText(typed)).toBe(wholeText({ ...typed, title: 'Café', hosts: [{ name: 'Siôn' }] }))
    expect(wholeText(typed)).toContain('Café')
  })

  it.each([
    ['Windows', 'one\r\ntwo\r\n\r\nthree'],
    ['old Macs', 'one\rtwo\r\rthree'],
    ['both', 'one\r\ntwo\r\rthree'],
  ])('ends its lines in one way, wherever they were typed: %s', (_, markdown) => {
    expect(wholeText({ ...wording, markdown })).toBe(
      wholeText({ ...wording, markdown: 'one\ntwo\n\nthree' })
    )
  })

  it('keeps every other byte: spaces, blank lines and the end of the Markdown', () => {
    const markdown = '  two spaces \u00a0 and a tab\t\n\n\n'

    expect(wholeText({ ...wording, markdown })).toMatch(
      /\n\n {2}two spaces \u00a0 and a tab\t\n{4}$/
    )
  })

  it('has the SHA-256 of its UTF-8 bytes', async () => {
    // echo -n 'Siân' | sha256sum
    expect((await textHash('Siân')).toHex()).toBe(
      '68e4f81f50cf0928742c6beaf891ebb04847983d7f405778b616bd90e33ff08e'
    )
  })
})

describe('the points of a letter', () => {
  it('are the items of its top-level ordered lists, numbered on through the letter', () => {
    const { html, points } = renderLetter(
      '1. One\n2. Two\n\nAnd then\n\n1. Three\n\n## Last\n\n7. Four'
    )

    expect(points.map(({ label, text }) => `${label} ${text}`)).toEqual([
      '1 One',
      '2 Two',
      '3 Three',
      '4 Four',
    ])
    expect(html.match(/<ol[^>]*>/g)).toEqual([
      '<ol class="pts" start="1">',
      '<ol class="pts" start="3">',
      '<ol start="4" class="pts">',
    ])
    expect(html.match(/<li[^>]*>/g)).toEqual([1, 2, 3, 4].map((n) => `<li id="point-${n}">`))
  })

  it.each([
    ['a list inside a point', '1. One\n   1. Not one\n   2. Nor this\n2. Two', ['One', 'Two']],
    ['a list of dots', '- Not one\n- Nor this\n\n1. One', ['One']],
    ['a numbered list inside a list of dots', '- Not one\n  1. Nor this\n\n1. One', ['One']],
    ['a numbered list in a quotation', '> 1. Not one\n\n1. One', ['One']],
    ['code', '    1. Not one\n\n1. One', ['One']],
    ['a year at the start of a line that goes on', 'It was\n1986. It was dark.', []],
  ])('are nothing else: %s', (_, markdown, expected) => {
    const found = renderLetter(markdown).points

    expect(found.map(({ text }) => text)).toEqual(expected)
    expect(found.map(({ anchor }) => anchor)).toEqual(expected.map((__, i) => `point-${i + 1}`))
  })

  it('are the paragraphs that begin with a number and a letter, too', () => {
    const letter =
      '## Trust\n\n1a. Tell us first.\n\n1b. Tell us **why**.\n\n## Time\n\n12c.  Give us\nten days.'

    expect(pointsOf(letter)).toEqual([
      'point-1a: Tell us first.',
      'point-1b: Tell us **why**.',
      'point-12c: Give us\nten days.',
    ])
    expect(renderLetter(letter).html.match(/<p[^>]*>/g)).toEqual([
      '<p class="pt" id="point-1a">',
      '<p class="pt" id="point-1b">',
      '<p class="pt" id="point-12c">',
    ])
  })

  it.each([
    ['no full stop', '1a Tell us'],
    ['no space behind it', '1a.Tell us'],
    ['two letters', '1ab. Tell us'],
    ['a capital', '1A. Tell us'],
    ['three digits', '100a. Tell us'],
    ['in a quotation', '> 1a. Tell us'],
    ['in a list', '- 1a. Tell us'],
    ['in the middle', 'Tell us 1a. now'],
  ])('need their label to be written plainly: %s', (_, markdown) => {
    expect(renderLetter(markdown).points).toEqual([])
  })

  it('each have a link to themselves that a reader can copy', () => {
    const { html } = renderLetter('1. One\n\n1a. And *more*')

    expect(html).toContain(
      'One <a class="pil" href="#point-1" aria-label="Link to point 1">¶</a></li>'
    )
    expect(html).toContain(
      '<em>more</em> <a class="pil" href="#point-1a" aria-label="Link to point 1a">¶</a></p>'
    )
  })

  it('keep their own words and links when one of them is empty', () => {
    const { html, points } = renderLetter('1.\n2. Two')

    expect(points.map(({ label, text }) => [label, text])).toEqual([
      ['1', ''],
      ['2', 'Two'],
    ])
    expect(html).toMatch(/^<ol.*>\n<li id="point-1"><\/li>\n<li id="point-2">Two /)
    expect(html).not.toContain('href="#point-1"')
  })
})

describe('a letter’s Markdown', () => {
  it.each([
    ['a script', '<script>alert(1)</script>', '<script'],
    ['a script in a line', 'Dear <b onclick="x()">you</b>', '<b'],
    ['a comment', '<!-- hidden -->', '<!--'],
    ['a style', '<style>p{display:none}</style>', '<style'],
    ['an image', '![a pixel](https://pixel.example.org/1.gif)', '<img'],
    ['an image by reference', '![a pixel][p]\n\n[p]: https://pixel.example.org/1.gif', '<img'],
    ['an image of HTML', '<img src=x onerror=alert(1)>', '<img'],
  ])('can’t bring in %s', (_, markdown, tag) => {
    expect(renderLetter(markdown).html).not.toContain(tag)
    expect(renderLetter(`1. ${markdown}`).html).not.toContain(tag)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#115;cript:alert(1)',
    'java&Tab;script:alert(1)',
    '&#x6A;avascript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<p>hello</p>',
    'data:image/png;base64,AAAA',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    '//evil.example.org',
    '/desk/delete',
    '..',
  ])('makes no link of %s', (url) => {
    const tries = [`[here](${url})`, `[here](<${url}>)`, `<${url}>`, `[here][r]\n\n[r]: ${url}`]

    for (const markdown of tries) expect(renderLetter(markdown).html).not.toContain('href=')
  })

  it.each([
    ['https://example.org/a?b=1', 'https://example.org/a?b=1'],
    ['http://example.org', 'http://example.org'],
    ['mailto:ada@example.org', 'mailto:ada@example.org'],
    ['#point-2', '#point-2'],
  ])('links to %s, and asks search engines not to follow', (url, href) => {
    expect(renderLetter(`[here](${url})`).html).toBe(
      `<p><a href="${href}" rel="nofollow ugc noopener">here</a></p>\n`
    )
  })

  it('can’t end an attribute with a link or a title', () => {
    const { html } = renderLetter('[here](https://example.org/"onmouseover="x "a\\" onclick=\\"y")')

    expect(html).not.toMatch(/"\s*on(mouseover|click)=/)
  })

  it('keeps headings, emphasis and quotations', () => {
    const { html } = renderLetter('## Trust\n\n*Ask* **first**.\n\n> They did not.')

    expect(html).toContain('<h2>Trust</h2>')
    expect(html).toContain('<em>Ask</em> <strong>first</strong>')
    expect(html).toContain('<blockquote>')
  })

  it.each([
    ['punctuation', 'so **“late”**, they', 'so <strong>“late”</strong>, they'],
    ['punctuation of other scripts', 'a**、b、**c', 'a**、b、**c'],
    ['quotation marks within a word', 'a**“b”**c', 'a**“b”**c'],
    ['symbols within a word', 'a**€b€**c', 'a**€b€**c'],
    ['letters within a word', 'a**éß**c', 'a<strong>éß</strong>c'],
  ])('emphasises beside %s as CommonMark has it', (_, markdown, html) => {
    expect(renderLetter(markdown).html).toBe(`<p>${html}</p>\n`)
  })
})

describe('publishing', () => {
  it('opens a draft with its first edition, and every later one takes the next number', async () => {
    const at = new Date('2026-06-01T09:00:00Z')
    const roles = [{ key: 'head', label: 'Headteacher', head: true, school: 'required' as const }]
    const controller = { name: 'Fen Schools', contact: 'data@example.org', address: 'Fenmoor' }
    const pressContact = 'press@fen-schools.example.org'
    const given = { ...wording, slug: 'plain-words', roles, controller, pressContact, goal: null }
    const id = await draft(env.DB, env.ORIGIN, given, at)
    const before = await letterAgain({ id })

    const first = await publishEdition(env.REGISTRAR, before, wording, null, at)
    const opened = await letterAgain({ id })
    const clearer = { ...wording, title: 'Inspect plainly', markdown: '1. Come on time.' }
    const later = new Date('2026-06-09T09:00:00Z')
    const second = await publishEdition(env.REGISTRAR, opened, clearer, 'Shorter', later)
    const [editions, newest, oldest, missing] = await ask(
      env.DB,
      editionsOf(env.DB, { id }),
      editionOf(env.DB, { slug: 'plain-words' }),
      editionOf(env.DB, { id }, 1),
      editionOf(env.DB, { id }, 3)
    )

    expect(before).toMatchObject({ state: 'draft', edition: 0, openedAt: null, pressContact })
    expect([first, second]).toEqual([1, 2])
    expect(opened).toMatchObject({ state: 'open', edition: 1, openedAt: at.getTime() })
    expect(await letterAgain({ id })).toMatchObject({
      edition: 2,
      title: 'Inspect plainly',
      openedAt: at.getTime(),
    })
    expect(editions).toEqual([
      { number: 1, frozenAt: at.getTime(), reason: null, spellingOnly: false, signed: 0 },
      { number: 2, frozenAt: later.getTime(), reason: 'Shorter', spellingOnly: false, signed: 0 },
    ])
    expect(newest).toMatchObject({ number: 2, reason: 'Shorter', ...clearer })
    expect(newest?.points).toEqual([{ anchor: 'point-1', label: '1', text: 'Come on time.' }])
    expect(newest?.html).toBe(renderLetter(clearer.markdown).html)
    expect(oldest).toMatchObject({ number: 1, title: 'Inspect in plain words', reason: null })
    for (const edition of [oldest, newest]) {
      if (!edition) throw new Error('An edition is missing.')
      expect(edition.sha256).toBe((await textHash(wholeText(edition))).toHex())
    }
    expect(missing).toBeNull()
  })

  it('names a letter’s ledger by its host and UUID, for good', async () => {
    const letter = await aLetter()

    expect(letter.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    expect(letter.origin).toBe(`countersign.test/ledger/${letter.uuid}`)
  })

  it('keeps the hosts in their order', async () => {
    const letter = await aLetter({ hosts: hosts.toReversed() })

    expect(letter.hosts.map(({ name }) => name)).toEqual(['Quill Forum', 'Fen Schools'])
  })

  it('is not possible for a letter that nobody stands behind', async () => {
    await expect(aLetter({ hosts: [] })).rejects.toThrow('a letter needs at least one host')
  })

  it('lists the letters that everyone sees, and no draft', async () => {
    const letter = await aLetter({ title: 'Seen by all' })
    const hidden = await aLetter({ title: 'Seen by none' })
    await env.DB.prepare(`UPDATE letter SET state = 'draft' WHERE id = ?`).bind(hidden.id).run()

    const [listed, gone] = await ask(
      env.DB,
      publicLetters(env.DB, new Date()),
      letterOf(env.DB, { slug: 'no-such-letter' })
    )

    expect(listed.find(({ slug }) => slug === letter.slug)).toMatchObject({
      title: 'Seen by all',
      counted: 0,
      state: 'open',
      demonstration: false,
    })
    expect(listed.some(({ slug }) => slug === hidden.slug)).toBe(false)
    expect(gone).toBeNull()
  })
})

describe('a character written by its HTML name or number', () => {
  it.each([
    [
      'a name that people use',
      'Heads &amp; teachers&nbsp;&ndash; all',
      'Heads &amp; teachers\u00a0– all',
    ],
    ['a number', 'Ren&#233;e &#x2019;s', 'Renée ’s'],
    ['a tag, which stays text', '&lt;b&gt;', '&lt;b&gt;'],
    ['nothing that exists', '&#0; &#xD800; &#9999999;', '\ufffd \ufffd \ufffd'],
    [
      'a name that nobody uses',
      '&CounterClockwiseContourIntegral;',
      '&amp;CounterClockwiseContourIntegral;',
    ],
  ])('is read: %s', (_, typed, shown) => {
    expect(renderLetter(typed).html).toBe(`<p>${shown}</p>\n`)
  })
})

describe('whether people may sign, or confirm, or see', () => {
  const HOUR = 60 * 60 * 1000
  const now = Date.parse('2026-06-22T12:00:00Z')
  const states: LetterState[] = ['draft', 'gathering', 'open', 'paused', 'closed', 'delivered']

  const running = { stopped: null, signingPaused: null }

  it.each(states.map((state) => [state] as const))('follows its state: %s', (state) => {
    const letter = { ...running, state, closesAt: null, closedAt: null }

    expect(isOpen(letter, new Date(now))).toBe(state === 'open' || state === 'gathering')
    expect(acceptsConfirmations(letter, new Date(now))).toBe(
      ['gathering', 'open', 'closed', 'delivered'].includes(state)
    )
    expect(isPublic(letter)).toBe(state !== 'draft' && state !== 'gathering')
  })

  it.each([
    ['a moment before it closes', 1, true, true],
    ['at the moment it closes', 0, false, true],
    ['a day later, less a moment', -24 * HOUR + 1, false, true],
    ['a day later', -24 * HOUR, false, false],
  ])('ends on time: %s', (_, until, open, confirmable) => {
    const planned = { ...running, state: 'open' as const, closesAt: now + until, closedAt: null }
    const closed = { ...running, state: 'closed' as const, closesAt: null, closedAt: now + until }

    expect(isOpen(planned, new Date(now))).toBe(open)
    expect(acceptsConfirmations(planned, new Date(now))).toBe(confirmable)
    expect(isOpen(closed, new Date(now))).toBe(false)
    expect(acceptsConfirmations(closed, new Date(now))).toBe(confirmable)
  })

  it('takes the earlier of the planned and the real closing', () => {
    const early = {
      ...running,
      state: 'closed' as const,
      closesAt: now + HOUR,
      closedAt: now - 25 * HOUR,
    }

    expect(acceptsConfirmations(early, new Date(now))).toBe(false)
    expect(confirmableUntil(early)).toBe(now - HOUR)
    expect(closedSince(early, new Date(now))).toBe(now - 25 * HOUR)
  })

  it.each([
    ['open and in time', 'open' as const, HOUR, 'open', null],
    ['open past its date', 'open' as const, -HOUR, 'closed', now - HOUR],
    ['paused past its date', 'paused' as const, -HOUR, 'paused', now - HOUR],
    ['delivered', 'delivered' as const, -HOUR, 'delivered', now - HOUR],
  ])('is shown as it is to everyone: %s', (_, state, until, seen, since) => {
    const letter = { ...running, state, closesAt: now + until, closedAt: null, handedInAt: null }

    expect(stateAt(letter, new Date(now))).toBe(seen)
    expect(closedSince(letter, new Date(now))).toBe(since)
  })

  it('knows no end for links of a letter that closes never, and none that work while it rests', () => {
    const open = { ...running, state: 'open' as const, closesAt: null, closedAt: null }

    expect(confirmableUntil(open)).toBe(Infinity)
    expect(confirmableUntil({ ...open, state: 'paused' })).toBe(0)
  })

  it.each([
    ['the letter', { ...running, stopped: 'paused' as const }],
    ['all signing', { ...running, signingPaused: 'We are looking into something.' }],
  ])('ends for both while a steward has stopped %s', (_, stop) => {
    const letter = { ...stop, state: 'open' as const, closesAt: null, closedAt: null }

    expect(isOpen(letter, new Date(now))).toBe(false)
    expect(acceptsConfirmations(letter, new Date(now))).toBe(false)
    expect(isPublic(letter)).toBe(true)
  })
})
