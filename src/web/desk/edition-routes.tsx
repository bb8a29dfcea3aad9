import type { Context } from 'hono'
import * as z from 'zod/mini'
import { ask } from '../../ask'
import { line } from '../../desk/draft-form'
import { draftOf } from '../../desk/find'
import { nextEdition, type NextEdition } from '../../desk/next-edition'
import { deskPaths } from '../../desk-paths'
import { editionOf, editionsOf, type ListedEdition } from '../../letters/find-editions'
import type { Edition } from '../../letters/letter'
import { announce } from '../../mail/outbox'
import { askRegistrar } from '../../registrar/ask'
import { editionOf as frozen } from '../../registrar/publish-edition'
import { byField } from '../../signatures/read-form'
import type { Problems } from '../../signatures/signature'
import { readForm, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { EditionSurePage } from './edition-sure-page'
import { atLetter, signedIn } from './guard'
import { NewEditionPage } from './new-edition-page'

/** Publishing another edition of a letter's text. */
export const newEditionRoutes = new Routes()

const PATH = '/desk/letters/:id{[0-9]+}/edition'

const reasonForm = z.object({
  reason: line('The reason', 300).check(
    z.refine((text) => text !== '', 'Say why the words change: everyone can read it.')
  ),
})

newEditionRoutes.get(PATH, signedIn, atLetter('write-draft'), async (c) => {
  const proposed = await proposal(c)
  const done = !proposed.next && c.req.query('done') === String(proposed.newest?.number)
  return page(c, proposed, { done })
})

newEditionRoutes.post(PATH, signedIn, atLetter('publish-edition'), async (c) => {
  const now = new Date()
  const { at, account } = c.var
  const { letter, draft } = at
  const values = await readForm(c)
  // Pressed twice, or in another window a moment ago: what was to be published is.
  if (!draft && values.edition === String(letter.edition - 1)) {
    return c.redirect(donePath(letter.id, letter.edition), 303)
  }
  const proposed = await proposal(c)
  const { next, newest } = proposed
  if (!draft || !next || !newest || isStale(values, newest.number, draft.version)) {
    return page(c, proposed, { values, stale: true }, 409)
  }
  const read = reasonForm.safeParse(values)
  if (!read.success) return page(c, proposed, { values, problems: byField(read.error) }, 422)
  if (next.isSame || next.missing.length > 0) return page(c, proposed, { values }, 422)
  if (values.back) return page(c, proposed, { values })

  const { reason } = read.data
  const { version } = draft
  const edition = { ...(await frozen(next.wording, reason)), spellingOnly: next.more === null }
  if (values.sure !== 'yes') {
    const { sha256 } = edition
    return c.html(<EditionSurePage {...{ at, next, reason, sha256, version }} />)
  }
  // A host may have joined or left since: it is named in the text, and in no draft's version.
  if (values.text !== undefined && values.text !== edition.sha256) {
    return page(c, proposed, { values, stale: true }, 409)
  }
  const { outcome } = await askRegistrar<'publish'>(c.env.REGISTRAR, letter.id, {
    verb: 'publish',
    edition,
    after: newest.number,
    draft: version,
    by: { accountId: account.id },
    at: now.getTime(),
  })
  switch (outcome) {
    case 'published':
      await forgetPublicReads(c, letter.slug)
      c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['edition-news']))
      return c.redirect(donePath(letter.id, next.number), 303)
    case 'other-edition': {
      const [newer] = await ask(c.env.DB, draftOf(c.env.DB, letter.id))
      c.set('at', { ...at, draft: newer })
      return page(c, await proposal(c), { values, stale: true }, 409)
    }
    case 'closed':
      return page(c, proposed, { values, problems: { form: CLOSED } }, 409)
    case 'not-now':
      return page(c, proposed, { values, problems: { form: SET_TO_OPEN } }, 409)
    default:
      return page(c, proposed, { values, problems: { form: UNDECIDED } }, 503)
  }
})

function donePath(letterId: number, edition: number): string {
  return `${deskPaths.newEdition(letterId)}?done=${edition}`
}

const CLOSED = 'The letter has closed for good meanwhile, so its text can’t change any more.'
const SET_TO_OPEN = 'The letter is set to open by itself, so its words are fixed until then.'
const UNDECIDED =
  'Something failed on our side, and we can’t tell yet whether it is published. Press again to ' +
  'find out: it can’t happen twice.'

type Proposed = { newest: Edition | null; editions: ListedEdition[]; next: NextEdition | null }

/** The newest edition, and the next one that the draft would make; null: nothing is begun. */
async function proposal(c: Context<Site>): Promise<Proposed> {
  const { letter, draft } = c.var.at
  const ref = { id: letter.id }
  const [newest, editions] = await ask(
    c.env.DB,
    editionOf(c.env.DB, ref),
    editionsOf(c.env.DB, ref)
  )
  const next = newest && draft && nextEdition(letter, newest, draft, new Date())
  return { newest, editions, next }
}

/** Was the form made from other words than those that stand now. */
function isStale(values: Posted, edition: number, version: number): boolean {
  return values.edition !== String(edition) || values.version !== String(version)
}

type Shown = { values?: Posted; problems?: Problems; stale?: boolean; done?: boolean }

function page(
  c: Context<Site>,
  { newest, editions, next }: Proposed,
  { values = {}, problems = {}, stale, done }: Shown,
  status: 200 | 409 | 422 | 503 = 200
): Response | Promise<Response> {
  if (!newest) return c.notFound()
  const form = { values, problems }
  return c.html(
    <NewEditionPage at={c.var.at} {...{ newest, editions, next, form, stale, done }} />,
    status
  )
}
