import type { Context } from 'hono'
import { ask } from '../../ask'
import { letterByLink, type LinkKind } from '../../desk/letter-link'
import { openingWords } from '../../desk/opening-words'
import { stampOf } from '../../gate/shown'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Host } from '../../letters/letter'
import { isPublic, isTakenDown } from '../../letters/state'
import { signingStopped } from '../../letters/stopped'
import { canSendMail } from '../../mail/mailer'
import { slowSince } from '../../mail/slow'
import { paths } from '../../paths'
import { schoolChoice } from '../../register/choice'
import { consentText } from '../../signatures/consent'
import { PrivacyNotice } from '../letters/privacy-page'
import { runsScript } from '../guard'
import { Routes } from '../routing'
import type { Site } from '../site'
import { takeSignature } from '../signatures/take-signature'
import { Layout } from '../ui/layout'
import { EmbargoedPage } from './embargoed-page'
import { FoundingPage } from './founding-page'
import { LinkGonePage, NotSetPage } from './link-gone-page'

/** Founding and embargoed links. */
export const privateLinkRoutes = new Routes()

privateLinkRoutes.get('/founding/:token', runsScript, async (c) => {
  const now = new Date()
  const { DB } = c.env
  const token = c.req.param('token')
  const id = await letterByLink(DB, token, 'founding')
  if (id === null) return goneLink(c)
  const [letter, edition, mailSlowSince, stopped, schools] = await ask(
    DB,
    letterOf(DB, { id }),
    editionOf(DB, { id }),
    slowSince(DB, now),
    signingStopped(DB, { id }),
    schoolChoice(DB, [])
  )
  if (!letter || !edition || isTakenDown(letter)) return goneLink(c, letter?.stoppedBecause)
  if (isPublic(letter)) return c.redirect(paths.letter(letter.slug), 302)

  const signing = !stopped && canSendMail(c.get('settings'))
  const consent = consentText(letter)
  return c.html(
    <FoundingPage
      {...{ letter, edition, token, schools, consent, mailSlowSince, now, signing, stopped }}
      shown={await stampOf(c.get('settings').MASTER_KEY, now)}
    />
  )
})

privateLinkRoutes.post('/founding/:token', async (c) => {
  const token = c.req.param('token')
  const id = await letterByLink(c.env.DB, token, 'founding')
  return id === null ? goneLink(c) : takeSignature(c, { id }, token)
})

privateLinkRoutes.get('/founding/:token/privacy', async (c) => {
  const letter = await letterBehind(c, c.req.param('token'), 'founding')
  if (!letter || isTakenDown(letter)) return goneLink(c, letter?.stoppedBecause)
  return c.html(
    <Layout title={`Privacy: ${letter.title}`} noindex>
      <header class="hd">
        <p class="up">Privacy notice</p>
        <h1>{letter.title}</h1>
      </header>
      <PrivacyNotice letter={letter} />
    </Layout>
  )
})

privateLinkRoutes.get('/embargoed/:token', async (c) => {
  const { DB } = c.env
  const id = await letterByLink(DB, c.req.param('token'), 'embargo')
  if (id === null) return goneLink(c)
  const [letter, edition, first] = await ask(
    DB,
    letterOf(DB, { id }),
    editionOf(DB, { id }),
    openingWords(DB, id)
  )
  if (!letter || isTakenDown(letter)) return goneLink(c, letter?.stoppedBecause)
  if (isPublic(letter)) return c.redirect(paths.letter(letter.slug), 302)
  const words =
    edition ?? (first && { ...first.edition, hosts: JSON.parse(first.edition.hosts) as Host[] })
  if (!words) return c.html(<NotSetPage />, 404)

  const site = c.get('settings').ORIGIN
  return c.html(<EmbargoedPage {...{ letter, words, site }} address={paths.letter(letter.slug)} />)
})

async function letterBehind(c: Context<Site>, token: string, kind: LinkKind) {
  const id = await letterByLink(c.env.DB, token, kind)
  if (id === null) return null
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { id }))
  return letter
}

/** What is no token at all was never a link; of one that is, nobody can tell since when. */
function goneLink(c: Context<Site>, because?: string | null) {
  if (!/^[\w-]{43}$/.test(c.req.param('token') ?? '')) return c.notFound()
  return c.html(<LinkGonePage because={because} />, 410)
}
