import type { Context } from 'hono'
import { packsOf } from '../../delivery/find'
import { recordPack } from '../../delivery/record-pack'
import { takeSnapshot, type NoSnapshot, type Snapshot } from '../../delivery/snapshot'
import { startWeighing } from '../../delivery/weigh'
import { zipOf } from '../../delivery/zip'
import { totalsOf } from '../../newsroom/totals'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import { ownStyle, styleFile } from '../share/own-headers'
import type { Site } from '../site'
import { atLetter, freshly, letterId, reachLetter, signedIn } from './guard'
import { letterPage, packFiles } from './pack-files'
import { PackPage } from './pack-page'

/** Making what is handed in. */
export const packRoutes = new Routes()

/** So often a list is read anew if signers left it meanwhile. */
const TRIES = 3

const PACK = '/desk/letters/:id{[0-9]+}/pack'

packRoutes.get(PACK, signedIn, (c) => answerPage(c))

packRoutes.get(`${PACK}/page`, signedIn, atLetter('make-pack'), async (c) => {
  const snapshot = await snapshotNow(c)
  if (typeof snapshot === 'string') return answerPage(c, snapshot)

  const { ORIGIN } = c.var.settings
  const style = await styleFile(c.env, ORIGIN, 'pack.css')
  await ownStyle(c, style)
  return c.body(streamOf(letterPage(snapshot, ORIGIN, style)), 200, {
    'content-type': 'text/html; charset=utf-8',
  })
})

packRoutes.post(PACK, signedIn, atLetter('make-pack'), freshly, async (c) => {
  const snapshot = await snapshotNow(c)
  if (typeof snapshot === 'string') return answerPage(c, snapshot)

  const { letter, totals } = snapshot
  const moment = totals.asOf.toISOString().replace(/:|\.\d+/g, '')
  const name = `${letter.slug}-pack-${moment}-ledger-${totals.ledgerSize}`
  const files = await packFiles(c.env, c.var.settings, snapshot)
  const zip = zipOf(name, files, totals.asOf)
  return c.body(streamOf(recorded(c, snapshot, zip)), 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}.zip"`,
  })
})

/** The page of packs, with why none was made. */
async function answerPage(c: Context<Site>, problem?: NoSnapshot) {
  const now = new Date()
  const ref = { id: letterId(c) }
  const reached = await reachLetter(
    c,
    'make-pack',
    now,
    totalsOf(c.env.DB, ref, now),
    packsOf(c.env.DB, ref)
  )
  if (reached instanceof Response) return reached
  const { at, answers } = reached
  const [totals, packs] = answers
  const isFresh = (c.var.session.freshUntil ?? 0) > now.getTime()
  return c.html(<PackPage {...{ at, totals, packs, isFresh, problem }} />, problem ? 409 : 200)
}

async function snapshotNow(c: Context<Site>): Promise<Snapshot | NoSnapshot> {
  for (let tries = 1; ; tries++) {
    const snapshot = await takeSnapshot(c.env.DB, letterId(c), new Date())
    if (snapshot !== 'moving' || tries === TRIES) return snapshot
  }
}

/**
 * Passes a file on and records it before its last part: whoever has all of it finds it recorded, and
 * a download that breaks off leaves nothing behind.
 */
async function* recorded(
  c: Context<Site>,
  snapshot: Snapshot,
  parts: AsyncGenerator<Uint8Array>
): AsyncGenerator<Uint8Array> {
  const weighing = startWeighing()
  let last: Uint8Array | undefined
  for await (const part of parts) {
    if (last) yield last
    await weighing.add(part)
    last = part
  }
  const weighed = await weighing.end()
  await recordPack(c.env.DB, snapshot, weighed, c.var.account.id, new Date())
  await forgetPublicReads(c, snapshot.letter.slug)
  if (last) yield last
}

function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await parts.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await parts.return(undefined)
      },
    },
    { highWaterMark: 0 }
  )
}
