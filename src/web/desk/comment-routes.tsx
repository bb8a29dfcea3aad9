import type { Context } from 'hono'
import type { CommentState } from '../../comments/comment'
import { decideComments } from '../../comments/decide'
import { commentsDecided, commentsWaiting, readCommentPlace } from '../../comments/find'
import { deskPaths } from '../../desk-paths'
import { readPairs, type Posted } from '../form'
import { forgetPublicReads } from '../public-read'
import type { Site } from '../site'
import { readDecision } from './comment-form'
import { CommentsPage, LISTS } from './comments-page'
import { atLetter, letterId, reachLetter, signedIn } from './guard'
import type { NamesForm } from './name-choices'
import { numbersInWords } from './name-routes'
import { Routes } from '../routing'

/** Comments that are read, and let through or not. */
export const commentDeskRoutes = new Routes()

const COMMENTS = '/desk/letters/:id{[0-9]+}/comments'
const A_PAGE = 50

commentDeskRoutes.get(COMMENTS, signedIn, (c) =>
  commentsPage(c, { values: {}, problems: {}, ticked: [] }, 200)
)

commentDeskRoutes.post(COMMENTS, signedIn, atLetter('check-comments'), async (c) => {
  const pairs = await readPairs(c)
  const values: Posted = Object.fromEntries(pairs.toReversed())
  const ticked = pairs.flatMap(([key, value]) => (key === 'comment' ? [value] : []))
  const read = readDecision(values, ticked)
  if ('problems' in read) return commentsPage(c, { values, ticked, ...read }, 422)

  const { letter } = c.get('at')
  const by = { letterId: letter.id, accountId: c.get('account').id }
  const undone = await decideComments(c.env.DB, { ...by, ...read.pressed }, new Date())
  await forgetPublicReads(c, letter.slug)
  if (undone.length > 0) {
    const form = `Nothing was decided about ${numbersInWords(undone)}: the signer changed it, or somebody of the team decided, after this page was made. Look once more.`
    return commentsPage(c, { values, ticked, problems: { form } }, 409)
  }
  const { to } = read.pressed
  return c.redirect(`${deskPaths.comments(letter.id)}?list=${listAsked(c)}&done=${to}`, 303)
})

async function commentsPage(c: Context<Site>, form: NamesForm, status: 200 | 409 | 422) {
  const id = letterId(c)
  const list = listAsked(c)
  const from = readCommentPlace(c.req.query('from'))
  const reached = await reachLetter(
    c,
    'check-comments',
    new Date(),
    list === 'waiting'
      ? commentsWaiting(c.env.DB, id, A_PAGE + 1, from)
      : commentsDecided(c.env.DB, id, list, A_PAGE + 1, from)
  )
  if (reached instanceof Response) return reached

  const [found] = reached.answers
  const comments = found.slice(0, A_PAGE)
  const last = found.length > A_PAGE ? comments.at(-1) : null
  const next = last ? `${last.decidedAt ?? last.writtenAt}.${last.number}` : null
  const done = c.req.query('done')
  return c.html(<CommentsPage at={reached.at} {...{ list, comments, next, form, done }} />, status)
}

function listAsked(c: Context<Site>): CommentState {
  const asked = c.req.query('list')
  return (Object.keys(LISTS) as CommentState[]).find((one) => one === asked) ?? 'waiting'
}
