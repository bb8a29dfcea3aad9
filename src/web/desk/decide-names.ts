import type { Context } from 'hono'
import { ask } from '../../ask'
import { idsByNumber } from '../../desk/names'
import { announce } from '../../mail/outbox'
import { askRegistrar } from '../../registrar/ask'
import { settleReports } from '../../reports/settle'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import type { Pressed, PressedName } from './name-form'

/**
 * The numbers of names that it was not done to: what was seen of them changed; they are notable, and
 * nobody has asked their owners; or nobody knows.
 */
export type Undone = { changed: number[]; unchecked: number[]; unsure: number[] }

/** Does to each name what was pressed, and settles the reports that were read beside it. */
export async function decideNames(c: Context<Site>, pressed: Pressed, now: Date): Promise<Undone> {
  const { letter } = c.get('at')
  const { names, reports, act } = pressed
  const numbers = names.map(({ number }) => number)
  const [ids] =
    numbers.length > 0 ? await ask(c.env.DB, idsByNumber(c.env.DB, letter.id, numbers)) : []

  const outcomes = await Promise.all(
    names.map(async (name) => {
      const id = ids?.get(name.number)
      return { number: name.number, outcome: id ? await decide(c, pressed, name, id, now) : 'gone' }
    })
  )
  const numbersOf = (...which: string[]) =>
    outcomes.flatMap(({ number, outcome }) => (which.includes(outcome) ? [number] : []))
  const undone = {
    changed: numbersOf('changed'),
    unchecked: numbersOf('unchecked'),
    unsure: numbersOf('not-yet', 'unknown', 'refusing'),
  }
  // A report of a name that is gone settles itself.
  const allDone = numbersOf('off', 'back', 'settled').length === names.length
  if (reports.length > 0 && allDone) {
    const outcome = act === 'take-off' || act === 'settle-off' ? 'off' : 'stays'
    const by = { letterId: letter.id, accountId: c.get('account').id }
    await settleReports(c.env.DB, { ...by, ids: reports, outcome }, now)
  }
  if (names.length > 0) await forgetPublicReads(c, letter.slug)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['names']))
  return undone
}

async function decide(
  c: Context<Site>,
  { act, reason, sentence }: Pressed,
  { seen }: PressedName,
  id: string,
  now: Date
): Promise<string> {
  const { letter } = c.get('at')
  const asked = { id, seen, by: { accountId: c.get('account').id }, at: now.getTime() }
  if (act === 'take-off') {
    const { outcome } = await askRegistrar<'take-off'>(c.env.REGISTRAR, letter.id, {
      verb: 'take-off',
      why: 'checker',
      reason,
      sentence,
      ...asked,
    })
    return outcome
  }
  if (act !== 'show') return 'settled'
  const { outcome } = await askRegistrar<'put-back'>(c.env.REGISTRAR, letter.id, {
    verb: 'put-back',
    ...asked,
  })
  return outcome
}
