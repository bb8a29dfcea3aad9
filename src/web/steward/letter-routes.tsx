import type { Context } from 'hono'
import { ask } from '../../ask'
import { allLetters } from '../../desk/all-letters'
import { draftOf } from '../../desk/find'
import { teamOf } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import { noticeTo } from '../../mail/send-notice'
import { askRegistrar } from '../../registrar/ask'
import { titleOf } from '../desk/desk-page'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import type { FormState } from '../ui/form-state'
import { closureRoutes } from './closure-routes'
import { StewardLetterPage } from './letter-page'
import { LettersPage } from './letters-page'
import { readSentence } from './sentence'

/** What a steward may do to a letter. */
export const stewardLetterRoutes = new Routes()
stewardLetterRoutes.route('/', closureRoutes)

stewardLetterRoutes.get('/steward/letters', async (c) => {
  const before = Number(c.req.query('before'))
  const from = Number.isSafeInteger(before) && before > 0 ? before : null
  const [letters] = await ask(c.env.DB, allLetters(c.env.DB, new Date(), from))
  return c.html(<LettersPage letters={letters} />)
})

stewardLetterRoutes.get('/steward/letters/:id', async (c) => {
  const read = await readLetter(c, c.req.param('id'))
  return read ? letterPage(c, read) : c.notFound()
})

const SAID = new Map([
  ['stopped', 'Stopped. Its team is told by mail.'],
  ['running', 'It goes on. Its team is told by mail.'],
  ['closed', 'Closed. Its team is told by mail.'],
  ['changed', 'It stands otherwise meanwhile, as below. Nothing was done.'],
  ['unchanged', 'It is as you wanted it. Nothing was changed.'],
])

stewardLetterRoutes.post('/steward/letters/:id', async (c) => {
  const now = new Date()
  const values = await readForm(c)
  const read = await readLetter(c, c.req.param('id'))
  if (!read) return c.notFound()

  const how = HOW.get(values.how ?? '')
  if (how === undefined) return letterPage(c, read, again(values, 'sentence', CHOOSE), 422)
  const typed = how === null ? { sentence: null } : readSentence(values.sentence)
  if ('problem' in typed) return letterPage(c, read, again(values, 'sentence', typed.problem), 422)

  const { letter, draft, team } = read
  const { sentence } = typed
  if (letter.stopped === how && letter.stoppedBecause === sentence)
    return done(c, letter.id, 'unchanged')
  const isStale = letter.stopped !== (values.was || null) || !isShown(letter.stoppedBecause, values)
  if (isStale) return letterPage(c, read, again(values, 'form', STALE), 409)

  const told = {
    notice: 'letter-stopped' as const,
    letterId: letter.id,
    title: titleOf({ letter, draft }),
    how,
    sentence,
  }
  const { outcome } = await askRegistrar<'stop'>(c.env.REGISTRAR, letter.id, {
    verb: 'stop',
    how,
    sentence,
    by: { accountId: c.get('account').id, asSteward: true },
    mails: noticeTo(
      told,
      team.map(({ address }) => address)
    ),
    at: now.getTime(),
  })
  if (outcome === 'stopped' || outcome === 'running' || outcome === 'unchanged') {
    return done(c, letter.id, outcome)
  }
  return letterPage(c, read, again(values, 'form', UNDECIDED), 503)
})

const HOW = new Map<string, 'paused' | 'taken-down' | null>([
  ['paused', 'paused'],
  ['taken-down', 'taken-down'],
  ['none', null],
])

const CHOOSE = 'Press “Pause it” or “Take it down”.'
const STALE = 'Another steward was here meanwhile. What stands now is below; nothing more was done.'
const UNDECIDED =
  'The letter could not be changed at this moment, or nobody can tell. Look at its state, and press again if need be: it does no harm.'

type Read = NonNullable<Awaited<ReturnType<typeof readLetter>>>

async function readLetter(c: Context<Site>, typedId: string) {
  const { DB } = c.env
  const id = Number(typedId)
  if (!Number.isSafeInteger(id)) return null
  const [letter, draft, edition, team] = await ask(
    DB,
    letterOf(DB, { id }),
    draftOf(DB, id),
    editionOf(DB, { id }),
    teamOf(DB, id)
  )
  return letter && { letter, draft, edition, team }
}

function isShown(because: string | null, values: Record<string, string>) {
  return (because ?? '') === (values.was_because ?? '')
}

function again(values: Record<string, string>, field: string, problem: string): FormState {
  return { values, problems: { [field]: problem } }
}

function done(c: Context<Site>, id: number, what: string) {
  return c.redirect(`${deskPaths.stewardLetter(id)}?done=${what}`, 303)
}

function letterPage(
  c: Context<Site>,
  read: Read,
  form?: FormState,
  status: 200 | 409 | 422 | 503 = 200
) {
  const said = form ? undefined : SAID.get(c.req.query('done') ?? '')
  return c.html(<StewardLetterPage {...read} now={new Date()} {...{ said, form }} />, status)
}
