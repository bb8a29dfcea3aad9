import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/letter'
import { totalsOf } from '../../newsroom/totals'
import { listed, shownSignatures } from '../../signatures/list'
import {
  leadingWord,
  listQuery,
  matchingPage,
  searchSignatures,
  writePlace,
} from '../../signatures/search'
import { openToAll, publicRead } from '../public-read'
import type { Site } from '../site'
import { csvOf, signatureLines } from './signatures-csv'
import { SignaturesPage } from './signatures-page'

const A_PAGE = 100
const A_JSON_PAGE = 1000

export const listRoutes = new Hono<Site>()

const readQuery = zValidator('query', listQuery)

listRoutes.get('/letters/:slug/signatures', publicRead('after', 'q'), readQuery, async (c) => {
  const ref = { slug: c.req.param('slug') }
  const { q: query, after: place } = c.req.valid('query')
  const word = leadingWord(query)
  const [letter, totals, shown, found] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    shownSignatures(c.env.DB, ref, query ? 0 : A_PAGE + 1, place?.number ?? null),
    searchSignatures(c.env.DB, ref, word ?? '', word ? place : null, word ? undefined : 0)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  const page = query
    ? matchingPage(found, query, A_PAGE)
    : { rows: shown.slice(0, A_PAGE), next: shown.length > A_PAGE ? shown[A_PAGE - 1] : null }
  return c.html(
    <SignaturesPage
      letter={letter}
      totals={totals}
      signatures={listed(letter, page.rows)}
      query={query}
      next={page.next ? writePlace(page.next) : null}
      first={place === null}
    />
  )
})

listRoutes.get(
  '/letters/:slug/signatures.json',
  openToAll,
  publicRead('after'),
  readQuery,
  async (c) => {
    const ref = { slug: c.req.param('slug') }
    const before = c.req.valid('query').after?.number ?? null
    const [letter, totals, shown] = await ask(
      c.env.DB,
      letterOf(c.env.DB, ref),
      totalsOf(c.env.DB, ref, new Date()),
      shownSignatures(c.env.DB, ref, A_JSON_PAGE + 1, before)
    )
    if (!letter || !isPublic(letter)) return c.notFound()

    c.header('x-robots-tag', 'noindex')
    const page = shown.slice(0, A_JSON_PAGE)
    const last = page.at(-1)
    return c.json({
      letter: letter.slug,
      as_of: totals.asOf.toISOString(),
      ledger_size: totals.ledgerSize,
      signatures: listed(letter, page).map(({ name, role, school, edition }) => ({
        name,
        role,
        school,
        edition,
      })),
      next: shown.length > A_JSON_PAGE && last ? writePlace({ number: last.number }) : null,
    })
  }
)

listRoutes.get('/letters/:slug/signatures.csv', openToAll, async (c) => {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !isPublic(letter)) return c.notFound()

  return c.body(csvOf(signatureLines(c.env.DB, letter)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'x-robots-tag': 'noindex',
    'content-disposition': `attachment; filename="${letter.slug}-signatures.csv"`,
  })
})
