import { ask } from '../../ask'
import { openComplaints } from '../../complaints/find'
import { CLOCKS } from '../../retention/clocks'
import { endlessLetters } from '../../retention/endless'
import { planOf } from '../../retention/plan'
import { aheadOf, goneLately, HORIZONS, type Ahead } from '../../retention/report'
import { Routes } from '../routing'
import { StewardComplaintsPage } from './complaints-page'
import { StewardRetentionPage } from './retention-page'

const LATELY = 30

/** What is kept no longer, and who complains about what is. */
export const stewardRetentionRoutes = new Routes()

stewardRetentionRoutes.get('/steward/retention', async (c) => {
  const now = new Date()
  const { DB } = c.env
  const [[planned, endless, gone], ahead] = await Promise.all([
    ask(DB, planOf(DB, now, HORIZONS[2]), endlessLetters(DB, now), goneLately(DB, LATELY)),
    ask<Ahead[]>(DB, ...CLOCKS.map((clock) => aheadOf(DB, clock, now))),
  ])
  return c.html(<StewardRetentionPage {...{ planned, endless, ahead, gone, now }} />)
})

stewardRetentionRoutes.get('/steward/complaints', async (c) => {
  const [complaints] = await ask(c.env.DB, openComplaints(c.env.DB))
  return c.html(<StewardComplaintsPage complaints={complaints} now={new Date()} />)
})
