import type { Context } from 'hono'
import { CASE_ACTS, decideCase, type CaseAct, type CaseRefusal } from '../../cases/decide'
import { readDecision } from '../../cases/decision-form'
import { namesSomebody } from '../../cases/name-in-sentence'
import { runCase } from '../../cases/run'
import { nameOf } from '../../desk/account'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { readForm, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM } from '../ui/form-state'
import { caseCriteriaRoutes } from './case-criteria-routes'
import { caseListRoutes } from './case-list-routes'
import { caseObjectionRoutes } from './case-objection-routes'
import { casePage, changed, reachCase, type Reached } from './case-shown'
import { CaseSurePage, isSureAct } from './case-sure-page'
import { titleOf } from './desk-page'
import { freshly, signedIn } from './guard'

/** Decisions about signatures that should not count. */
export const caseRoutes = new Routes()
caseRoutes.route('/', caseListRoutes)
caseRoutes.route('/', caseCriteriaRoutes)
caseRoutes.route('/', caseObjectionRoutes)

const ONE = '/desk/letters/:id{[0-9]+}/cases/:case{[0-9a-f-]{36}}'

caseRoutes.get(ONE, signedIn, async (c) => {
  const reached = await reachCase(c, new Date())
  if (reached instanceof Response) return reached

  const said = SAID.get(c.req.query('done') ?? '')
  return casePage(c, reached, EMPTY_FORM, 200, said)
})

caseRoutes.post(ONE, signedIn, async (c) => {
  const now = new Date()
  const reached = await reachCase(c, now)
  if (reached instanceof Response) return reached

  const { at, by, one } = reached
  const { account, settings } = c.var
  const values = await readForm(c)
  const act = actOf(values.act)
  if (!act) {
    const problems = { form: 'Choose what to do with one of the buttons.' }
    return casePage(c, reached, { values, problems }, 422)
  }
  if (values.sure === 'no') return casePage(c, reached, { values, problems: {} }, 200)
  const read = readDecision(act, values)
  if ('problems' in read) return casePage(c, reached, { values, problems: read.problems }, 422)
  const { decision } = read
  if (isSureAct(act)) {
    if (decision.version !== one.version) return changed(c, reached, values)
    if (values.sure !== 'yes') {
      const sentence = decision.sentence ?? one.undoSentence ?? one.sentence
      const named = sentence !== null && (await namesSomebody(c.env.DB, one.id, sentence))
      return c.html(
        <CaseSurePage
          {...{ at, one, act, sentence, values }}
          needsTwo={reached.needsTwo}
          namesSomebody={named}
        />
      )
    }
    const notFresh = await freshly(c, async () => {})
    if (notFresh) return notFresh
  }

  const stewards = settings.STEWARDS.filter((address) => address !== account.address)
  const who = { ...by, who: nameOf(account), stewards, title: titleOf(at) }
  const decided = await decideCase(c.env.DB, one, act, decision, who, now)
  if ('refused' in decided) return refused(c, reached, values, decided.refused)

  const { state } = decided
  if (state === 'running' || state === 'undoing') {
    // What fails here goes on within a minute, where it is logged if it fails again.
    c.executionCtx.waitUntil(
      runCase(c.env.DB, c.env.REGISTRAR, one.id, now)
        .then(() => forgetPublicReads(c, at.letter.slug))
        .catch(() => undefined)
    )
  }
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['cases']))
  return c.redirect(`${deskPaths.case(at.letter.id, one.id)}?done=${state}`, 303)
})

const SAID = new Map([
  ['listed', 'Listed anew. Look at them before you decide.'],
  ['asked', 'Those who may say yes are asked by mail.'],
  ['running', 'Decided. This page shows how far it is.'],
  ['undoing', 'It is to be undone. This page shows how far it is.'],
  ['paused', 'Paused.'],
  ['cancelled', 'Stopped. What was done stands.'],
  ['dismissed', 'Found to be nothing.'],
  ['open', 'It is open again.'],
  ['done', 'It stays as it was carried out.'],
  ['answered-settled', 'Answered.'],
  [
    'answered-kept-out',
    'Answered. The signature can’t count again by itself: its signer withdrew, signed anew, or has to say yes to newer words first.',
  ],
])

function actOf(typed: string | undefined): CaseAct | null {
  return typed !== undefined && Object.hasOwn(CASE_ACTS, typed) ? (typed as CaseAct) : null
}

function refused(c: Context<Site>, reached: Reached, values: Posted, why: CaseRefusal) {
  if (why === 'changed') return changed(c, reached, values)
  return casePage(c, reached, { values, problems: { form: REFUSED[why] } }, 409)
}

const REFUSED = {
  'your-own': 'You asked for it, so somebody else must say yes.',
  'nothing-listed': 'There is no signature left that it could be done to. Choose others.',
}
