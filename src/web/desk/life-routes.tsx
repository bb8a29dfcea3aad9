import type { MiddlewareHandler } from 'hono'
import { ask } from '../../ask'
import { deskPaths } from '../../desk-paths'
import { totalsOf } from '../../newsroom/totals'
import { askRegistrar } from '../../registrar/ask'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { atLetter, freshly, signedIn } from './guard'
import { LIFE_ACTS, type LifeAct } from './life-acts'
import { LifePage } from './life-page'
import { LifeSurePage } from './life-sure-page'
import { LIFE_WORDS } from './life-words'

/** Pausing, closing, reopening, archiving, deleting. */
export const lifeRoutes = new Routes()

lifeRoutes.get('/desk/letters/:id{[0-9]+}/life', signedIn, atLetter('read'), async (c) => {
  const now = new Date()
  const { at, settings } = c.var
  const [totals] = await ask(c.env.DB, totalsOf(c.env.DB, { id: at.letter.id }, now))
  const done = c.req.query('done') ?? ''
  const news = isLifeAct(done) ? LIFE_WORDS[done].done : NEWS[done]
  return c.html(<LifePage {...{ at, totals, now, news }} site={settings.ORIGIN} />)
})

const NEWS: Record<string, string> = {
  gather:
    'The words are frozen. Give the link for founding signatories to those who are to sign first.',
  open: 'The letter is open: everyone can read and sign it.',
}

/** Lets in whoever may do the act of the address now. */
const mayDo: MiddlewareHandler<Site> = async (c, next) => {
  const act = c.req.param('act') ?? ''
  return isLifeAct(act) ? atLetter(act)(c, next) : c.notFound()
}

/** What can't be taken back takes a fresh code. */
const withCode: MiddlewareHandler<Site> = async (c, next) => {
  const act = c.req.param('act')
  return act === 'close' || act === 'delete' ? freshly(c, next) : next()
}

lifeRoutes.get('/desk/letters/:id{[0-9]+}/life/:act', signedIn, mayDo, withCode, async (c) => {
  const now = new Date()
  const { at } = c.var
  const [totals] = await ask(c.env.DB, totalsOf(c.env.DB, { id: at.letter.id }, now))
  return c.html(<LifeSurePage {...{ at, totals, now }} act={c.req.param('act') as LifeAct} />)
})

lifeRoutes.post('/desk/letters/:id{[0-9]+}/life/:act', signedIn, mayDo, withCode, async (c) => {
  const now = new Date()
  const { at, account } = c.var
  const { id, slug } = at.letter
  const act = c.req.param('act') as LifeAct
  const values = await readForm(c)
  const again = async (problem: string, status: 409 | 503) => {
    const [totals] = await ask(c.env.DB, totalsOf(c.env.DB, { id }, now))
    return c.html(<LifeSurePage {...{ at, act, totals, now, problem }} />, status)
  }
  if (values.sure !== 'yes' || values.stage !== at.stage) return again(CHANGED, 409)

  const { outcome } = await askRegistrar<LifeAct>(c.env.REGISTRAR, id, {
    verb: act,
    by: { accountId: account.id },
    at: now.getTime(),
  })
  switch (outcome) {
    case 'not-yet':
    case 'unknown':
    case 'refusing':
      return again(UNDECIDED, 503)
    case 'signed':
      return again(SIGNED, 409)
    case 'not-open':
    case 'not-paused':
    case 'not-closed':
    case 'not-finished':
    case 'not-now':
    case 'finished':
    case 'delivered':
      return again(CHANGED, 409)
  }
  await forgetPublicReads(c, slug)
  return c.redirect(act === 'delete' ? deskPaths.home() : `${deskPaths.life(id)}?done=${act}`, 303)
})

const CHANGED =
  'The letter’s state changed meanwhile, so nothing was done. This is how it stands now.'
const SIGNED =
  'Somebody has signed the letter or is about to confirm, or an organisation stands behind it, so it is not deleted. You can close it, and archive it later.'
const UNDECIDED =
  'We can’t tell whether that was done. Look at the letter again: pressing twice does nothing twice.'

function isLifeAct(act: string): act is LifeAct {
  return LIFE_ACTS.some((one) => one === act)
}
