import { ask } from '../../ask'
import { newLetterForm } from '../../desk/draft-form'
import { launchObstacles, sentToday } from '../../desk/launching'
import { siteChoices } from '../../desk/site-choices'
import { startLetter, usualHost } from '../../desk/start-letter'
import { deskPaths } from '../../desk-paths'
import { byField } from '../../signatures/read-form'
import type { Problems } from '../../signatures/signature'
import { readForm } from '../form'
import { Routes } from '../routing'
import { signedIn } from './guard'
import { NewLetterPage } from './new-letter-page'

/** Starting a letter. */
export const newLetterRoutes = new Routes()

newLetterRoutes.get('/desk/letters/new', signedIn, async (c) => {
  const { account } = c.var
  const now = new Date()
  const [choices, sent, host] = await ask(
    c.env.DB,
    siteChoices(c.env.DB),
    sentToday(c.env.DB, now),
    usualHost(c.env.DB, account.id)
  )
  const values = { key: crypto.randomUUID(), host_name: host ?? '' }
  const obstacles = launchObstacles(choices, account, sent)
  return c.html(<NewLetterPage obstacles={obstacles} form={{ values, problems: {} }} />)
})

newLetterRoutes.post('/desk/letters/new', signedIn, async (c) => {
  const { account, settings } = c.var
  const now = new Date()
  const typed = await readForm(c)
  const form = newLetterForm.safeParse(typed)
  const [choices, sent] = await ask(c.env.DB, siteChoices(c.env.DB), sentToday(c.env.DB, now))
  const obstacles = launchObstacles(choices, account, sent)
  const again = (problems: Problems, status: 403 | 422) => {
    const values = { ...typed, key: crypto.randomUUID() }
    return c.html(<NewLetterPage obstacles={obstacles} form={{ values, problems }} />, status)
  }
  if (obstacles.some(({ what }) => what === 'by-invitation')) return again({}, 403)
  if (!form.success) return again(byField(form.error), 422)

  const id = await startLetter(c.env.DB, settings.ORIGIN, account.id, form.data, now)
  return c.redirect(deskPaths.draft(id), 303)
})
