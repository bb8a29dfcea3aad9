import type { Context } from 'hono'
import { listedSchools } from '../../desk/listed-schools'
import { mergeSchoolWords, readMerge } from '../../desk/merge-school-words'
import { alikeOf, A_PART, typedSchools } from '../../desk/school-words'
import { deskPaths } from '../../desk-paths'
import { totalsOf } from '../../newsroom/totals'
import { readPairs, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { atLetter, letterId, reachLetter, signedIn } from './guard'
import type { NamesForm } from './name-choices'
import { SchoolWordsPage } from './school-words-page'

/** What signers typed as their school or organisation, put together for the desk. */
export const typedSchoolRoutes = new Routes()

const TYPED = '/desk/letters/:id{[0-9]+}/schools/typed'
const NOTHING_TYPED: NamesForm = { values: {}, problems: {}, ticked: [] }

typedSchoolRoutes.get(TYPED, signedIn, (c) => typedPage(c, NOTHING_TYPED, 200))

typedSchoolRoutes.post(TYPED, signedIn, atLetter('check-schools'), async (c) => {
  const pairs = await readPairs(c)
  const values: Posted = Object.fromEntries(pairs.toReversed())
  const ticked = pairs.flatMap(([key, value]) => (key === 'text' ? [value] : []))
  const read = readMerge(values, pairs)
  if ('problems' in read) return typedPage(c, { values, ticked, problems: read.problems }, 422)

  const { at, account } = c.var
  await mergeSchoolWords(c.env.DB, at.letter.id, read.merge, account.id, new Date())
  const { after } = partAsked(c)
  const part = after > 0 ? `after=${after}&` : ''
  return c.redirect(`${deskPaths.typedSchools(at.letter.id)}?${part}done=${read.merge.act}`, 303)
})

async function typedPage(c: Context<Site>, form: NamesForm, status: 200 | 422) {
  const { DB } = c.env
  const id = letterId(c)
  const now = new Date()
  const { after, skip } = partAsked(c)
  const reached = await reachLetter(
    c,
    'check-schools',
    now,
    typedSchools(DB, id, after),
    totalsOf(DB, { id }, now)
  )
  if (reached instanceof Response) return reached

  const [typed, totals] = reached.answers
  const alike = alikeOf(typed)
  // What may be the same comes first: one way of writing stands for all.
  const asked = [...alike.flatMap(([first]) => first ?? []), ...typed.slice(skip)]
  const compares = c.req.query('register') !== undefined
  const texts = [...new Set(asked.map(({ text }) => text))]
  const listed = compares ? await listedSchools(DB, texts) : null
  const next = totals.confirmed > after + A_PART ? after + A_PART : null
  const done = status === 200 ? c.req.query('done') : undefined
  const shown = { typed, alike, totals, listed, after, next, skip, form, done }
  return c.html(<SchoolWordsPage at={reached.at} {...shown} />, status)
}

function partAsked(c: Context<Site>) {
  const number = (name: string) => {
    const asked = Number(c.req.query(name))
    return Number.isSafeInteger(asked) && asked > 0 ? asked : 0
  }
  return { after: number('after'), skip: number('skip') }
}
