import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { closeSigner } from '../../desk/close-signer'
import { openSigner, readOpening } from '../../desk/open-signer'
import { openedCases, openedSigner } from '../../desk/opened-signers'
import { deskPaths } from '../../desk-paths'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { atLetter, freshly, letterId, reachLetter, signedIn } from './guard'
import { OpenedPage } from './opened-page'
import { OpenedSignerPage } from './opened-signer-page'

/** Signers whose names are not shown, opened one at a time. */
export const openedRoutes = new Routes()

const OPENED = '/desk/letters/:id{[0-9]+}/opened'
const ONE = '/desk/letters/:id{[0-9]+}/opened/:opened{[0-9]+}'
const A_PAGE = 50

openedRoutes.get(OPENED, signedIn, (c) => {
  const number = c.req.query('number') ?? ''
  return openedPage(c, { values: { number }, problems: {} }, 200)
})

openedRoutes.post(OPENED, signedIn, atLetter('open-hidden'), freshly, async (c) => {
  const { at, account } = c.var
  const { id } = at.letter
  const values = await readForm(c)
  const read = readOpening(values)
  if ('problems' in read) return openedPage(c, { values, problems: read.problems }, 422)

  const opened = await openSigner(c.env.DB, id, read, account.id, new Date())
  if (opened === 'shown') return openedPage(c, { values, problems: {} }, 409, read.number)
  if (typeof opened === 'string') {
    return openedPage(c, { values, problems: WHY_NOT[opened] }, opened === 'none' ? 422 : 429)
  }
  const { already } = opened
  return c.redirect(deskPaths.openedSigner(id, opened.id) + (already ? '?already' : ''), 303)
})

const WHY_NOT = {
  none: {
    number:
      'No signature that counts has this number: it was withdrawn, removed or erased, or nobody got it yet.',
  },
  'too-many': {
    form: 'You have opened ten signers within a day, and that is the most. Go on tomorrow.',
  },
}

openedRoutes.get(ONE, signedIn, async (c) => {
  const now = new Date()
  const id = caseId(c)
  const signer = openedSigner(c.env.DB, letterId(c), id, now)
  const reached = await reachLetter(c, 'open-hidden', now, caseOf(c, id, now), signer)
  if (reached instanceof Response) return reached

  const [[one]] = reached.answers
  if (one?.id !== id) return c.notFound()
  const already = c.req.query('already') !== undefined
  return c.html(
    <OpenedSignerPage at={reached.at} one={one} signer={reached.answers[1]} already={already} />
  )
})

openedRoutes.post(ONE, signedIn, async (c) => {
  const now = new Date()
  const id = caseId(c)
  const reached = await reachLetter(c, 'open-hidden', now, caseOf(c, id, now))
  if (reached instanceof Response) return reached

  const { letter } = reached.at
  const [[one]] = reached.answers
  if (one?.id !== id) return c.notFound()
  const { action } = await readForm(c)
  if (action === 'close') await closeSigner(c.env.DB, letter.id, one, c.get('account').id, now)
  return c.redirect(deskPaths.openedSigner(letter.id, id), 303)
})

function caseId(c: Context<Site>): number {
  const id = Number(c.req.param('opened'))
  if (!Number.isSafeInteger(id)) throw new HTTPException(404)
  return id
}

/** That case, or else one before it. */
function caseOf(c: Context<Site>, id: number, now: Date) {
  return openedCases(c.env.DB, letterId(c), id + 1, 1, now)
}

async function openedPage(
  c: Context<Site>,
  form: FormState,
  status: 200 | 409 | 422 | 429,
  shown?: number
) {
  const now = new Date()
  const before = Number(c.req.query('before'))
  const from = Number.isSafeInteger(before) && before > 0 ? before : Number.MAX_SAFE_INTEGER
  const cases = openedCases(c.env.DB, letterId(c), from, A_PAGE + 1, now)
  const reached = await reachLetter(c, 'open-hidden', now, cases)
  if (reached instanceof Response) return reached

  const [all] = reached.answers
  const listed = all.slice(0, A_PAGE)
  const next = all.length > A_PAGE ? (listed.at(-1)?.id ?? null) : null
  return c.html(<OpenedPage at={reached.at} cases={listed} {...{ next, form, shown }} />, status)
}
