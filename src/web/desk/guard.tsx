import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ask, type Question } from '../../ask'
import { denied, stageOf, type DeskAct, type TeamRole } from '../../desk/rights'
import { draftOf, roleOf, type Draft } from '../../desk/find'
import { noteUse, sessionOf } from '../../desk/session'
import { deskPaths } from '../../desk-paths'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { canonicalAddress } from '../../mailbox'
import { readForm, readPairs } from '../form'
import type { Site } from '../site'
import type { AtLetter } from './at-letter'
import { DeniedPage } from './denied-page'
import { dropSession, takeSession } from './session-cookie'
import { TypedKeptPage, type KeptBecause } from './typed-kept-page'

/** Lets in who is signed in; others sign in first and then come back. */
export const signedIn: MiddlewareHandler<Site> = async (c, next) => {
  const now = new Date()
  const secret = await takeSession(c, now)
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  const known = secret && (await knownBy(c.env.DB, secret, reads, now))
  if (!known) {
    dropSession(c)
    if (!reads) return keepTyped(c, 'signed-out')
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(deskPaths.signIn(pathname + search), 303)
  }
  c.set('account', known.account)
  c.set('session', known.session)
  const stewards = c.get('settings').STEWARDS.map(canonicalAddress)
  c.set('isSteward', stewards.includes(canonicalAddress(known.account.address)))
  return next()
}

async function knownBy(db: D1Database, secret: string, reads: boolean, now: Date) {
  const who = await sessionOf(db, secret, now)
  const [known] = reads ? await ask(db, who) : await ask(db, who, await noteUse(db, secret, now))
  return known
}

/** No form of the desk has more. */
const MOST_FIELDS = 1000

/** A form that can't be taken now comes back whole, to be sent again. */
async function keepTyped(c: Context<Site>, why: KeptBecause) {
  const { pathname, search } = new URL(c.req.url)
  const pairs = await readPairs(c)
  if (pairs.length > MOST_FIELDS) throw new HTTPException(413)
  return c.html(<TypedKeptPage why={why} action={pathname + search} pairs={pairs} />, 403)
}

/** Lets in stewards only. To everyone else there is no such page. */
export const stewardsOnly: MiddlewareHandler<Site> = async (c, next) => {
  if (!c.get('isSteward')) throw new HTTPException(404)
  return next()
}

/** What nobody can take back, and what lists people: only soon after a fresh code. */
export const freshly: MiddlewareHandler<Site> = async (c, next) => {
  if ((c.get('session').freshUntil ?? 0) > Date.now()) return next()
  const { pathname, search } = new URL(c.req.url)
  if (c.req.method === 'POST') return keepTyped(c, 'not-fresh')
  return c.redirect(deskPaths.fresh(pathname + search), 303)
}

/**
 * Hands a page the letter of `:id` as its team sees it, if whoever asks may do this to it now.
 * Outside the team there is no such letter.
 */
export function atLetter(act: DeskAct): MiddlewareHandler<Site> {
  return async (c, next) => {
    const reached = await reachLetter(c, act, new Date())
    if (reached instanceof Response) return reached
    c.set('at', reached.at)
    return next()
  }
}

/** The same in one round trip with what else a page asks; or the page that says why not. */
export async function reachLetter<T extends readonly unknown[]>(
  c: Context<Site>,
  act: DeskAct,
  now: Date,
  ...more: { [I in keyof T]: Question<T[I]> }
): Promise<{ at: AtLetter; answers: T } | Response> {
  const id = letterId(c)
  const [letter, draft, role, ...answers] = await ask<
    [Letter | null, Draft | null, TeamRole | null, ...unknown[]]
  >(
    c.env.DB,
    letterOf(c.env.DB, { id }),
    draftOf(c.env.DB, id),
    roleOf(c.env.DB, id, c.get('account').id),
    ...more
  )
  if (!letter || !role) throw new HTTPException(404)

  const at = { letter, draft, role, stage: stageOf(letter, now) }
  const why = denied(role, at.stage, act)
  if (why) {
    const typed = c.req.method === 'POST' ? await readForm(c) : {}
    return c.html(<DeniedPage {...{ at, act, why, typed }} />, why === 'not-now' ? 409 : 403)
  }
  return { at, answers: answers as unknown as T }
}

/** The letter that the address of a page names. */
export function letterId(c: Context<Site>): number {
  const id = Number(c.req.param('id'))
  if (!Number.isSafeInteger(id)) throw new HTTPException(404)
  return id
}
