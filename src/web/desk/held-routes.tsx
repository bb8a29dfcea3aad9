import type { Context } from 'hono'
import { countHeld } from '../../cases/count-held'
import { heldRows } from '../../cases/held'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { totalsOf } from '../../newsroom/totals'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { reachCases } from './case-reach'
import { letterId, signedIn } from './guard'
import { HeldPage } from './held-page'

/** Signatures that are being checked before they count. */
export const heldRoutes = new Routes()

const HELD = '/desk/letters/:id{[0-9]+}/held'
const A_PAGE = 50

heldRoutes.get(HELD, signedIn, (c) => heldPage(c, EMPTY_FORM, 200))

heldRoutes.post(HELD, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachCases(c, now)
  if (reached instanceof Response) return reached

  const { at, by } = reached
  const { act, signature = '' } = await readForm(c)
  if (act !== 'count') return heldPage(c, wrong('Choose what to do with one of the buttons.'), 422)

  const { DB, REGISTRAR } = c.env
  const outcome = await countHeld(DB, REGISTRAR, at.letter.id, signature, by, now)
  await forgetPublicReads(c, at.letter.slug)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['held']))
  if (outcome === 'counted' || outcome === 'stale-edition' || outcome === 'lapsed') {
    return c.redirect(`${deskPaths.held(at.letter.id)}?done=${outcome}`, 303)
  }
  const unsure = outcome === 'not-yet' || outcome === 'unknown' || outcome === 'refusing'
  return heldPage(c, wrong(unsure ? UNSURE : WHY_NOT[outcome]), unsure ? 503 : 409)
})

const UNSURE = 'We can’t tell whether it is counted now. Press again: it can’t be counted twice.'
const GONE = 'It is no longer being checked: somebody decided, or its signer withdrew or erased it.'
const WHY_NOT = {
  'in-case': 'A case is about it, so that case decides.',
  'not-held': GONE,
  gone: GONE,
  closed: 'The letter’s ledger is closed, so nobody can be counted any more.',
}

const SAID = new Map([
  ['counted', 'It is counted.'],
  [
    'stale-edition',
    'The words have changed since. Its signer is asked to say yes to the newer ones.',
  ],
  [
    'lapsed',
    'The words had changed, and nobody can say yes any more. It is deleted; its signer is told.',
  ],
])

function wrong(form: string): FormState {
  return { values: {}, problems: { form } }
}

async function heldPage(c: Context<Site>, form: FormState, status: 200 | 409 | 422 | 503) {
  const now = new Date()
  const id = letterId(c)
  const [, at = '0', after = ''] =
    /^(\d{1,15})_([\w.-]{1,60})$/.exec(c.req.query('after') ?? '') ?? []
  const from = { at: Number(at), id: after }
  const reached = await reachCases(
    c,
    now,
    heldRows(c.env.DB, id, from, A_PAGE + 1),
    totalsOf(c.env.DB, { id }, now)
  )
  if (reached instanceof Response) return reached

  const [found, totals] = reached.answers
  const rows = found.slice(0, A_PAGE)
  const last = rows.at(-1)
  const next = found.length > A_PAGE && last ? `${last.confirmedAt}_${last.id}` : null
  const said = status === 200 ? SAID.get(c.req.query('done') ?? '') : undefined
  return c.html(
    <HeldPage at={reached.at} {...{ rows, next, form, said }} total={totals.held} />,
    status
  )
}
