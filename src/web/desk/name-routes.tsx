import type { Context } from 'hono'
import { namesFound, namesOff, namesWaiting } from '../../desk/names'
import { reportCases } from '../../desk/report-cases'
import { deskPaths } from '../../desk-paths'
import type { Problems } from '../../signatures/signature'
import { readPairs, type Posted } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { formatNumber } from '../ui/number'
import { decideNames, type Undone } from './decide-names'
import { atLetter, letterId, reachLetter, signedIn } from './guard'
import { readPress, type Pressed } from './name-form'
import { NamesPage, type NamesDone } from './names-page'

/** Names that are looked at, and taken off display. */
export const nameRoutes = new Routes()

const NAMES = '/desk/letters/:id{[0-9]+}/names'
const A_PAGE = 50
const LONGEST_QUERY = 100

nameRoutes.get(NAMES, signedIn, (c) => namesPage(c, { values: {}, problems: {}, ticked: [] }, 200))

nameRoutes.post(NAMES, signedIn, atLetter('check-names'), async (c) => {
  const pairs = await readPairs(c)
  const values: Posted = Object.fromEntries(pairs.toReversed())
  const ticked = pairs.flatMap(([key, value]) => (key === 'name' ? [value] : []))
  const read = readPress(values, pairs)
  if ('problems' in read) return namesPage(c, { values, ticked, problems: read.problems }, 422)

  const undone = await decideNames(c, read.pressed, new Date())
  const problems = whyUndone(undone)
  if (problems) {
    return namesPage(c, { values, ticked, problems }, undone.unsure.length > 0 ? 503 : 409)
  }
  return c.redirect(`${deskPaths.names(c.get('at').letter.id)}?done=${doneBy(read.pressed)}`, 303)
})

type Shown = { values: Posted; problems: Problems; ticked: string[] }

async function namesPage(c: Context<Site>, form: Shown, status: 200 | 409 | 422 | 503) {
  const id = letterId(c)
  const now = new Date()
  const { DB } = c.env
  const query = (c.req.query('q') ?? '').slice(0, LONGEST_QUERY)
  const after = Number(c.req.query('after')) || 0
  const before = Number(c.req.query('before')) || Number.MAX_SAFE_INTEGER
  const reached = await reachLetter(
    c,
    'check-names',
    now,
    reportCases(DB, id),
    namesWaiting(DB, id, 'look', after, A_PAGE + 1),
    namesOff(DB, id, before, A_PAGE + 1),
    namesFound(DB, id, query)
  )
  if (reached instanceof Response) return reached

  const [cases, looks, off, found] = reached.answers
  const lists = { cases, looks: pageOf(looks), off: pageOf(off), found }
  const done = c.req.query('done') as NamesDone | undefined
  return c.html(<NamesPage at={reached.at} {...lists} {...{ query, form, done, now }} />, status)
}

function pageOf<Row extends { number: number }>(rows: Row[]) {
  return {
    names: rows.slice(0, A_PAGE),
    next: rows.length > A_PAGE ? (rows[A_PAGE - 1]?.number ?? null) : null,
  }
}

function doneBy({ act, names }: Pressed): NamesDone {
  if (act === 'take-off') return 'off'
  return act === 'show' && names.some(({ seen }) => seen.why !== null) ? 'shown' : 'settled'
}

/** What a checker is told of names that it was not done to. */
function whyUndone({ changed, unchecked, unsure }: Undone): Problems | null {
  if (unsure.length > 0) {
    return {
      form: `We can’t tell whether that was done to ${numbersInWords(unsure)}. Press again.`,
    }
  }
  if (unchecked.length > 0) {
    return {
      form: `Not shown: ${numbersInWords(unchecked)}. That is a notable name, and stays off display until somebody records under “Notable names” that they asked its owner.`,
    }
  }
  return changed.length > 0
    ? {
        form: `Nothing was done to ${numbersInWords(changed)}: the signer changed it, or somebody of the team decided, after this page was made. Look once more.`,
      }
    : null
}

/** "number 3", or "numbers 3 and 4". */
export function numbersInWords(some: number[]): string {
  const list = new Intl.ListFormat('en-GB').format(some.map(formatNumber))
  return some.length === 1 ? `number ${list}` : `numbers ${list}`
}
