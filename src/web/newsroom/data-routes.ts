import { ask } from '../../ask'
import { dealingsOf } from '../../dealings/find'
import { followUpsOf } from '../../follow/follow-ups'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import { isPublic } from '../../letters/state'
import { breakdownOf } from '../../newsroom/breakdown'
import { correctionsOf } from '../../newsroom/corrections'
import { describeCorrections, describeHistory } from '../../newsroom/describe-changes'
import { describeDealings } from '../../newsroom/describe-dealings'
import { describeFollowUps } from '../../newsroom/describe-follow-ups'
import { describeLetter } from '../../newsroom/describe-letter'
import { historyOf } from '../../newsroom/history'
import type { LetterData } from '../../newsroom/letter-data'
import { milestonesOf } from '../../newsroom/milestones'
import type { CountData } from '../../newsroom/public-data'
import { tallyOf } from '../../newsroom/read-tally'
import { totalsOf } from '../../newsroom/totals'
import { checkpointOf } from '../../proofs/checkpoint'
import { csvText } from '../csv'
import { answerCsv, openData, sayMoment } from '../open-data'
import { Routes } from '../routing'
import { breakdownTable, historyTable } from './data-tables'

/** A letter's numbers as data: each answer is of one moment, and says of which. */
export const dataRoutes = new Routes()

dataRoutes.get('/letters/:slug/count.json', openData(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date())
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  sayMoment(c, totals)
  return c.json({
    letter: letter.slug,
    counted: totals.counted,
    as_of: totals.asOf.toISOString(),
    ledger_size: totals.ledgerSize,
  } satisfies CountData)
})

dataRoutes.get('/letters/:file{[a-z0-9-]+\\.json}', openData(), async (c) => {
  const ref = { slug: c.req.param('file').replace(/\.json$/, '') }
  const [letter, edition, totals, tally, checkpoint, milestones, dealings, followUps] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    tallyOf(c.env.DB, ref),
    checkpointOf(c.env.DB, ref),
    milestonesOf(c.env.DB, ref),
    dealingsOf(c.env.DB, ref),
    followUpsOf(c.env.DB, ref)
  )
  if (!letter || !edition || !isPublic(letter)) return c.notFound()

  sayMoment(c, totals)
  const snapshot = { totals, breakdown: breakdownOf(letter, tally), checkpoint, milestones }
  const origin = c.get('settings').ORIGIN
  return c.json({
    ...describeLetter(origin, letter, edition, snapshot),
    ...describeDealings(origin, letter.slug, edition, dealings),
    ...describeFollowUps(origin, followUps),
  } satisfies LetterData)
})

dataRoutes.get('/letters/:slug/history.json', openData(), async (c) => {
  const read = await readHistory(c.env.DB, c.req.param('slug'))
  if (!read) return c.notFound()

  sayMoment(c, read.totals)
  return c.json(describeHistory(read.history))
})

dataRoutes.get('/letters/:slug/history.csv', openData(), async (c) => {
  const slug = c.req.param('slug')
  const read = await readHistory(c.env.DB, slug)
  if (!read) return c.notFound()

  sayMoment(c, read.totals)
  const table = historyTable(describeHistory(read.history))
  return answerCsv(c, `${slug}-history`, read.totals, csvText(table))
})

dataRoutes.get('/letters/:slug/breakdown.csv', openData(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, tally] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    tallyOf(c.env.DB, ref)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  sayMoment(c, totals)
  const breakdown = breakdownOf(letter, tally)
  const table = breakdownTable(breakdown, totals.asOf.toISOString(), totals.ledgerSize)
  return answerCsv(c, `${letter.slug}-breakdown`, totals, csvText(table))
})

dataRoutes.get('/letters/:slug/corrections.json', openData(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, corrections] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    correctionsOf(c.env.DB, ref)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  sayMoment(c, totals)
  return c.json(describeCorrections(corrections))
})

async function readHistory(db: D1Database, slug: string) {
  const [letter, totals, history] = await ask(
    db,
    letterOf(db, { slug }),
    totalsOf(db, { slug }, new Date()),
    historyOf(db, { slug })
  )
  return letter && isPublic(letter) ? { totals, history } : null
}
