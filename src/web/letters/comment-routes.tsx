import { ask } from '../../ask'
import { readCommentPlace, shownComments } from '../../comments/find'
import { letterOf } from '../../letters/find'
import { isPublic } from '../../letters/state'
import { publicRead } from '../public-read'
import { CommentsPage } from './comments-page'
import { Routes } from '../routing'

const A_PAGE = 50

/** Why people signed. */
export const commentRoutes = new Routes()

commentRoutes.get('/letters/:slug/comments', publicRead('before'), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const before = readCommentPlace(c.req.query('before'))
  const [letter, found] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    shownComments(c.env.DB, ref, A_PAGE + 1, before)
  )
  if (!letter || !isPublic(letter) || !letter.takesComments) return c.notFound()

  const comments = found.slice(0, A_PAGE)
  const last = found.length > A_PAGE ? comments.at(-1) : null
  const next = last ? `${last.decidedAt}.${last.number}` : null
  return c.html(<CommentsPage {...{ letter, comments, next, first: before === null }} />)
})
