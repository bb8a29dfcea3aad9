import { outcomesOf } from '../../mail/outcome'
import { Routes } from '../routing'
import { letterId, reachLetter, signedIn } from './guard'
import { MailOutcomesPage } from './mail-outcomes-page'

/** What became of a letter’s mail. */
export const mailOutcomeRoutes = new Routes()

mailOutcomeRoutes.get('/desk/letters/:id{[0-9]+}/mail', signedIn, async (c) => {
  const outcomes = outcomesOf(c.env.DB, letterId(c))
  const reached = await reachLetter(c, 'read', new Date(), outcomes)
  if (reached instanceof Response) return reached
  return c.html(<MailOutcomesPage at={reached.at} outcomes={reached.answers[0]} />)
})
