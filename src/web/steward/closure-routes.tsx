import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask } from '../../ask'
import { teamOf } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import { letterOf } from '../../letters/find'
import { noticeTo } from '../../mail/send-notice'
import { totalsOf } from '../../newsroom/totals'
import { askRegistrar } from '../../registrar/ask'
import { mayBeEnded } from '../../retention/endless'
import { freshly, letterId } from '../desk/guard'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { ClosurePage } from './closure-page'

/** Ending a letter that a steward has stopped, so that its signers’ data does not stay for ever. */
export const closureRoutes = new Routes()

const CLOSURE = '/steward/letters/:id{[0-9]+}/closure'

closureRoutes.get(CLOSURE, freshly, async (c) => {
  const now = new Date()
  const read = await readStopped(c, now)
  return mayBeEnded(read.letter, now) ? c.html(<ClosurePage {...read} />) : back(c, 'changed')
})

closureRoutes.post(CLOSURE, freshly, async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const read = await readStopped(c, now)
  const { letter, team } = read
  if (letter.closedAt !== null) return back(c, 'unchanged')
  const isAsShown = values.sure === 'yes' && values.was === letter.stopped
  if (!isAsShown || !mayBeEnded(letter, now)) return back(c, 'changed')

  const { id, title, stoppedBecause: sentence } = letter
  const addresses = team.map(({ address }) => address)
  const notice = { notice: 'letter-stopped' as const, letterId: id, title, sentence }
  const { outcome } = await askRegistrar<'close'>(c.env.REGISTRAR, id, {
    verb: 'close',
    by: { accountId: c.get('account').id, asSteward: true },
    mails: noticeTo({ ...notice, how: 'closed' }, addresses),
    at: now.getTime(),
  })
  if (outcome === 'not-open') return back(c, 'changed')
  if (outcome !== 'closed') return c.html(<ClosurePage {...read} problem={UNDECIDED} />, 503)
  await forgetPublicReads(c, letter.slug)
  return back(c, 'closed')
})

const UNDECIDED =
  'We can’t tell whether it is closed. Look at the letter again: pressing twice does nothing twice.'

function back(c: Context<Site>, done: 'changed' | 'closed' | 'unchanged') {
  return c.redirect(`${deskPaths.stewardLetter(letterId(c))}?done=${done}`, 303)
}

async function readStopped(c: Context<Site>, now: Date) {
  const { DB } = c.env
  const id = letterId(c)
  const [letter, team, totals] = await ask(
    DB,
    letterOf(DB, { id }),
    teamOf(DB, id),
    totalsOf(DB, { id }, now)
  )
  if (!letter) throw new HTTPException(404)
  return { letter, team, totals }
}
