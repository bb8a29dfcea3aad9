import { funnelOf } from '../../desk/funnel'
import { launchObstacles, sentToday } from '../../desk/launching'
import { missingFrom } from '../../desk/missing'
import { myLetters } from '../../desk/my-letters'
import { WEEK_HOURS } from '../../desk/pace'
import { siteChoices } from '../../desk/site-choices'
import { toDoAt } from '../../desk/to-do'
import { hourOf } from '../../ledger/entry'
import { editionsOf } from '../../letters/find-editions'
import { historyOf } from '../../newsroom/history'
import { totalsOf } from '../../newsroom/totals'
import { startOfUkDay } from '../../uk-time'
import { Routes } from '../routing'
import { letterId, reachLetter, signedIn } from './guard'
import { OverviewPage } from './overview-page'
import { paperRoutes } from './paper-routes'
import { signersRoutes } from './signers-routes'

/** How a letter goes, and who signed. */
export const overviewRoutes = new Routes()
overviewRoutes.route('/', signersRoutes)
overviewRoutes.route('/', paperRoutes)

overviewRoutes.get('/desk/letters/:id{[0-9]+}', signedIn, async (c) => {
  const { account } = c.var
  const db = c.env.DB
  const now = new Date()
  const id = letterId(c)
  const reached = await reachLetter(
    c,
    'read',
    now,
    totalsOf(db, { id }, now),
    historyOf(db, { id }, hourOf(now.getTime()) - WEEK_HOURS),
    funnelOf(db, id),
    editionsOf(db, { id }),
    myLetters(db, account.id, hourOf(startOfUkDay(now)), id),
    siteChoices(db),
    sentToday(db, now)
  )
  if (reached instanceof Response) return reached

  const { at } = reached
  const [totals, hours, funnel, editions, mine, choices, sent] = reached.answers
  const obstacles = launchObstacles(choices, account, sent)
  // The page lists what an unfinished draft still misses.
  const toDo = toDoAt(mine, now).filter(({ what }) => what !== 'unfinished')
  const missing = missingFrom(at.letter, at.draft, now)
  return c.html(
    <OverviewPage {...{ at, totals, hours, funnel, editions, toDo, obstacles, missing }} />
  )
})
