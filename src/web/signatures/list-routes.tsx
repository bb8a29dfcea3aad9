import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { editionsOf, wordsSince } from '../../letters/find-editions'
import { isPublic } from '../../letters/state'
import { totalsOf } from '../../newsroom/totals'
import { listed, shownOfRole, shownSignatures } from '../../signatures/list'
import {
  leadingWord,
  listQuery,
  matchingPage,
  searchSignatures,
  writePlace,
} from '../../signatures/search'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { SignaturesPage } from './signatures-page'

const A_PAGE = 100

export const listRoutes = new Routes()

listRoutes.get('/letters/:slug/signatures', publicRead('after', 'q', 'role'), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const { q: query, role, after: place } = listQuery.parse(c.req.query())
  const word = leadingWord(query)
  const [letter, editions, totals, shown, found] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionsOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    role
      ? shownOfRole(c.env.DB, ref, role, query ? 0 : A_PAGE + 1, place?.number)
      : shownSignatures(c.env.DB, ref, query ? 0 : A_PAGE + 1, place?.number),
    searchSignatures(c.env.DB, ref, word ?? '', word ? place : null, word ? undefined : 0)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  const page = query
    ? matchingPage(found, { query, role }, A_PAGE)
    : { rows: shown.slice(0, A_PAGE), next: shown.length > A_PAGE ? shown[A_PAGE - 1] : null }
  return c.html(
    <SignaturesPage
      letter={letter}
      totals={totals}
      signatures={listed(letter, page.rows)}
      since={wordsSince(editions)}
      query={query}
      role={role}
      next={page.next ? writePlace(page.next) : null}
      first={place === null}
    />
  )
})
