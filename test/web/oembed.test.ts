import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { aCountedDatabase, aSite } from '../support/site'
import { aVisitor } from '../support/visitor'

describe('the oEmbed of a letter', () => {
  it('is found by the letter’s page, and has every field of rich content', async () => {
    const letter = await aLetter({ title: 'Plain “words” & no more' })
    const page = await aVisitor().read(paths.letter(letter.slug))
    const [, link = ''] =
      /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(page) ?? []

    const answer = await aVisitor().visit(link.replaceAll('&amp;', '&'))
    const { html, ...rest } = (await answer.json()) as { html: string }

    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5')
    expect(rest).toEqual({
      version: '1.0',
      type: 'rich',
      provider_name: 'Countersign',
      provider_url: `${env.ORIGIN}/`,
      title: letter.title,
      author_name: 'Quill Forum and Fen Schools',
      cache_age: 86400,
      width: 480,
      height: 210,
    })
    expect(html).toMatch(
      new RegExp(`^<iframe src="${addressOf(letter, '/embed')}" title="[^"]*&amp; no more" `)
    )
    expect(html).toMatch(/width="480" height="210" [^>]*><\/iframe>$/)
  })

  it.each([
    ['maxwidth=300', 300, 376],
    ['maxwidth=240', 240, 376],
    ['maxwidth=400', 400, 210],
    ['maxwidth=5000&maxheight=5000', 480, 210],
    ['maxheight=100', 480, 100],
    ['maxwidth=100&maxheight=50', 100, 50],
  ])('is no larger than asked for by %s', async (sizes, width, height) => {
    const letter = await aLetter()

    const { status, body } = await oembed(`${at(letter)}&${sizes}`)

    expect(status).toBe(200)
    expect(body).toMatchObject({ width, height })
    expect(body.html).toContain(`width="${width}" height="${height}"`)
  })

  it('is each size that is asked for, one after the other', async () => {
    const letter = await aLetter()

    const heights = []
    for (const sizes of ['maxheight=100', 'maxheight=90', 'maxheight=90&maxwidth=80']) {
      const { body } = await oembed(`${at(letter)}&${sizes}`)
      heights.push(/width="(\d+)" height="(\d+)"/.exec(body.html)?.slice(1).join('×'))
    }

    expect(heights).toEqual(['480×100', '480×90', '80×90'])
  })

  it.each(['maxwidth=0', 'maxwidth=-1', 'maxheight=1.5', 'maxwidth=x', 'maxwidth=1e3'])(
    'is refused a size that is none: %s',
    async (sizes) => {
      const letter = await aLetter()

      expect((await oembed(`${at(letter)}&${sizes}`)).status).toBe(400)
    }
  )

  it('is given in JSON, and in no other format', async () => {
    const letter = await aLetter()

    expect((await oembed(`${at(letter)}&format=json`)).status).toBe(200)
    expect((await oembed(`${at(letter)}&format=xml`)).status).toBe(501)
  })

  it.each([
    ['the letter', (letter: Letter) => addressOf(letter)],
    [
      'the letter as mail programs mark it',
      (letter: Letter) => `${addressOf(letter)}/?utm_source=x`,
    ],
    ['a point of it', (letter: Letter) => `${addressOf(letter)}#point-2`],
    ['its embed', (letter: Letter) => addressOf(letter, '/embed')],
  ])('is given for the address of %s', async (_, address) => {
    const letter = await aLetter()

    const { status, body } = await oembed(`url=${encodeURIComponent(address(letter))}`)

    expect(status).toBe(200)
    expect(body.html).toContain(`src="${addressOf(letter, '/embed')}"`)
  })

  it.each([
    ['another site', (letter: Letter) => `https://evil.example${paths.letter(letter.slug)}`],
    ['a site named alike', (letter: Letter) => `${env.ORIGIN}.evil.example/letters/${letter.slug}`],
    [
      'this site as a user of another',
      (letter: Letter) => `https://countersign.test@evil.example/letters/${letter.slug}`,
    ],
    ['another port', (letter: Letter) => `${env.ORIGIN}:8443/letters/${letter.slug}`],
    ['no letter', () => `${env.ORIGIN}/letters/no-such-letter`],
    ['a page that is none of a letter', () => `${env.ORIGIN}/my-data`],
    ['no site at all', (letter: Letter) => paths.letter(letter.slug)],
    ['a script', () => 'javascript:alert(1)'],
  ])('is not there for the address of %s', async (_, address) => {
    const letter = await aLetter()

    expect((await oembed(`url=${encodeURIComponent(address(letter))}`)).status).toBe(404)
  })

  it('is not there for a letter that nobody sees yet', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering' WHERE id = ?`).bind(letter.id).run()

    expect((await oembed(at(letter))).status).toBe(404)
  })

  it('needs an address, and asks the database once for it', async () => {
    const letter = await aLetter()
    const { db, counted } = aCountedDatabase()

    expect((await oembed('')).status).toBe(400)
    await aSite({ DB: db })(`/oembed?${at(letter)}`)
    expect(counted.calls).toBe(1)
  })
})

describe('a link that is passed on', () => {
  it.each([
    ['a letter', (letter: Letter) => paths.letter(letter.slug)],
    ['its newsroom', (letter: Letter) => paths.newsroom(letter.slug)],
    ['the list of letters', () => '/'],
  ])('to %s shows what it is, with a picture and without a number that ages', async (_, path) => {
    const letter = await aLetter({ title: 'Inspect schools in 3 ways' })

    const page = await aVisitor().read(path(letter))

    const tags = Object.fromEntries(
      Array.from(
        page.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g),
        ([, name = '', content]) => [name, content]
      )
    )
    expect(tags).toMatchObject({
      'og:type': 'website',
      'og:site_name': 'Countersign',
      'og:url': env.ORIGIN + path(letter),
      'og:image': `${env.ORIGIN}/share.png`,
      'og:image:width': '1200',
      'og:image:height': '630',
      'twitter:card': 'summary_large_image',
    })
    expect(tags['og:title']).toBeTruthy()
    expect(tags['og:image:alt']).toBeTruthy()
    expect(tags['og:description']).toMatch(/^[^\d]+$/)
    expect(page).toContain(`<link rel="canonical" href="${env.ORIGIN}${path(letter)}"/>`)
  })

  it('to a page of one person’s shows nothing', async () => {
    const letter = await aLetter()

    const page = await aVisitor().read(paths.checkYourEmail(letter.slug))

    expect(page).not.toContain('og:')
    expect(page).not.toContain('canonical')
  })
})

async function oembed(query: string) {
  const answer = await aVisitor().visit(`/oembed?${query}`)
  const text = await answer.text()
  const body = (answer.status === 200 ? JSON.parse(text) : {}) as { html: string }
  return { status: answer.status, body }
}

function at(letter: Letter): string {
  return `url=${encodeURIComponent(addressOf(letter))}`
}

function addressOf({ slug }: Letter, folder = '/letters'): string {
  return `${env.ORIGIN}${folder}/${slug}`
}
