import { ask } from '../../ask'
import { invitationsTo } from '../../desk/invitation'
import { launchObstacles, sentToday } from '../../desk/launching'
import { myLetters } from '../../desk/my-letters'
import { siteChoices } from '../../desk/site-choices'
import { hourOf } from '../../ledger/entry'
import { startOfUkDay } from '../../uk-time'
import { Routes } from '../routing'
import { signedIn } from './guard'
import { DeskHomePage } from './home-page'

/** The desk itself: letters, today’s numbers, what waits. */
export const deskHomeRoutes = new Routes()

deskHomeRoutes.get('/desk', signedIn, async (c) => {
  const { account, isSteward } = c.var
  const db = c.env.DB
  const now = new Date()
  const [letters, invitations, choices, sent] = await ask(
    db,
    myLetters(db, account.id, hourOf(startOfUkDay(now))),
    invitationsTo(db, account, now),
    siteChoices(db),
    sentToday(db, now)
  )
  const obstacles = launchObstacles(choices, account, sent)
  return c.html(<DeskHomePage {...{ account, letters, invitations, obstacles, isSteward, now }} />)
})
