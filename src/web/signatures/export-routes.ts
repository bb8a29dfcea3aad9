import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import type { SignaturesData } from '../../newsroom/public-data'
import { totalsOf } from '../../newsroom/totals'
import { listed, listTagOf, shownSignatures } from '../../signatures/list'
import { exportQuery, writePlace } from '../../signatures/search'
import { csvStream } from '../csv'
import { answerCsv, openData, sayMoment, unlessKnown } from '../open-data'
import { openToAll } from '../public-read'
import { Routes } from '../routing'
import { AT_ONCE, COLUMNS, signatureParts } from './signatures-csv'

const A_PAGE = 1000

/** The signatures that are shown, as data. Names stay out of search engines. */
export const exportRoutes = new Routes()

exportRoutes.get('/letters/:slug/signatures.json', openData('after'), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const query = exportQuery.safeParse(c.req.query())
  // A program that was given the first page for a place that is none would never come to an end.
  if (!query.success) return c.text('Give as after what next of the page before says.', 400)
  const before = query.data.after?.number ?? null
  const [letter, totals, shown] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    shownSignatures(c.env.DB, ref, A_PAGE + 1, before)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  sayMoment(c, totals)
  c.header('x-robots-tag', 'noindex')
  const page = shown.slice(0, A_PAGE)
  const last = page.at(-1)
  return c.json({
    letter: letter.slug,
    as_of: totals.asOf.toISOString(),
    ledger_size: totals.ledgerSize,
    signatures: listed(letter, page).map(({ name, role, school, edition, assurance }) => ({
      name,
      role,
      school,
      edition,
      assurance,
    })),
    next: shown.length > A_PAGE && last ? writePlace({ number: last.number }) : null,
  } satisfies SignaturesData)
})

exportRoutes.get('/letters/:slug/signatures.csv', openToAll, unlessKnown, async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, tag, first] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    listTagOf(c.env.DB, ref),
    shownSignatures(c.env.DB, ref, AT_ONCE)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  sayMoment(c, totals)
  c.header('x-robots-tag', 'noindex')
  // Weak: what is read later may already be of a later list, which then has another tag.
  c.header('etag', `W/"${tag}.${c.env.VERSION.id}"`)
  const csv = csvStream(COLUMNS, signatureParts(c.env.DB, letter, first))
  return answerCsv(c, `${letter.slug}-signatures`, totals, csv)
})
