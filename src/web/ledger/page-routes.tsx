import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { signingStopped } from '../../letters/stopped'
import { totalsOf } from '../../newsroom/totals'
import { checkpointOf } from '../../proofs/checkpoint'
import { publicKeys, vkeyOf } from '../../proofs/keys'
import { runsScript } from '../guard'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { LedgerPage } from './ledger-page'

export const ledgerPageRoutes = new Routes()

ledgerPageRoutes.get('/letters/:slug/ledger', runsScript, publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const [letter, totals, checkpoint, stopped] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, new Date()),
    checkpointOf(c.env.DB, ref),
    signingStopped(c.env.DB, ref)
  )
  if (!letter || !isPublic(letter)) return c.notFound()

  const settings = c.get('settings')
  const keys = await Promise.all(
    publicKeys(settings).map(async (key) => ({ ...key, vkey: await vkeyOf(letter.origin, key) }))
  )
  const site = settings.ORIGIN
  return c.html(<LedgerPage {...{ letter, totals, checkpoint, keys, stopped, site }} />)
})
