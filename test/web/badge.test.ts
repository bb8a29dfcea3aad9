import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths'
import { fitLines, textWidth } from '../../src/web/share/text-width'
import { aLetter } from '../support/letters'
import { numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { aVisitor } from '../support/visitor'

const TIME = /As of \d\d:\d\d (GMT|BST) on \d+ \w+ \d{4}/

describe('the badge', () => {
  it('shows the number that letter.json has, its time, the title and where it is from', async () => {
    const letter = await aLetter({ title: 'Plain words, please' })
    await signAndConfirm(letter)
    await signAndConfirm(letter)
    await signUp(letter)

    const { counted } = await numbersOf(letter)
    const badge = await read(paths.badge(letter.slug))

    expect(counted).toBe(2)
    expect(wordsOf(badge)).toContain('2 signatures confirmed Plain words, please')
    expect(wordsOf(badge)).toMatch(TIME)
    expect(badge).toContain('>Countersign</text>')
    expect(badge).toMatch(
      /<title id="name">Plain words, please: 2 signatures confirmed, as of \d\d:\d\d \w+ on [^<]+<\/title>/
    )
    expect(badge).toContain('aria-labelledby="name"')
  })

  it('shows a signature at once to whoever has just confirmed it', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    await visitor.visit(paths.badge(letter.slug))
    await signAndConfirm(letter)

    const answer = await visitor.visit(paths.badge(letter.slug))

    expect(wordsOf(await answer.text())).toContain('1 signature confirmed')
  })

  it('is a picture with a style of its own, which its policy lets in and nothing else', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.badge(letter.slug))
    const badge = await answer.text()

    expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src '${await hashOf(styleIn(badge))}'; ` +
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    expect(styleIn(badge)).toContain('prefers-color-scheme: dark')
    expect(badge).not.toMatch(/<script|href=|url\(|@import|<image|style="/)
  })

  it('says so where the letter is a demonstration, and where its records do not agree', async () => {
    const demo = await aLetter({ demonstration: true })
    await env.DB.prepare(`UPDATE letter SET language = 'cy' WHERE id = ?`).bind(demo.id).run()
    const broken = await aLetter()
    await env.DB.prepare(
      `INSERT INTO alarm (letter_id, kind, detail, raised_at) VALUES (?, 'ledger-fork', '', 1)`
    )
      .bind(broken.id)
      .run()

    const made = await read(paths.badge(demo.slug))
    expect(made).toContain('>Demonstration</text>')
    expect(made).toContain('Demonstration letter: its people are made up.</title>')
    expect(made).toMatch(/<text class="serif" font-size="\d+" lang="cy">/)
    const badge = await read(paths.badge(broken.slug))
    expect(badge).toContain('The records are being checked: do not quote this number yet.</title>')
    expect(badge).toContain('>Being checked: do not quote</text>')
    expect(badge).not.toMatch(TIME)
  })

  it('is well-formed whatever the title holds', async () => {
    const title = `"Say" <b>it</b> & don't \u0001\uFFFE\uD800 ${'x'.repeat(400)}`
    const letter = await aLetter()
    await env.DB.prepare('UPDATE letter SET title = ? WHERE id = ?').bind(title, letter.id).run()

    const badge = await read(paths.badge(letter.slug))

    expect(badge).toContain('&lt;b&gt;it&lt;/b&gt; &amp; don&#39;t')
    for (const wrong of ['\u0001', '\uFFFE', '<b>']) expect(badge).not.toContain(wrong)
    expect(badge.match(/<tspan x=/g)).toHaveLength(3)
    expect(badge).toContain('…</tspan>')
  })

  it.each([
    ['a word', 'Schools'],
    [
      'a title as they are',
      'Inspect our schools in a way that all of us can learn from, every year',
    ],
    ['words of wide letters', 'WWWWWWW MMMMMMMM '.repeat(12)],
    ['a word without end', 'W'.repeat(300)],
    ['letters as wide as high', '校'.repeat(120)],
    ['joined pictures', '👩‍👩‍👧‍👦'.repeat(30)],
  ])('breaks %s into lines that fit', (_, title) => {
    const { lines, whole } = fitLines(title, 19.2, 2)

    expect(lines.length).toBeLessThanOrEqual(2)
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(19.2)
    const read = lines.join('').replaceAll(' ', '')
    const meant = title.replaceAll(' ', '')
    expect(whole ? read === meant : meant.startsWith(read.replace(/…$/, ''))).toBe(true)
    expect(whole).toBe(!read.endsWith('…'))
  })

  it('takes joined pictures to be as wide as they are apart', () => {
    expect(textWidth('👩‍👩‍👧‍👦')).toBeCloseTo(4 * textWidth('👩'))
  })

  it.each([0, 1, 999, 99_999, 1_000_000, 12_345_678])(
    'leaves room beside the number %i for what it counts',
    async (counted) => {
      const letter = await aLetter()
      await env.DB.prepare('UPDATE head SET confirmed = ? WHERE letter_id = ?')
        .bind(counted, letter.id)
        .run()

      const badge = await read(paths.badge(letter.slug))

      const [, size, number, words] = badge.match(
        /<tspan class="serif" font-size="(\d+)">([\d,]+)<\/tspan>( \w+ confirmed)/
      ) ?? ['', '0', '', '']
      expect(number).toBe(counted.toLocaleString('en-GB'))
      expect(Number(size)).toBeGreaterThanOrEqual(18)
      const wide = textWidth(number ?? '') * Number(size) + textWidth(words ?? '') * 12
      expect(wide).toBeLessThanOrEqual(288)
    }
  )

  it('asks the database once', async () => {
    const letter = await aLetter()
    const { db, counted } = aCountedDatabase()

    const answer = await aSite({ DB: db })(paths.badge(letter.slug))

    expect(answer.status).toBe(200)
    expect(counted.calls).toBe(1)
  })

  it('is not there for a letter that nobody sees yet, or that there is none of', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering' WHERE id = ?`).bind(letter.id).run()

    for (const slug of [letter.slug, 'no-such-letter']) {
      const answer = await aVisitor().visit(paths.badge(slug))

      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'")
      expect(await answer.text()).toContain('There is no such page')
    }
  })
})

function read(path: string) {
  return aVisitor().read(path)
}

function wordsOf(svg: string): string {
  const shown = svg.replace(/<title.*<\/style>/s, '')
  return shown.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

function styleIn(svg: string): string {
  return /<style>([^]*)<\/style>/.exec(svg)?.[1] ?? ''
}

async function hashOf(style: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  return `sha256-${new Uint8Array(digest).toBase64()}`
}
