import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask, type Question } from '../../ask'
import type { CaseBy } from '../../cases/change'
import { draftOf, roleOf, type Draft } from '../../desk/find'
import { denied, stageOf, type TeamRole } from '../../desk/rights'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { readForm } from '../form'
import type { Site } from '../site'
import type { AtLetter } from './at-letter'
import { DeniedPage } from './denied-page'
import { letterId } from './guard'

/** A letter as those see it who may decide cases: its checkers, or a steward who is none of its team. */
export type AtCases = AtLetter & { asSteward: boolean }

/**
 * Hands a page of cases its letter, in one round trip with what else it asks; or the page that says
 * why not. To everyone else there is no such page.
 */
export async function reachCases<T extends readonly unknown[]>(
  c: Context<Site>,
  now: Date,
  ...more: { [I in keyof T]: Question<T[I]> }
): Promise<{ at: AtCases; by: CaseBy; answers: T } | Response> {
  const id = letterId(c)
  const { account, isSteward } = c.var
  const [letter, draft, role, ...answers] = await ask<
    [Letter | null, Draft | null, TeamRole | null, ...unknown[]]
  >(
    c.env.DB,
    letterOf(c.env.DB, { id }),
    draftOf(c.env.DB, id),
    roleOf(c.env.DB, id, account.id),
    ...more
  )
  const stage = letter && stageOf(letter, now)
  const mayAsMember = role && stage && denied(role, stage, 'handle-cases') === null
  const asSteward = isSteward && !mayAsMember
  if (!letter || !stage || (!role && !asSteward)) throw new HTTPException(404)

  const at = { letter, draft, role: asSteward ? ('checker' as const) : (role ?? 'reader'), stage }
  const why = denied(at.role, stage, 'handle-cases')
  if (why) {
    const typed = c.req.method === 'POST' ? await readForm(c) : {}
    return c.html(
      <DeniedPage {...{ at, why, typed }} act="handle-cases" />,
      why === 'not-now' ? 409 : 403
    )
  }
  const by = { accountId: account.id, asSteward }
  return { at: { ...at, asSteward }, by, answers: answers as unknown as T }
}
