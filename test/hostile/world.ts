import { env } from 'cloudflare:workers'
import { makeLink, linkToken, linksOf } from '../../src/desk/letter-link'
import { deskPaths } from '../../src/desk-paths'
import { ask } from '../../src/ask'
import { paths } from '../../src/paths'
import { aCampaigner, aSteward, cookieOf, joinTeam } from '../support/desk'
import { aGathering, aLetter } from '../support/letters'
import { ada, tokenIn } from '../support/signers'
import { rowsOf } from '../support/tables'
import { deliverDueMail } from '../support/visitor'
import { crawl } from './crawl'
import type { Form } from './page'
import { request, sent } from './site'

export type World = {
  /** Of a steward who owns every letter, soon after a fresh code, and has asked to sign in anew. */
  cookie: string
  /** All that links lead to, from the public pages, the desk and everything that was mailed. */
  starts: string[]
  opened: string[]
  forms: Form[]
}

const SIGNER = 'counted@example.org'

/** The demonstration with its whole team in one person, and one of everything else there can be. */
export async function aWorld(perRoute?: number): Promise<World> {
  await must(request(paths.demo(), sent([])), 200)
  const [gathering, asked] = [await aGathering(), await aLetter()]
  const steward = await aSteward({ fresh: true })
  for (const id of [1, 2, 3, 4, gathering.id]) await joinTeam({ id }, steward, 'owner')
  const other = await aCampaigner('asks@example.org', { fresh: true, launching: 'asked' })
  await joinTeam(asked, other, 'owner')

  let cookie = cookieOf(steward)
  const post = async (path: string, fields: Record<string, string>, by = cookie) => {
    const answer = await must(request(path, sent(Object.entries(fields), by)), 200, 303)
    return answer
  }
  const slug = 'inspection'
  const [school = { urn: 0, domain: '' }] = await rowsOf<{ urn: number; domain: string }>(
    'SELECT urn, domain FROM school WHERE domain IS NOT NULL AND urn > 900000 LIMIT 1'
  )
  const signer = {
    ...ada(),
    edition: '3',
    role: 'headteacher',
    urn: String(school.urn),
    public: '',
  }
  await post(paths.signatures(slug), { ...signer, email: 'pending@example.org' })
  await post(paths.signatures(slug), {
    ...signer,
    name: 'Grace Heldwright',
    email: 'held@example.org',
  })
  await post(`/dev/letters/${slug}/acts`, { verb: 'hold', address: 'held@example.org' })
  await post(paths.signatures(slug), { ...signer, email: SIGNER, updates: 'on' })
  const confirm = await mailedTo(SIGNER, 'confirm')
  await post(paths.confirmation(), { ...signer, t: confirm, choice: 'yes' })
  await post(paths.myData(), { email: SIGNER })
  await post(paths.signatureChange(), {
    t: await mailedTo(SIGNER, 'signature'),
    action: 'add-mailbox',
    school_email: `head@${school.domain}`,
  })
  const [{ number } = { number: 0 }] = await rowsOf<{ number: number }>(
    'SELECT max(number) AS number FROM signature'
  )

  await post(deskPaths.report(slug), {
    about: '7',
    what: 'other',
    email: 'reports@example.org',
    words: 'Look.',
  })
  await post(paths.follow(slug), { email: 'follows@example.org' })
  await post(paths.organisations(slug), {
    edition: '3',
    organisation: 'Fenmoor Governors',
    name: 'Ada Quillfeather',
    role: 'Clerk',
    email: 'clerk@fenmoor-governors.example.org',
    may_speak: 'on',
  })
  await post(paths.replyCorrection(slug, 3), {
    words: 'That is not what we said.',
    name: 'Grace Office',
    role: 'Clerk',
    email: 'office@schools-inspectorate.example.org',
  })
  await post(deskPaths.hosts(1), {
    action: 'ask',
    host_name: 'Saltby Heads',
    email: 'host@saltby.example.org',
  })
  await post(
    deskPaths.team(asked.id),
    { action: 'invite', email: 'steward@countersign.test', role: 'reader' },
    cookieOf(other)
  )
  await post(deskPaths.newUpdate(1), {
    version: '0',
    title: 'News',
    author: 'Ada',
    markdown: 'We met.',
    signers: 'all',
    do: 'save',
  })
  await post(deskPaths.openedSigners(1), { number: String(number), reason: 'They wrote to us.' })

  await post(deskPaths.cases(1), { states: 'both', name: 'a*' })
  await post(deskPaths.notable(1), { act: 'add', names: 'Dame Example', note: 'An actor' })
  await post(paths.dataComplaint(slug), {
    about: 'other',
    name: 'Ada',
    email: 'complains@example.org',
    words: 'Why?',
  })

  const master = Uint8Array.fromBase64(env.MASTER_KEY)
  const now = new Date()
  await makeLink(env.DB, master, gathering.id, 'founding', steward.account.id, now)
  await makeLink(env.DB, master, 4, 'embargo', steward.account.id, now)
  const [founding] = await ask(env.DB, linksOf(env.DB, gathering.id))
  const [drafts] = await ask(env.DB, linksOf(env.DB, 4))
  const open = {
    draft: deskPaths.sharedDraft,
    embargo: deskPaths.embargoed,
    founding: deskPaths.founding,
  }
  const links = await Promise.all(
    [...founding, ...drafts].map(async ({ kind, id }) => open[kind](await linkToken(master, id)))
  )

  const signIn = await post(deskPaths.signIn(), { email: 'steward@countersign.test' }, '')
  cookie += `; ${signIn.headers.getSetCookie()[0]?.split(';')[0]}`
  await deliverDueMail()
  const [{ uuid, size } = { uuid: '', size: 0 }] = await rowsOf<{ uuid: string; size: number }>(
    'SELECT uuid, size FROM letter JOIN head ON head.letter_id = letter.id WHERE slug = ?',
    slug
  )
  const starts = [
    '/',
    '/newsroom',
    '/desk',
    '/steward',
    '/dev/mail',
    '/dev/mail.json',
    `/dev/letters/${slug}/acts`,
    ...links,
    '/schools.json?q=ash',
    '/robots.txt',
    paths.live(slug),
    paths.checkYourEmail(slug),
    paths.links(slug),
    paths.code(slug),
    paths.ledgerBase(uuid),
    `${paths.ledgerBase(uuid)}/`,
    paths.checkpoint(uuid),
    paths.totalProof(uuid),
    paths.ledgerTile(uuid, 'tile/0/000'),
    paths.ledgerTile(uuid, 'tile/entries/000'),
    paths.consistency(uuid, 1, size),
    paths.corrections(slug),
    paths.follow(slug),
    paths.followHost('merrowdale-heads-forum'),
    deskPaths.signIn(),
    deskPaths.signInCode(),
    deskPaths.fresh('/desk'),
    deskPaths.invitations(),
    deskPaths.held(1),
    deskPaths.cases(1),
    deskPaths.notable(1),
    deskPaths.complaints(1),
    deskPaths.retention(1),
    deskPaths.stewardRetention(),
    deskPaths.stewardComplaints(),
    deskPaths.stewardNotable(),
    deskPaths.stewardAllowed(),
  ]
  return { cookie, starts, ...(await crawl(starts, cookie, undefined, perRoute)) }
}

async function must(asked: Promise<Response>, ...statuses: number[]): Promise<Response> {
  const answer = await asked
  if (!statuses.includes(answer.status)) {
    throw new Error(
      `${answer.url} ${answer.status}: ${(await answer.text()).replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 2000)}`
    )
  }
  return answer
}

async function mailedTo(address: string, kind: string): Promise<string> {
  await deliverDueMail()
  const mails = await rowsOf<{ text: string }>(
    'SELECT text FROM dev_mail WHERE to_address = ?',
    address
  )
  const links = mails.flatMap(({ text }) => text.match(/https?:\S+\?t=\S+/g) ?? [])
  return tokenIn(links.findLast((link) => link.includes(`/${kind}?`)) ?? '')
}
