import { ask } from '../../ask'
import { shownComments } from '../../comments/find'
import { dealingsOf } from '../../dealings/find'
import { handInOf, packsOf } from '../../delivery/find'
import { followUpsOf } from '../../follow/follow-ups'
import { stampOf } from '../../gate/shown'
import { letterOf } from '../../letters/find'
import { editionOf, editionsOf } from '../../letters/find-editions'
import { hostsOf } from '../../letters/hosts'
import { isPublic } from '../../letters/state'
import { publicLetters } from '../../letters/list'
import { signingStopped } from '../../letters/stopped'
import { wholeText } from '../../letters/text'
import { canSendMail } from '../../mail/mailer'
import { slowSince } from '../../mail/slow'
import { correctionsOf } from '../../newsroom/corrections'
import { milestonesOf } from '../../newsroom/milestones'
import { totalsOf } from '../../newsroom/totals'
import { consentText } from '../../signatures/consent'
import { organisationsOf } from '../../organisations/find'
import { schoolChoice } from '../../register/choice'
import { listed, shownSignatures } from '../../signatures/list'
import { updatesOf } from '../../updates/find'
import { isLive } from '../guard'
import { publicRead } from '../public-read'
import { Routes } from '../routing'
import { EditionPage } from './edition-page'
import { HomePage } from './home-page'
import { LetterPage } from './letter-page'
import { PrivacyPage } from './privacy-page'

const LATEST = 8
const LATEST_UPDATES = 20
const LATEST_COMMENTS = 3
const SOME_ORGANISATIONS = 12

export const letterRoutes = new Routes()

letterRoutes.get('/', publicRead(), async (c) => {
  const now = new Date()
  const [letters] = await ask(c.env.DB, publicLetters(c.env.DB, now))
  return c.html(<HomePage letters={letters} asOf={now} site={c.get('settings').ORIGIN} />)
})

letterRoutes.get('/letters/:slug{[a-z0-9-]+}', isLive, publicRead(), async (c) => {
  const now = new Date()
  const ref = { slug: c.req.param('slug') }
  const [
    letter,
    edition,
    editions,
    hosts,
    totals,
    milestones,
    corrections,
    latest,
    mailSlowSince,
    stopped,
    updates,
    dealings,
    packs,
    handIn,
    followUps,
    comments,
    organisations,
    schools,
  ] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref),
    editionsOf(c.env.DB, ref),
    hostsOf(c.env.DB, ref),
    totalsOf(c.env.DB, ref, now),
    milestonesOf(c.env.DB, ref),
    correctionsOf(c.env.DB, ref),
    shownSignatures(c.env.DB, ref, LATEST),
    slowSince(c.env.DB, now),
    signingStopped(c.env.DB, ref),
    updatesOf(c.env.DB, ref, LATEST_UPDATES),
    dealingsOf(c.env.DB, ref),
    packsOf(c.env.DB, ref),
    handInOf(c.env.DB, ref),
    followUpsOf(c.env.DB, ref),
    shownComments(c.env.DB, ref, LATEST_COMMENTS),
    organisationsOf(c.env.DB, ref, SOME_ORGANISATIONS),
    schoolChoice(c.env.DB, [])
  )
  if (!letter || !edition || !isPublic(letter)) return c.notFound()

  return c.html(
    <LetterPage
      letter={letter}
      edition={edition}
      editions={editions}
      hosts={hosts}
      totals={totals}
      milestones={milestones}
      corrections={corrections}
      latest={listed(letter, latest)}
      mailSlowSince={mailSlowSince}
      now={now}
      canSendMail={canSendMail(c.get('settings'))}
      stopped={stopped}
      schools={schools}
      after={{ updates, dealings, packs, handIn, followUps, comments, organisations }}
      consent={consentText(letter)}
      shown={await stampOf(c.get('settings').MASTER_KEY, now)}
      site={c.get('settings').ORIGIN}
    />
  )
})

letterRoutes.get('/letters/:slug/editions/:n{[1-9][0-9]{0,4}}', publicRead(), async (c) => {
  const ref = { slug: c.req.param('slug') }
  const number = Number(c.req.param('n'))
  const [letter, edition, previous, editions, dealings] = await ask(
    c.env.DB,
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref, number),
    editionOf(c.env.DB, ref, number - 1),
    editionsOf(c.env.DB, ref),
    dealingsOf(c.env.DB, ref)
  )
  if (!letter || !edition || !isPublic(letter)) return c.notFound()

  return c.html(
    <EditionPage
      letter={letter}
      edition={edition}
      editions={editions}
      previous={previous ?? undefined}
      dealings={dealings}
      site={c.get('settings').ORIGIN}
    />
  )
})

letterRoutes.get(
  '/letters/:slug/editions/:file{[1-9][0-9]{0,4}\\.txt}',
  publicRead(),
  async (c) => {
    const ref = { slug: c.req.param('slug') }
    const [letter, edition] = await ask(
      c.env.DB,
      letterOf(c.env.DB, ref),
      editionOf(c.env.DB, ref, Number.parseInt(c.req.param('file'), 10))
    )
    if (!letter || !edition || !isPublic(letter)) return c.notFound()

    return c.text(wholeText(edition))
  }
)

letterRoutes.get('/letters/:slug/privacy', publicRead(), async (c) => {
  const [letter] = await ask(c.env.DB, letterOf(c.env.DB, { slug: c.req.param('slug') }))
  if (!letter || !isPublic(letter)) return c.notFound()

  return c.html(<PrivacyPage letter={letter} />)
})
