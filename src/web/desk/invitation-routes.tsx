import { ask } from '../../ask'
import { answerInvitation } from '../../desk/answer-invitation'
import { invitationsTo } from '../../desk/invitation'
import { deskPaths } from '../../desk-paths'
import { readForm } from '../form'
import { Routes } from '../routing'
import { signedIn } from './guard'
import { InvitationsPage } from './invitations-page'

/** Invitations into teams, for whoever is invited. */
export const invitationRoutes = new Routes()

invitationRoutes.get('/desk/invitations', signedIn, async (c) => {
  const [invitations] = await ask(c.env.DB, invitationsTo(c.env.DB, c.var.account, new Date()))
  return c.html(<InvitationsPage invitations={invitations} isGone={c.req.query('gone') === '1'} />)
})

invitationRoutes.post('/desk/invitations', signedIn, async (c) => {
  const { letter, answer } = await readForm(c)
  const letterId = Number(letter)
  const isAnswer = answer === 'yes' || answer === 'no'
  if (!isAnswer || !Number.isSafeInteger(letterId)) return c.redirect(deskPaths.invitations(), 303)

  const stood = await answerInvitation(
    c.env.DB,
    c.var.account,
    letterId,
    answer === 'yes',
    new Date()
  )
  if (!stood) return c.redirect(`${deskPaths.invitations()}?gone=1`, 303)
  return c.redirect(answer === 'yes' ? deskPaths.letter(letterId) : deskPaths.home(), 303)
})
