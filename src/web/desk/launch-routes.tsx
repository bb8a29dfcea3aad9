import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask } from '../../ask'
import { askedHosts } from '../../desk/asked-hosts'
import { askApproval, launchObstacles, sentToday, stopsLaunch } from '../../desk/launching'
import { missingFrom } from '../../desk/missing'
import { denied, type DeskAct } from '../../desk/rights'
import { siteChoices } from '../../desk/site-choices'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { totalsOf } from '../../newsroom/totals'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { DeniedPage } from './denied-page'
import { atLetter, signedIn } from './guard'
import { gather, open, schedule, unschedule } from './launch-acts'
import { LaunchPage, type LaunchPageProps } from './launch-page'
import { wordsToOpen } from './words-to-open'

/** Gathering founding signatories, and opening. */
export const launchRoutes = new Routes()

launchRoutes.get('/desk/letters/:id{[0-9]+}/launch', signedIn, atLetter('read'), async (c) => {
  const { id } = c.var.at.letter
  if (denied('owner', c.var.at.stage, 'open')) return c.redirect(deskPaths.life(id), 302)
  return c.html(<LaunchPage {...await readLaunch(c)} news={NEWS[c.req.query('done') ?? '']} />)
})

const NEWS: Record<string, string> = {
  asked: 'The stewards are asked. You get mail once they have decided.',
  scheduled: 'The time is set, and the words are fixed as they stand here.',
  unscheduled: 'The time is cancelled. It does not open by itself.',
}

const ACTIONS = {
  'ask-approval': 'ask-approval',
  gather: 'gather',
  open: 'open',
  schedule: 'schedule',
  unschedule: 'unschedule',
} as const satisfies Record<string, DeskAct>

launchRoutes.post('/desk/letters/:id{[0-9]+}/launch', signedIn, atLetter('read'), async (c) => {
  const { at, account, settings } = c.var
  const now = new Date()
  const values = await readForm(c)
  const action = Object.entries(ACTIONS).find(([name]) => name === values.action)?.[1]
  if (!action) throw new HTTPException(400)
  const { letter, role, stage } = at
  const why = denied(role, stage, action)
  // The second of two presses finds done what the first one did.
  if (why === 'not-now' && stage === 'open') return c.redirect(deskPaths.life(letter.id), 303)
  if (why)
    return c.html(<DeniedPage {...{ at, act: action, why }} />, why === 'not-now' ? 409 : 403)
  if (action === 'ask-approval') {
    await askApproval(c.env.DB, settings.STEWARDS, account, letter.id, now)
    c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['approval']))
    return c.redirect(`${deskPaths.launch(letter.id)}?done=asked`, 303)
  }

  const read = await readLaunch(c)
  const { words, obstacles, missing } = read
  const again = (status: 409 | 422 | 503, more: Partial<LaunchPageProps>) =>
    c.html(<LaunchPage {...read} {...more} />, status)
  if (values.opens_at !== String(letter.opensAt ?? '')) return again(409, { news: OTHER_TIME })
  if (action === 'unschedule') return unschedule(c, again)
  if (!words || values.text !== words.sha256) return again(409, { news: OTHER_WORDS })
  if (missing.length > 0 || obstacles.some(stopsLaunch)) return again(409, { news: NOT_READY })
  return action === 'schedule'
    ? schedule(c, words, values, again)
    : action === 'gather'
      ? gather(c, words, again)
      : open(c, words, again)
})

const OTHER_TIME =
  'Somebody set or cancelled the time of opening meanwhile, so nothing was done. This is how it stands now.'
const OTHER_WORDS =
  'The words, or the hosts named in them, were changed since this page was shown, so nothing was done. Read them as they stand now, then press again.'
const NOT_READY = 'Something stands in the way of the launch, so nothing was done. It is said here.'

/** All that the page says, as it stands now. */
async function readLaunch(c: Context<Site>): Promise<LaunchPageProps> {
  const now = new Date()
  const { at, account } = c.var
  const { DB } = c.env
  const { id } = at.letter
  const [choices, sent, asked, totals] = await ask(
    DB,
    siteChoices(DB),
    sentToday(DB, now),
    askedHosts(DB, id),
    totalsOf(DB, { id }, now)
  )
  const words = await wordsToOpen(DB, at)
  const unfrozen = at.stage === 'scheduled' ? words : at.stage === 'draft' ? at.draft : null
  return {
    at,
    obstacles: launchObstacles(choices, account, sent).filter(
      ({ what }) => at.role === 'owner' || what === 'paused' || what === 'mail-used-up'
    ),
    missing: missingFrom(at.letter, unfrozen, now),
    asked,
    words,
    counted: totals.counted,
  }
}
