import type { Context } from 'hono'
import { makeLink } from '../../desk/letter-link'
import { deskPaths } from '../../desk-paths'
import { askRegistrar } from '../../registrar/ask'
import { ukMoment } from '../../uk-time'
import type { Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import type { LaunchPageProps } from './launch-page'
import { readOpeningTime } from './opening-time'
import type { WordsToOpen } from './words-to-open'

const NOT_NOW =
  'Somebody may have changed the letter’s state meanwhile, so nothing was done. This is how it stood a moment ago; load the page again.'
const UNDECIDED =
  'We can’t tell whether that was done. Load the page again: pressing twice does nothing twice.'

/** The launch page again, with what is to be said on it. */
type Again = (
  status: 409 | 422 | 503,
  more: Partial<LaunchPageProps>
) => Response | Promise<Response>

/** Freezes the words shown and gathers founding signatories, by a link made for them. */
export async function gather(c: Context<Site>, { first }: WordsToOpen, again: Again) {
  const { at, account, settings } = c.var
  const { id } = at.letter
  if (!first) return again(409, { news: NOT_NOW })
  const now = new Date()
  const { outcome } = await askRegistrar<'publish'>(c.env.REGISTRAR, id, {
    verb: 'publish',
    edition: first.edition,
    draft: first.draft,
    after: 0,
    opens: 'gathering',
    by: { accountId: account.id },
    at: now.getTime(),
  })
  if (outcome !== 'published') return refused(outcome, again)
  await makeLink(c.env.DB, settings.MASTER_KEY, id, 'founding', account.id, now)
  return c.redirect(`${deskPaths.life(id)}?done=gather`, 303)
}

/** Opens the letter with the words shown. */
export async function open(c: Context<Site>, { first }: WordsToOpen, again: Again) {
  const { letter } = c.var.at
  const { outcome } = await askRegistrar<'open'>(c.env.REGISTRAR, letter.id, {
    verb: 'open',
    first,
    opensAt: letter.opensAt,
    by: { accountId: c.var.account.id },
    at: Date.now(),
  })
  if (outcome !== 'open') return refused(outcome, again)
  await forgetPublicReads(c, letter.slug)
  return c.redirect(`${deskPaths.life(letter.id)}?done=open`, 303)
}

/** Sets the time at which it opens by itself. */
export async function schedule(
  c: Context<Site>,
  { first }: WordsToOpen,
  values: Posted,
  again: Again
) {
  const { letter } = c.var.at
  const now = new Date()
  const read = readOpeningTime(values, now)
  if ('problems' in read) {
    return again(422, { form: { values, problems: read.problems }, twice: read.twice })
  }
  const { outcome } = await askRegistrar<'schedule'>(c.env.REGISTRAR, letter.id, {
    verb: 'schedule',
    opensAt: read.at,
    first,
    by: { accountId: c.var.account.id },
    at: now.getTime(),
  })
  if (outcome === 'past' || outcome === 'after-closing') {
    const time =
      outcome === 'past'
        ? 'That time is over. Choose one that is still to come, or open now.'
        : `The letter closes before that, at ${ukMoment(letter.closesAt ?? 0)}. Choose an earlier time, or change the closing date first.`
    return again(422, { form: { values, problems: { time } } })
  }
  if (outcome !== 'scheduled') return refused(outcome, again)
  return c.redirect(`${deskPaths.launch(letter.id)}?done=scheduled`, 303)
}

/** Takes that time back. */
export async function unschedule(c: Context<Site>, again: Again) {
  const { letter } = c.var.at
  const { outcome } = await askRegistrar<'unschedule'>(c.env.REGISTRAR, letter.id, {
    verb: 'unschedule',
    opensAt: letter.opensAt ?? 0,
    by: { accountId: c.var.account.id },
    at: Date.now(),
  })
  if (outcome !== 'unscheduled') return refused(outcome, again)
  return c.redirect(`${deskPaths.launch(letter.id)}?done=unscheduled`, 303)
}

function refused(outcome: string, again: Again) {
  const undecided = outcome === 'not-yet' || outcome === 'unknown' || outcome === 'refusing'
  return undecided ? again(503, { news: UNDECIDED }) : again(409, { news: NOT_NOW })
}
