import type { Context } from 'hono'
import { findSubscription, unsubscribe } from '../../follow/unsubscribe'
import { openLink } from '../../link'
import { readUnsubscribing, type Unsubscribing } from '../../unsubscribing'
import { readForm } from '../form'
import { Routes } from '../routing'
import type { Site } from '../site'
import { goneStatus } from './link-gone-page'
import {
  NotUnsubscribedYetPage,
  UnsubscribedPage,
  UnsubscribeLinkGonePage,
  UnsubscribePage,
} from './unsubscribe-page'

/** No more of these mails: one click, or a button. */
export const unsubscribeRoutes = new Routes()

unsubscribeRoutes.get('/unsubscribe', async (c) => {
  const token = c.req.query('t') ?? ''
  const link = await openUnsubscribing(c, token, new Date())
  if ('refused' in link) return linkGone(c, link.refused)
  const subscription = await findSubscription(c.env.DB, link)
  return subscription?.stands
    ? c.html(<UnsubscribePage subscription={subscription} token={token} />)
    : c.html(<UnsubscribedPage />)
})

// Mail programs post here by themselves (RFC 8058): without a cookie, and they follow no redirect.
unsubscribeRoutes.post('/unsubscribe', async (c) => {
  const now = new Date()
  const token = c.req.query('t') ?? ''
  const { button, 'List-Unsubscribe': oneClick } = await readForm(c)
  const isOneClick = oneClick?.trim().toLowerCase() === 'one-click'
  const link = await openUnsubscribing(c, token, now)
  if ('refused' in link) {
    return isOneClick ? c.text(NOT_OURS, 400) : linkGone(c, link.refused)
  }
  const subscription = await findSubscription(c.env.DB, link)
  if (subscription && !isOneClick && button !== '1') {
    return c.html(<UnsubscribePage subscription={subscription} token={token} />, 400)
  }
  const { DB, REGISTRAR } = c.env
  const done = subscription && (await unsubscribe(DB, REGISTRAR, link, subscription, now))
  if (done === 'undecided') {
    c.header('retry-after', '60')
    return isOneClick ? c.text(NOT_YET, 503) : c.html(<NotUnsubscribedYetPage token={token} />, 503)
  }
  return isOneClick ? c.text('Unsubscribed.') : c.html(<UnsubscribedPage />)
})

async function openUnsubscribing(
  c: Context<Site>,
  token: string,
  now: Date
): Promise<Unsubscribing | { refused: 'expired' | 'broken' }> {
  const link = await openLink(c.get('settings').MASTER_KEY, 'unsubscribe', token, now)
  if ('refused' in link) return link
  return readUnsubscribing(link.id) ?? { refused: 'broken' }
}

function linkGone(c: Context<Site>, refused: 'expired' | 'broken') {
  return c.html(<UnsubscribeLinkGonePage refused={refused} />, goneStatus(refused))
}

const NOT_OURS = 'This link is not complete, or too old. Open a newer mail and use the link in it.'

const NOT_YET = 'Not done yet. Please try again.'
