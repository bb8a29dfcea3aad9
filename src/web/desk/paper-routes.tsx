import type { Context } from 'hono'
import { ask } from '../../ask'
import { paperAsKept, paperForm, setPaper } from '../../desk/paper'
import { deskPaths } from '../../desk-paths'
import { letterOf } from '../../letters/find'
import type { Paper } from '../../letters/letter'
import { byField } from '../../signatures/read-form'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { atLetter, signedIn } from './guard'
import { PaperPage } from './paper-page'

/** The number that was gathered on paper. */
export const paperRoutes = new Routes()

const PAPER = '/desk/letters/:id{[0-9]+}/paper'

paperRoutes.get(PAPER, signedIn, atLetter('count-paper'), (c) => {
  const { at } = c.var
  const form = { values: valuesOf(at.letter.paper), problems: {} }
  return c.html(<PaperPage at={at} form={form} isSaved={c.req.query('saved') !== undefined} />)
})

paperRoutes.post(PAPER, signedIn, atLetter('count-paper'), async (c) => {
  const now = new Date()
  const { at, account } = c.var
  const { letter } = at
  const typed = await readForm(c)
  const read = paperForm(now).safeParse(typed)
  if (!read.success) {
    const form = { values: typed, problems: byField(read.error) }
    return c.html(<PaperPage at={at} form={form} />, 422)
  }
  const change = { was: typed.was ?? '', paper: read.data }
  if ((await setPaper(c.env.DB, letter.id, change, account.id, now)) === 'stale') {
    return overtaken(c, typed)
  }
  await forgetPublicReads(c, letter.slug)
  return c.redirect(`${deskPaths.paper(letter.id)}?saved`, 303)
})

/** Shows what stands now; sent from there, what was typed takes its place. */
async function overtaken(c: Context<Site>, typed: Record<string, string>) {
  const { at } = c.var
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { id: at.letter.id }))
  const over = { ...at, letter: letter ?? at.letter }
  const values = { ...typed, was: paperAsKept(over.letter.paper) }
  return c.html(<PaperPage at={over} form={{ values, problems: {} }} isStale />, 409)
}

function valuesOf(paper: Paper | null): Record<string, string> {
  return {
    was: paperAsKept(paper),
    number: paper ? String(paper.number) : '',
    as_of: paper?.asOf ?? '',
    note: paper?.note ?? '',
  }
}
