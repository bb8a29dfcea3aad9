import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { numbersOf, signAndConfirm, signUp } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { aVisitor } from '../support/visitor'

describe('the embed', () => {
  it('shows the number that letter.json has, its time, the title and the way to the letter', async () => {
    const letter = await aLetter({ title: 'Plain <words>, please' })
    await signAndConfirm(letter)
    await signUp(letter)

    const { counted } = await numbersOf(letter)
    const page = await aVisitor().read(paths.embed(letter.slug))

    expect(counted).toBe(1)
    expect(textOf(page)).toContain('1 signature confirmed Plain &lt;words&gt;, please As of')
    expect(textOf(page)).toMatch(/As of \d\d:\d\d (GMT|BST) on \d+ \w+ \d{4}/)
    expect(page).toContain(`<a href="${paths.letter(letter.slug)}"`)
    expect(textOf(page)).toContain('Read and sign')
    expect(page).toContain(`<a href="${paths.ledger(letter.slug)}"`)
    expect(page).toContain('<meta name="robots" content="noindex"/>')
  })

  it('shows a signature at once to whoever has just confirmed it', async () => {
    const letter = await aLetter()
    const visitor = aVisitor()
    await visitor.visit(paths.embed(letter.slug))
    await signAndConfirm(letter)

    const answer = await visitor.visit(paths.embed(letter.slug))

    expect(textOf(await answer.text())).toContain('1 signature confirmed')
  })

  it('has no form, sets no cookie, and opens every link in a page of its own', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.embed(letter.slug))
    const page = await answer.text()

    expect(answer.headers.getSetCookie()).toEqual([])
    expect(page).not.toMatch(/<form|<input|<button/)
    const links = page.match(/<a [^>]*>/g) ?? []
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(link).toContain('target="_blank" rel="noopener"')
  })

  it('fetches nothing for its looks: its style is in it, let in by its hash', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.embed(letter.slug))
    const page = await answer.text()

    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    const hash = `'sha256-${new Uint8Array(digest).toBase64()}'`
    expect(answer.headers.get('content-security-policy')).toContain(`style-src ${hash}`)
    expect(page).not.toMatch(/<link|<img|style="|@import|url\(/)
    expect(style).toContain('prefers-color-scheme: dark')
  })

  it('may watch the number, with a script of ours', async () => {
    const letter = await aLetter()

    const answer = await aVisitor().visit(paths.embed(letter.slug))

    expect(await answer.text()).toContain(`data-live="${paths.letter(letter.slug)}"`)
    expect(answer.headers.get('content-security-policy')).toContain(
      `script-src 'self'; connect-src 'self' ${env.ORIGIN.replace('https', 'wss')}`
    )
  })

  it('asks to read once a letter is closed, and says what is not to be quoted', async () => {
    const closed = await aLetter({ closesAt: Date.now() - 1000, demonstration: true })
    const broken = await aLetter()
    await env.DB.prepare(
      `INSERT INTO alarm (letter_id, kind, detail, raised_at) VALUES (?, 'ledger-fork', '', 1)`
    )
      .bind(broken.id)
      .run()

    const one = textOf(await aVisitor().read(paths.embed(closed.slug)))
    const other = textOf(await aVisitor().read(paths.embed(broken.slug)))

    expect(one).toContain('Read it')
    expect(one).not.toContain('sign ')
    expect(one).toContain('Demonstration letter')
    expect(other).toContain('Being checked: do not quote this number yet.')
    expect(other).not.toContain('Read and sign')

    const [checked, stopped] = [await aLetter(), await aLetter()]
    await env.DB.prepare(
      `INSERT INTO alarm (letter_id, kind, detail, raised_at, cleared_at)
       VALUES (?, 'ledger-fork', '', 1, 2), (?, 'ledger-broken', '', 1, NULL)`
    )
      .bind(checked.id, stopped.id)
      .run()
    expect(textOf(await aVisitor().read(paths.embed(checked.slug)))).not.toContain('Being checked')
    expect(textOf(await aVisitor().read(paths.embed(stopped.slug)))).toContain('Being checked')
  })

  it('says in the frame that there is no such letter, also of one that nobody sees yet', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering' WHERE id = ?`).bind(letter.id).run()

    for (const slug of [letter.slug, 'no-such-letter']) {
      const answer = await aVisitor().visit(paths.embed(slug))

      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *')
      const page = await answer.text()
      expect(page).toContain('There is no such letter here')
      expect(page).not.toContain(letter.title)
    }
  })

  it('asks the database once', async () => {
    const letter = await aLetter()
    const { db, counted } = aCountedDatabase()

    await aSite({ DB: db })(paths.embed(letter.slug))

    expect(counted.calls).toBe(1)
  })
})

const FLOOR = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'strict-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

describe('for other people’s pages', () => {
  it.each([
    ['the embed', paths.embed, null],
    ['the badge', paths.badge, 'DENY'],
  ])('%s has the floor of headers, and is open to all', async (_, path, framing) => {
    const letter = await aLetter()

    // Twice: what comes out of the cache must be no different.
    for (let i = 0; i < 2; i++) {
      const answer = await aVisitor().visit(path(letter.slug))

      expect(Object.fromEntries(answer.headers)).toMatchObject({
        ...FLOOR,
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=0, s-maxage=5',
      })
      expect(answer.headers.get('x-frame-options')).toBe(framing)
    }
  })

  it('nothing but the embed lets itself be framed', async () => {
    const letter = await aLetter()
    const { manage } = await signAndConfirm(letter)
    const pages = everyPage({ slug: letter.slug, uuid: letter.uuid, t: manage })

    const framed = new Set<string>()
    for (const page of pages) {
      const answer = await aVisitor().visit(page)
      const policy = answer.headers.get('content-security-policy') ?? ''
      await answer.body?.cancel()
      if (answer.status === 101) continue
      if (!/frame-ancestors '(none|self)'/.test(policy)) framed.add(page)
    }

    expect(pages.length).toBeGreaterThan(30)
    expect([...framed]).toEqual([paths.embed(letter.slug)])
  })

  it('an error in making the embed is none that a frame may show', async () => {
    const site = aSite({ DB: { prepare: () => ({ bind: () => ({}) }), batch: failing } })

    const answer = await site(paths.embed('any-letter'))

    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
  })

  it('the share picture may be shown anywhere, and no other file', async () => {
    const picture = await env.ASSETS.fetch(env.ORIGIN + paths.sharePicture())
    const style = await env.ASSETS.fetch(`${env.ORIGIN}/site.css`)

    const bytes = new DataView(await picture.arrayBuffer())
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([1200, 630])
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(style.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})

/** Every address of the site that can be read, by its routes, with what they name put in. */
function everyPage({ slug, uuid, t }: { slug: string; uuid: string; t: string }): string[] {
  const given: Record<string, string> = {
    slug,
    uuid,
    n: '1',
    file: '1.txt',
    size: '3',
    ledger_size: '3',
  }
  const gets = app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*'))
  const pages = gets.map(({ path }) =>
    path.replace(/:(\w+)(\{[^/]+\})?/g, (_, name: string) => given[name] ?? 'unknown')
  )
  return [...new Set([...pages, paths.confirm('broken'), paths.signature(t)])]
}

function failing() {
  return Promise.reject(new Error('secret cause'))
}

function textOf(page: string): string {
  const body = /<body>([^]*)<\/body>/.exec(page)?.[1] ?? ''
  return body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
