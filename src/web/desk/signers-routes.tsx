import { totalsOf } from '../../newsroom/totals'
import {
  leadingWord,
  listQuery,
  matchingPage,
  searchSignatures,
  writePlace,
  type FoundRow,
} from '../../signatures/search'
import { signersOf, type SignerRow } from '../../signatures/signers'
import { Routes } from '../routing'
import type { Asked } from './find-signers'
import { letterId, reachLetter, signedIn } from './guard'
import { SignersPage } from './signers-page'

/** Who signed a letter, for its team. */
export const signersRoutes = new Routes()

const A_PAGE = 100
/** To find those of an edition, a page looks through so many. */
const MOST_LOOKED_AT = 1000

signersRoutes.get('/desk/letters/:id{[0-9]+}/signers', signedIn, async (c) => {
  const db = c.env.DB
  const now = new Date()
  const id = letterId(c)
  const { q: query, role, after: place } = listQuery.parse(c.req.query())
  const edition = Number(c.req.query('edition')) || 0
  const oldestFirst = c.req.query('sort') === 'oldest'

  const number = /^\d{1,9}$/.test(query) ? Number(query) : null
  const word = number === null ? leadingWord(query) : null
  const limit = query ? (number === null ? 0 : 1) : edition > 0 ? MOST_LOOKED_AT : A_PAGE + 1
  const listed =
    number === null
      ? { role, oldestFirst, after: place?.number ?? null }
      : { role: '', oldestFirst: true, after: number - 1 }
  const reached = await reachLetter(
    c,
    'see-signers',
    now,
    totalsOf(db, { id }, now),
    signersOf(db, id, listed, limit),
    searchSignatures(db, { id }, word ?? '', word ? place : null, word ? undefined : 0)
  )
  if (reached instanceof Response) return reached

  const { at } = reached
  const [totals, signers, found] = reached.answers
  const asked = { query, role, edition, oldestFirst }
  const one = signers.filter((row) => row.number === number)
  const page =
    number !== null
      ? { rows: one, next: null }
      : query
        ? foundPage(found, asked)
        : pageOf(signers, edition, limit)
  return c.html(
    <SignersPage
      {...{ at, totals, asked }}
      signers={page.rows}
      next={page.next && writePlace(page.next)}
      first={place === null}
    />
  )
})

/** What a search found of an edition, or of all. Only shown names have words to be found by. */
function foundPage(found: FoundRow[], { query, role, edition, oldestFirst }: Asked) {
  const { rows, next } = matchingPage(found, { query, role }, A_PAGE)
  const here = rows.filter((row) => edition === 0 || row.edition === edition)
  const sorted = here.toSorted((a, b) => (oldestFirst ? 1 : -1) * (a.number - b.number))
  return { rows: sorted.map((row) => ({ ...row, off: 0 })), next }
}

/** A page of the list, narrowed to an edition if one is asked for, and where to go on. */
function pageOf(rows: SignerRow[], edition: number, limit: number) {
  const here = rows.filter((row) => edition === 0 || row.edition === edition)
  const shown = here.slice(0, A_PAGE)
  const more = here.length > A_PAGE ? shown.at(-1) : rows.length === limit ? rows.at(-1) : null
  return { rows: shown, next: more ? { number: more.number } : null }
}
