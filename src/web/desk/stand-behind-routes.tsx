import type { Context } from 'hono'
import { ask } from '../../ask'
import { draftOf, type Draft } from '../../desk/find'
import {
  answerForHost,
  hostQuestion,
  type HostAnswer,
  type HostQuestion,
} from '../../desk/host-answer'
import { openingWords } from '../../desk/opening-words'
import { teamOf, type Member } from '../../desk/team'
import { deskPaths } from '../../desk-paths'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Edition, Letter } from '../../letters/letter'
import { isTakenDown, publicSlug } from '../../letters/state'
import { announce } from '../../mail/outbox'
import type { FirstWords } from '../../registrar/schedule'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { HostLinkGonePage } from './host-link-gone-page'
import { StandBehindPage, type HostWords } from './stand-behind-page'

/** What a group is asked by the link that it was mailed: does it stand behind a letter. */
export const standBehindRoutes = new Routes()

type Found = { letter: Letter; words: HostWords; asked: HostQuestion; team: Member[] }

const ANSWERS: HostAnswer[] = ['yes', 'no', 'leave']

const NOT_CHOSEN = 'Nothing was done, because no answer was chosen. Choose one of the buttons.'
const OTHER_WORDS =
  'The words were changed since this page was shown, so nothing was done. Read them as they stand now, then answer.'
const OTHERWISE =
  'It was answered in another window meanwhile, or the letter is archived, so nothing was done. This is how it stands.'

standBehindRoutes.get('/stand-behind', async (c) => {
  const token = c.req.query('t') ?? ''
  const found = await findAsked(c, token, new Date())
  if (found instanceof Response) return found
  return c.html(<StandBehindPage {...found} token={token} />)
})

standBehindRoutes.post('/stand-behind', async (c) => {
  const now = new Date()
  const { t: token = '', words: shown = '', choice } = await readForm(c)
  const found = await findAsked(c, token, now)
  if (found instanceof Response) return found

  const { letter, words, asked, team } = found
  const again = (problem: string, status: 409 | 422) =>
    c.html(<StandBehindPage {...found} token={token} problem={problem} />, status)
  const answer = ANSWERS.find((one) => one === choice)
  if (!answer) return again(NOT_CHOSEN, 422)
  if (answer === 'yes' && asked.standing === 'asked' && shown !== words.key) {
    return again(OTHER_WORDS, 409)
  }
  const told = {
    title: letter.title || words.title,
    team: team.map(({ address }) => address),
  }
  const done = await answerForHost(c.env.DB, token, asked, answer, shown, told, now)
  // Pressed twice, the second press finds done what the first one did.
  if (!done && asked.standing !== AFTER[answer]) return again(OTHERWISE, 409)
  if (done) await tellOfHosts(c, letter)
  return c.redirect(deskPaths.standBehind(token), 303)
})

const AFTER: Record<HostAnswer, HostQuestion['standing']> = {
  yes: 'confirmed',
  no: 'declined',
  leave: 'left',
}

/** Lets everyone see at once who stands behind a letter, and the mail to its team go. */
export async function tellOfHosts(c: Context<Site>, letter: Letter) {
  const slug = publicSlug(letter)
  if (slug) await forgetPublicReads(c, slug)
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['host-news']))
}

async function findAsked(c: Context<Site>, token: string, now: Date): Promise<Found | Response> {
  if (!/^[\w-]{43}$/.test(token)) return c.notFound()
  const db = c.env.DB
  const [asked] = await ask(db, await hostQuestion(db, token, now))
  if (!asked) return c.html(<HostLinkGonePage />, 410)
  const id = asked.letterId
  const [letter, edition, first, draft, team] = await ask(
    db,
    letterOf(db, { id }),
    editionOf(db, { id }),
    openingWords(db, id),
    draftOf(db, id),
    teamOf(db, id)
  )
  if (!letter || isTakenDown(letter)) {
    return c.html(<HostLinkGonePage because={letter?.stoppedBecause} />, 410)
  }
  const words = wordsAsked(letter, edition, first, draft)
  return words ? { letter, words, asked, team } : c.html(<HostLinkGonePage />, 410)
}

/** What stands there now: the newest edition, what is set to open, or the draft. */
function wordsAsked(
  letter: Letter,
  edition: Edition | null,
  first: FirstWords | null,
  draft: Draft | null
): HostWords | null {
  if (edition) return { ...edition, key: `edition ${edition.number}`, isFrozen: true }
  if (first) {
    const { title, addressedTo, markdown, hosts } = first.edition
    const key = `draft ${first.draft}`
    return { title, addressedTo, markdown, hosts: JSON.parse(hosts), key, isFrozen: true }
  }
  return draft && { ...draft, hosts: letter.hosts, key: `draft ${draft.version}`, isFrozen: false }
}
