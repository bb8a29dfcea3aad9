import type { Context } from 'hono'
import { ask } from '../../ask'
import { idsByNumber, namesWaiting } from '../../desk/names'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { addNotable, readNotable } from '../../notable/add'
import { listedAmong } from '../../notable/among'
import { checksOf, readCheck } from '../../notable/check'
import { mostNotable, notableList } from '../../notable/list'
import { removeNotable } from '../../notable/remove'
import { askRegistrar } from '../../registrar/ask'
import { compareNamesNow } from '../../registrar/compare-names'
import { readForm, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { atLetter, letterId, reachLetter, signedIn } from './guard'
import { readName } from './name-form'
import { NotablePage } from './notable-page'
import { numberAsked } from './number-asked'

/** Names that are not shown before their owners were asked. */
export const notableRoutes = new Routes()

const NOTABLE = '/desk/letters/:id{[0-9]+}/notable'
const A_PAGE = 50
const A_LIST = 100

notableRoutes.get(NOTABLE, signedIn, (c) => notablePage(c, EMPTY_FORM, 200))

notableRoutes.post(NOTABLE, signedIn, atLetter('keep-notable'), async (c) => {
  const values = await readForm(c)
  switch (values.act) {
    case 'add':
      return add(c, values)
    case 'remove':
      return remove(c, values)
    case 'checked':
      return noteCheck(c, values)
    default:
      return notablePage(c, { values, problems: { form: CHOOSE } }, 422)
  }
})

const CHOOSE = 'Choose what to do with one of the buttons.'
const CHANGED =
  'Nothing was done: the signer changed it, or somebody of the team decided, after this page was made. Look once more.'
const UNSURE = 'We can’t tell whether that was done. Press again: it does no harm.'

/** What is said if a list has no room for so many more. */
export function fullInWords(listOf: number): string {
  return `The list holds at most ${mostNotable(listOf)} names. Nothing was added: take some off, or add fewer.`
}

async function add(c: Context<Site>, values: Posted) {
  const read = readNotable(values)
  if ('problems' in read) return notablePage(c, { values, problems: read.problems }, 422)

  const { at, account } = c.var
  const { id } = at.letter
  const added = await addNotable(c.env.DB, id, read.names, account.id, new Date())
  if (added === 'full') {
    return notablePage(c, { values, problems: { names: fullInWords(id) } }, 422)
  }
  return compared(c, added > 0 ? 'added' : 'known')
}

async function remove(c: Context<Site>, { notable }: Posted) {
  const { at, account } = c.var
  await removeNotable(c.env.DB, at.letter.id, numberAsked(notable, 0), account.id, new Date())
  return compared(c, 'removed')
}

async function compared(c: Context<Site>, done: string) {
  const { letter } = c.get('at')
  await compareNamesNow(c.env.DB, c.env.REGISTRAR, letter.id, new Date())
  return over(c, done)
}

async function noteCheck(c: Context<Site>, values: Posted) {
  const { at, account } = c.var
  const [name] = readName(values.name ?? '')
  if (!name) return notablePage(c, { values, problems: { form: CHOOSE } }, 422)
  const read = readCheck(values, name.number)
  if ('problems' in read) return notablePage(c, { values, problems: read.problems }, 422)

  const [ids] = await ask(c.env.DB, idsByNumber(c.env.DB, at.letter.id, [name.number]))
  const id = ids.get(name.number)
  const { outcome } = id
    ? await askRegistrar<'put-back'>(c.env.REGISTRAR, at.letter.id, {
        verb: 'put-back',
        id,
        seen: { changedAt: name.seen.changedAt, why: 'notable' },
        checked: read.check,
        by: { accountId: account.id },
        at: Date.now(),
      })
    : { outcome: 'gone' as const }
  if (outcome === 'back') return over(c, 'checked')
  const isChanged = outcome === 'changed' || outcome === 'gone'
  const problems = { form: isChanged ? CHANGED : UNSURE }
  return notablePage(c, { values, problems }, isChanged ? 409 : 503)
}

async function over(c: Context<Site>, done: string) {
  const { letter } = c.get('at')
  await forgetPublicReads(c, letter.slug)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['notable']))
  return c.redirect(`${deskPaths.notable(letter.id)}?done=${done}`, 303)
}

async function notablePage(c: Context<Site>, form: FormState, status: 200 | 409 | 422 | 503) {
  const id = letterId(c)
  const { DB } = c.env
  const after = numberAsked(c.req.query('after'), 0)
  const before = numberAsked(c.req.query('before'), Number.MAX_SAFE_INTEGER)
  const reached = await reachLetter(
    c,
    'keep-notable',
    new Date(),
    namesWaiting(DB, id, 'notable', after, A_PAGE + 1),
    checksOf(DB, id),
    notableList(DB, id, before, A_LIST)
  )
  if (reached instanceof Response) return reached

  const [found, checks, list] = reached.answers
  const names = found.slice(0, A_PAGE)
  const next = found.length > A_PAGE ? (names.at(-1)?.number ?? null) : null
  const asked = names.map(({ name }) => name)
  const [listed] = asked.length > 0 ? await ask(DB, listedAmong(DB, id, asked)) : [[]]
  const done = status === 200 ? c.req.query('done') : undefined
  const waiting = { names, next, listed }
  return c.html(<NotablePage at={reached.at} {...{ waiting, checks, list, form, done }} />, status)
}
