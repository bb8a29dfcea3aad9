import { ask } from '../../ask'
import { parseTilePath } from '../../ledger/tile'
import { signingStopped } from '../../letters/stopped'
import { paths } from '../../paths'
import { checkpointOf, neighboursOf, type Neighbours } from '../../proofs/checkpoint'
import { ledgerOf } from '../../proofs/ledger'
import { proofOfTotal, proveConsistency, proveGrowth } from '../../proofs/prove'
import { readBundle } from '../../proofs/read-entries'
import { readTile, TileMissing } from '../../proofs/read-tiles'
import { A_MINUTE, FOR_EVER, openToAll, publicRead } from '../public-read'
import { Routes } from '../routing'
import { answerBytes, answerLater, answerNoLedger, answerProblem, answerText } from './answers'
import { readCount } from './read-count'

const NOT_SIGNED = 'Nothing of this ledger has been signed yet.'

const NO_TILE_PATH =
  'No tile has such an address: it is tile/<level>/<number> or tile/entries/<number>, with .p/<width> ' +
  'if it is partial, the number in groups of three digits such as x001/x234/067.'

const NO_SIZE = '“size” must be a whole number such as 1234, in digits and without leading zeros.'

const NO_SIZES =
  '“from” and “to” must both be whole numbers such as 1234, in digits and without leading zeros.'

const NO_GROWTH = '“from” must be at least 1, and “to” at least as large as “from”.'

const NO_SUCH_PATH =
  'A ledger has these addresses: checkpoint, tile/…, total.tlog-proof, consistency?from=&to=.'

/** The ledger itself, for programs. Its tiles and bundles are those of C2SP tlog-tiles. */
export const ledgerRoutes = new Routes()

ledgerRoutes.use('/ledger/:uuid/*', openToAll)

// The name of a ledger looks like an address: whoever opens it is shown the page for people.
ledgerRoutes.on('GET', ['/ledger/:uuid', '/ledger/:uuid/'], async (c) => {
  const [ledger] = await ask(c.env.DB, ledgerOf(c.env.DB, c.req.param('uuid')))
  return ledger ? c.redirect(paths.ledger(ledger.slug)) : answerNoLedger(c)
})

ledgerRoutes.get('/ledger/:uuid/checkpoint', publicRead(), async (c) => {
  const uuid = c.req.param('uuid')
  const [ledger, checkpoint] = await ask(
    c.env.DB,
    ledgerOf(c.env.DB, uuid),
    checkpointOf(c.env.DB, { uuid })
  )
  if (!ledger) return answerNoLedger(c)
  return checkpoint ? answerText(c, checkpoint.note) : answerProblem(c, 404, NOT_SIGNED)
})

ledgerRoutes.get('/ledger/:uuid/tile/:rest{.+}', publicRead(), async (c) => {
  // As the address spells it: in a parameter, an escaped slash would be one.
  const named = parseTilePath(c.req.path.slice(c.req.path.indexOf('/tile/') + 1))
  if (!named) return answerProblem(c, 404, NO_TILE_PATH)

  const uuid = c.req.param('uuid')
  const read =
    'tile' in named
      ? await readTile(c.env.DB, uuid, named.tile)
      : await readBundle(c.env.DB, uuid, named.bundle)
  if (!read) return answerNoLedger(c)
  const { ledger, bytes, isFinal } = read
  if (!bytes)
    return answerProblem(c, 404, `The ledger has ${ledger.size} entries and no such tile yet.`)
  c.set('rest', isFinal ? FOR_EVER : A_MINUTE)
  return answerBytes(c, bytes)
})

// Even a past total may change: while one key takes over from another, the newest is signed anew.
ledgerRoutes.get('/ledger/:uuid/total.tlog-proof', publicRead('size'), async (c) => {
  const uuid = c.req.param('uuid')
  const size = c.req.query('size') ? readCount(c.req.query('size')) : undefined
  if (size === null) return answerProblem(c, 400, NO_SIZE)

  const [ledger, checkpoint, near] = await ask(
    c.env.DB,
    ledgerOf(c.env.DB, uuid),
    checkpointOf(c.env.DB, { uuid }, size),
    neighboursOf(c.env.DB, { uuid }, size ?? 0)
  )
  if (!ledger) return answerNoLedger(c)
  if (checkpoint) return answerText(c, await proofOfTotal(c.env.DB, ledger.letterId, checkpoint))
  return answerProblem(c, 404, size === undefined ? NOT_SIGNED : notPublished(near))
})

ledgerRoutes.get('/ledger/:uuid/consistency', publicRead('from', 'to'), async (c) => {
  const [from, to] = [readCount(c.req.query('from')), readCount(c.req.query('to'))]
  if (from === null || to === null) return answerProblem(c, 400, NO_SIZES)
  if (from < 1 || from > to) return answerProblem(c, 400, NO_GROWTH)

  const uuid = c.req.param('uuid')
  const [ledger, old, grown, isStopped] = await ask(
    c.env.DB,
    ledgerOf(c.env.DB, uuid),
    checkpointOf(c.env.DB, { uuid }, from),
    checkpointOf(c.env.DB, { uuid }, to),
    signingStopped(c.env.DB, { uuid })
  )
  if (!ledger) return answerNoLedger(c)
  if (to > ledger.size) {
    return answerProblem(c, 404, `The ledger has ${ledger.size} entries, fewer than “to” says.`)
  }
  const isPublished = old !== null && grown !== null
  const hashes = isPublished
    ? await proveGrowth(c.env.DB, ledger.letterId, old, grown)
    : await proveConsistency(c.env.DB, ledger.letterId, from, to)
  if (isPublished && !isStopped) c.set('rest', FOR_EVER)
  return answerText(c, hashes.map((hash) => `${hash.toBase64()}\n`).join(''))
})

ledgerRoutes.onError((error, c) => {
  if (error instanceof TileMissing) return answerLater(c)
  throw error
})

ledgerRoutes.get('/ledger/:uuid/*', (c) => answerProblem(c, 404, NO_SUCH_PATH))

/** Names the sizes around one, so that whoever guessed wrong need not guess again. */
function notPublished({ below, above }: Neighbours): string {
  const near = [below, above].filter((one) => one !== null)
  return `No total was published at that size. The nearest: ${near.join(' and ')}.`
}
