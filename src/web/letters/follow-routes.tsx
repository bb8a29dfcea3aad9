import type { Context } from 'hono'
import { ask } from '../../ask'
import { beginFollowing, declineToFollow } from '../../follow/answer'
import { askToFollow } from '../../follow/ask-to-follow'
import { followOf, type Follow, type Followed } from '../../follow/follow'
import { letterOf } from '../../letters/find'
import { hostOf } from '../../letters/hosts'
import { isPublic } from '../../letters/state'
import { openLink } from '../../link'
import { announce } from '../../mail/outbox'
import { emailAddress } from '../../signatures/address'
import { TRAP_FIELD } from '../../signatures/read-form'
import { UNSUBSCRIBE_LINK_MS, unsubscribeToken } from '../../unsubscribing'
import { readForm } from '../form'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { goneStatus } from '../signatures/link-gone-page'
import type { Site } from '../site'
import {
  FollowAnswerPage,
  FollowingPage,
  FollowLinkGonePage,
  NotFollowingPage,
} from './follow-answer-page'
import { followedPlaces, FollowPage, FollowSentPage } from './follow-page'
import { whyNoMailing } from '../no-mailing'

/** Following a letter or a host without signing. */
export const followRoutes = new Routes()

followRoutes.get('/letters/:slug/follow', publicRead('sent'), async (c) =>
  showForm(c, await findLetter(c, c.req.param('slug')))
)

followRoutes.post('/letters/:slug/follow', async (c) =>
  takeForm(c, await findLetter(c, c.req.param('slug')))
)

followRoutes.get('/hosts/:slug/follow', publicRead('sent'), async (c) =>
  showForm(c, await findHost(c, c.req.param('slug')))
)

followRoutes.post('/hosts/:slug/follow', async (c) =>
  takeForm(c, await findHost(c, c.req.param('slug')))
)

followRoutes.get('/follow', async (c) => {
  const token = c.req.query('t') ?? ''
  const follow = await findFollow(c, token, new Date())
  if ('refused' in follow) return linkGone(c, follow.refused)
  return follow.state === 'following'
    ? following(c, follow)
    : c.html(<FollowAnswerPage follow={follow} token={token} />)
})

followRoutes.post('/follow', async (c) => {
  const now = new Date()
  const { t = '', choice } = await readForm(c)
  const follow = await findFollow(c, t, now)
  if ('refused' in follow) return linkGone(c, follow.refused)

  const { id, state, address } = follow
  if (state === 'following' || address === null) return following(c, follow)
  if (choice === 'yes') {
    const { MASTER_KEY } = c.get('settings')
    // Asked twice and answered twice, it is the first that stands, and that the way out must end.
    const stands = await beginFollowing(c.env.DB, MASTER_KEY, { ...follow, address }, now)
    return following(c, { ...follow, id: stands })
  }
  if (choice === 'no') {
    await declineToFollow(c.env.DB, id)
    return c.html(<NotFollowingPage />)
  }
  const problem = 'Choose yes or no. Nothing is done until you do.'
  return c.html(<FollowAnswerPage follow={follow} token={t} problem={problem} />, 422)
})

async function findLetter(c: Context<Site>, slug: string): Promise<Followed | null> {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug }))
  if (!letter || !isPublic(letter)) return null
  return { of: 'letter', id: letter.id, slug: letter.slug, name: letter.title }
}

async function findHost(c: Context<Site>, slug: string): Promise<Followed | null> {
  const [host] = await ask(c.env.DB, hostOf(c.env.DB, slug))
  return host && { of: 'host', id: host.id, slug: host.slug, name: host.name }
}

function showForm(c: Context<Site>, followed: Followed | null) {
  if (!followed) return c.notFound()
  return c.req.query('sent')
    ? c.html(<FollowSentPage followed={followed} />)
    : c.html(<FollowPage followed={followed} />)
}

async function takeForm(c: Context<Site>, followed: Followed | null) {
  const { [TRAP_FIELD]: trap, ...values } = await readForm(c)
  if (!followed) return c.notFound()

  const again = (status: 422 | 429 | 503, problems: Record<string, string>) =>
    c.html(<FollowPage followed={followed} form={{ values, problems }} />, status)
  const email = emailAddress.safeParse(values['email'] ?? '')
  if (!email.success) return again(422, { email: email.error.issues[0]?.message ?? '' })
  const barred = await whyNoMailing(c, 'follow', trap)
  if (barred) return again(barred.status, barred.problems)
  await askToFollow(c.env.DB, c.get('settings').MASTER_KEY, followed, email.data, new Date())
  c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['follow']))
  return c.redirect(`${followedPlaces(followed).form}?sent=1`, 303)
}

/** The following that a link leads to, while there is one. */
async function findFollow(
  c: Context<Site>,
  token: string,
  now: Date
): Promise<Follow | { refused: 'expired' | 'broken' }> {
  const link = await openLink(c.get('settings').MASTER_KEY, 'follow', token, now)
  if ('refused' in link) return link
  const [follow] = await ask(c.env.DB, followOf(c.env.DB, link.id))
  return follow ?? { refused: 'expired' }
}

async function following(c: Context<Site>, { id, followed }: Pick<Follow, 'id' | 'followed'>) {
  const about = { who: 'follower' as const, id, updateId: null }
  const until = Date.now() + UNSUBSCRIBE_LINK_MS
  const unsubscribe = await unsubscribeToken(c.get('settings').MASTER_KEY, about, until)
  return c.html(<FollowingPage followed={followed} unsubscribe={unsubscribe} />)
}

function linkGone(c: Context<Site>, refused: 'expired' | 'broken') {
  return c.html(<FollowLinkGonePage refused={refused} />, goneStatus(refused))
}
