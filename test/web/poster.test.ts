import { env } from 'cloudflare:workers'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { signAndConfirm } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { aVisitor } from '../support/visitor'

describe('the poster', () => {
  it('has the title, who writes to whom, and the address in words and as a code', async () => {
    const letter = await aLetter()

    const page = await aVisitor().read(paths.poster(letter.slug))

    const address = env.ORIGIN + paths.letter(letter.slug)
    expect(textOf(page)).toContain('Open letter to the Chief Inspector')
    expect(textOf(page)).toContain('From Quill Forum and Fen Schools')
    expect(textOf(page)).toContain('Read it and sign it')
    expect(textOf(page).replaceAll(' ', '')).toContain(address.replace('https://', ''))
    expect(textOf(page)).not.toContain('https:')
    expect(page).toContain('<path fill="#fff" d="M0 0h')
    expect(modulesIn(page)).toEqual(encode(address, { ecc: 'Q', border: 4 }).data)
    expect(page).toContain(`aria-label="Code that leads to ${address}"`)
  })

  it('is linked from the letter, stays out of search engines and needs no script', async () => {
    const letter = await aLetter()

    const page = await aVisitor().read(paths.poster(letter.slug))

    expect(await aVisitor().read(paths.letter(letter.slug))).toContain(
      `href="${paths.poster(letter.slug)}"`
    )
    expect(page).toContain('<meta name="robots" content="noindex"/>')
    expect(page).not.toContain('<script')
  })

  it('shows no number, since it hangs for weeks', async () => {
    const letter = await aLetter({ title: 'Inspect schools' })
    await signAndConfirm(letter)
    await signAndConfirm(letter)

    const page = textOf(await aVisitor().read(paths.poster(letter.slug)))

    expect(page).not.toMatch(/\d+ signatures?/)
  })

  it('says until when people may sign, and asks nobody to once the letter is closed', async () => {
    const open = await aLetter({ closesAt: Date.parse('2096-06-30T22:59:59Z') })
    const closed = await aLetter({ closesAt: Date.now() - 1000, demonstration: true })

    const one = textOf(await aVisitor().read(paths.poster(open.slug)))
    const other = textOf(await aVisitor().read(paths.poster(closed.slug)))

    expect(one).toContain('Open until 23:59 BST on 30 June 2096')
    expect(other).toContain('Read it')
    expect(other).not.toContain('sign it')
    expect(other).not.toContain('Open until')
    expect(one).toContain('counts once it is confirmed')
    expect(other).not.toContain('counts once it is confirmed')
    expect(one).not.toContain('Demonstration letter')
    expect(other).toContain('Demonstration letter')
  })

  it('sets a long title smaller', async () => {
    const classes = []
    for (const length of [20, 80, 160]) {
      const letter = await aLetter({ title: 'Word '.repeat(length / 5).trim() })
      const page = await aVisitor().read(paths.poster(letter.slug))
      classes.push(/<article class="poster[^]*?<h2 class="([\w-]+)"/.exec(page)?.[1])
    }

    expect(classes).toEqual(['short-title', 'title', 'long-title'])
  })

  it('asks the database once, and is not there for a letter that nobody sees yet', async () => {
    const letter = await aLetter()
    const hidden = await aLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering' WHERE id = ?`).bind(hidden.id).run()
    const { db, counted } = aCountedDatabase()

    expect((await aSite({ DB: db })(paths.poster(letter.slug))).status).toBe(200)
    expect(counted.calls).toBe(1)
    expect((await aVisitor().visit(paths.poster(hidden.slug))).status).toBe(404)
  })
})

/** The modules that the code's dark path covers. */
function modulesIn(page: string): boolean[][] {
  const [, size = '0', path = ''] =
    /class="qr" viewBox="0 0 (\d+) [^]*?fill="#000" d="([^"]*)"/.exec(page) ?? []
  const modules = Array.from({ length: Number(size) }, () =>
    Array.from({ length: Number(size) }, () => false)
  )
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(run))
  }
  return modules
}

function textOf(page: string): string {
  const main = /<main[^]*<\/main>/.exec(page)?.[0] ?? ''
  return main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
