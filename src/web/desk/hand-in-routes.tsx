import type { Context } from 'hono'
import { handInOf, type HandIn } from '../../delivery/find'
import { readPlan } from '../../delivery/hand-in-form'
import { cancelHandIn, planHandIn } from '../../delivery/plan-hand-in'
import { deskPaths } from '../../desk-paths'
import { ukClock, ukDate } from '../../uk-time'
import { readForm, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { atLetter, letterId, reachLetter, signedIn } from './guard'
import { HandInPage } from './hand-in-page'

/** Planning when a letter is handed in. */
export const handInDeskRoutes = new Routes()

const HAND_IN = '/desk/letters/:id{[0-9]+}/hand-in'

handInDeskRoutes.get(HAND_IN, signedIn, (c) => answer(c, 200))

handInDeskRoutes.post(HAND_IN, signedIn, atLetter('plan-hand-in'), async (c) => {
  const now = new Date()
  const { letter } = c.var.at
  const typed = await readForm(c)
  const by = { accountId: c.var.account.id, seen: seenIn(typed) }
  const read = typed.act === 'cancel' ? null : readPlan(typed, now)
  if (read && 'problems' in read) return answer(c, 422, { values: typed, ...read })

  const outcome = read
    ? await planHandIn(c.env.DB, letter.id, read.plan, by, now)
    : await cancelHandIn(c.env.DB, letter.id, by, now)
  if (outcome === 'stale') return answer(c, 409, { values: typed, problems: {} })
  await forgetPublicReads(c, letter.slug)
  return c.redirect(`${deskPaths.handIn(letter.id)}?saved`, 303)
})

/** The page with the plan as it stands; after a form that can't be taken, with what was typed. */
async function answer(c: Context<Site>, status: 200 | 409 | 422, typed?: FormState) {
  const now = new Date()
  const reached = await reachLetter(c, 'plan-hand-in', now, handInOf(c.env.DB, { id: letterId(c) }))
  if (reached instanceof Response) return reached
  const { at, answers } = reached
  const [handIn] = answers
  const form = formOf(handIn, status, typed)
  const isSaved = status === 200 && c.req.query('saved') !== undefined
  return c.html(
    <HandInPage {...{ at, handIn, form, now, isSaved }} isStale={status === 409} />,
    status
  )
}

/** Sent again from a page that shows what stands now, a form is no longer stale. */
function formOf(handIn: HandIn | null, status: number, typed?: FormState): FormState {
  const stands = valuesOf(handIn)
  if (!typed) return { values: stands, problems: {} }
  if (status !== 409) return typed
  const { act, ...values } = typed.values
  const kept = act === 'cancel' ? stands : values
  return { values: { ...kept, sequence: stands.sequence ?? '' }, problems: {} }
}

function valuesOf(handIn: HandIn | null): Record<string, string> {
  if (!handIn) return { sequence: '' }
  const { startsAt, endsAt, place, note, sequence } = handIn
  return {
    sequence: String(sequence),
    date: ukDate(startsAt),
    start: ukClock(startsAt).slice(0, 5),
    end: ukClock(endsAt).slice(0, 5),
    place,
    note,
  }
}

function seenIn({ sequence = '' }: Posted): number | null {
  return /^\d{1,9}$/.test(sequence) ? Number(sequence) : null
}
