import type { Context } from 'hono'
import { openCorrections } from '../../dealings/correction'
import { dealingsOf } from '../../dealings/find'
import { readDomain, setRecipientDomain } from '../../dealings/recipient-domain'
import { decideCorrection } from '../../dealings/settle-correction'
import { deskPaths } from '../../desk-paths'
import { announce } from '../../mail/outbox'
import { paths } from '../../paths'
import { readForm } from '../form'
import { forgetPublicReads } from '../public-read'
import { Routes } from '../routing'
import type { Site } from '../site'
import { readSentence } from '../steward/sentence'
import type { FormState } from '../ui/form-state'
import { DealingsPage } from './dealing-list-page'
import { letterId, reachLetter, signedIn } from './guard'

/** All that passed with a letter's recipient, and what others say was shown wrongly. */
export const dealingListRoutes = new Routes()

const LIST = '/desk/letters/:id{[0-9]+}/recipient'

dealingListRoutes.get(LIST, signedIn, async (c) => {
  const reached = await reach(c, new Date())
  if (reached instanceof Response) return reached
  const values = { domain: reached.at.letter.recipientDomain ?? '' }
  const done = c.req.query('done')
  return c.html(<DealingsPage {...reached} form={{ values, problems: {} }} done={done} />)
})

dealingListRoutes.post(LIST, signedIn, async (c) => {
  const now = new Date()
  const db = c.env.DB
  const typed = await readForm(c)
  const reached = await reach(c, now)
  if (reached instanceof Response) return reached
  const { at, requests } = reached
  const { letter } = at
  const by = { letterId: letter.id, accountId: c.var.account.id }
  const again = (status: 409 | 422, problems: FormState['problems']) => {
    const values = { domain: letter.recipientDomain ?? '', ...typed }
    return c.html(<DealingsPage {...reached} form={{ values, problems }} />, status)
  }
  const after = (done: string) => c.redirect(`${deskPaths.dealings(letter.id)}?done=${done}`, 303)

  if (typed.do === 'domain') {
    const read = readDomain(typed.domain ?? '')
    if ('problem' in read) return again(422, { domain: read.problem })
    if (read.domain === letter.recipientDomain) return after('domain')
    const isSet = await setRecipientDomain(db, by, typed.was || null, read.domain, now)
    return isSet ? after('domain') : again(409, { domain: OVERTAKEN })
  }

  const request = requests.find(({ id }) => id === typed.request)
  const how = (['enter', 'decline', 'settle'] as const).find((one) => one === typed.do)
  if (!request || !how) return after('unchanged')
  const field = `sentence-${request.id}`
  const read = how === 'settle' ? readSentence(typed[field]) : { sentence: '' }
  if ('problem' in read) return again(422, { [field]: read.problem })
  const decided = { how, sentence: read.sentence }
  const isDecided = await decideCorrection(db, by, letter, request, decided, now)
  if (isDecided) {
    await forgetPublicReads(c, letter.slug, [paths.reply(letter.slug, request.dealing)])
    c.executionCtx.waitUntil(announce(c.env.MAIL_QUEUE, ['correction']))
  }
  return after(isDecided ? how : 'unchanged')
})

const OVERTAKEN =
  'Somebody changed the domain since you opened this page. Look at what stands now, and save again.'

async function reach(c: Context<Site>, now: Date) {
  const db = c.env.DB
  const id = letterId(c)
  const more = [dealingsOf(db, { id }), openCorrections(db, id)] as const
  const reached = await reachLetter(c, 'record-dealing', now, ...more)
  if (reached instanceof Response) return reached
  const [dealings, requests] = reached.answers
  return { at: reached.at, dealings, requests }
}
