import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  denied,
  RIGHTS,
  stageOf,
  type DeskAct,
  type Stage,
  type TeamRole,
} from '../../src/desk/rights'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aDraft, aGathering, aLetter, letterAgain } from '../support/letters'
import { signAndConfirm } from '../support/signers'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

// Who may do what while a letter is how: owner, editor, checker, reader. Kept apart from the table
// that the site decides by, so that no right changes unseen.
const GRID = `
                 draft scheduled gathering open paused closed delivered finished archived taken-down
read             OECR  OECR      OECR      OECR OECR   OECR   OECR      OECR     OECR     OECR
leave-team       OECR  OECR      OECR      OECR OECR   OECR   OECR      OECR     OECR     OECR
write-draft      OE    -         OE        OE   OE     -      -         -        -        -
settle-remarks   OE    OE        OE        OE   OE     OE     OE        OE       -        -
share-draft      OE    OE        OE        OE   OE     -      -         -        -        -
change-settings  OE    -         OE        OE   OE     -      -         -        -        -
change-slug      OE    OE        OE        -    -      -      -         -        -        -
ask-hosts        OE    OE        OE        OE   OE     OE     OE        OE       -        -
take-off-host    O     O         O         O    O      O      O         O        -        -
invite-team      O     O         O         O    O      O      O         O        O        O
change-team      O     O         O         O    O      O      O         O        O        O
hand-over        O     O         O         O    O      O      O         O        O        O
ask-approval     O     O         O         -    -      -      -         -        -        -
gather           O     -         -         -    -      -      -         -        -        -
share-founding   -     -         OE        -    -      -      -         -        -        -
schedule         O     -         O         -    -      -      -         -        -        -
unschedule       -     O         O         -    -      -      -         -        -        -
share-embargoed  -     OE        OE        -    -      -      -         -        -        -
open             O     O         O         -    -      -      -         -        -        -
publish-edition  -     -         O         O    O      -      -         -        -        -
pause            -     -         -         O    -      -      -         -        -        -
resume           -     -         -         -    O      -      -         -        -        -
close            -     -         -         O    O      -      -         -        -        -
reopen           -     -         -         -    -      O      -         -        -        -
archive          -     -         -         -    -      -      O         O        -        -
unarchive        -     -         -         -    -      -      -         -        O        -
delete           O     O         O         O    O      -      -         -        -        -
count-paper      -     -         O         O    O      O      O         O        -        -
see-signers      -     -         OECR      OECR OECR   OECR   OECR      OECR     OECR     -
check-names      -     -         OC        OC   OC     OC     OC        OC       OC       -
keep-notable     OC    OC        OC        OC   OC     OC     OC        OC       OC       -
open-hidden      -     -         OC        OC   OC     OC     OC        OC       OC       -
handle-cases     -     -         OC        OC   OC     OC     OC        OC       OC       OC
check-schools    -     -         OC        OC   OC     OC     OC        OC       OC       -
check-comments   -     -         -         OC   OC     OC     OC        OC       OC       -
check-organisations -  -         -         OC   OC     OC     OC        OC       OC       -
write-update     -     -         -         OE   OE     OE     OE        OE       OE       -
send-update      -     -         -         O    O      O      O         O        O        -
record-dealing   -     -         -         OE   OE     OE     OE        OE       OE       -
make-pack        -     -         -         OE   OE     OE     OE        OE       OE       -
plan-hand-in     -     -         -         OE   OE     OE     OE        OE       -        -
choose-retention O     O         O         O    O      O      O         O        O        -
answer-complaints O    O         O         O    O      O      O         O        O        O
`

const ROLES = ['owner', 'editor', 'checker', 'reader'] as const satisfies TeamRole[]
const [HEAD = [], ...ROWS] = GRID.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const STAGES = HEAD as Stage[]
const ACTS = ROWS.map(([act]) => act as DeskAct)

function mayDo(role: TeamRole, stage: Stage, act: DeskAct): boolean {
  const row = ROWS.find(([name]) => name === act)
  return row?.[1 + STAGES.indexOf(stage)]?.includes(role[0]?.toUpperCase() ?? '?') ?? false
}

/** Whoever may never do something is asked about it at one of its stages, all others at each. */
function isWorthAsking(role: TeamRole, stage: Stage, act: DeskAct): boolean {
  if (STAGES.some((one) => mayDo(role, one, act))) return true
  const possible = STAGES.filter((one) => mayDo('owner', one, act))
  return possible[ACTS.indexOf(act) % possible.length] === stage
}

/** The columns of a letter that put it at a stage. */
const AT: Record<Stage, string> = {
  draft: `state = 'draft'`,
  scheduled: `state = 'draft', opens_at = 4102444800000`,
  gathering: `state = 'gathering'`,
  open: `state = 'open'`,
  paused: `state = 'paused'`,
  closed: `state = 'closed', closed_at = 1`,
  delivered: `state = 'delivered', closed_at = 1`,
  finished: `state = 'closed', closed_at = 1, finished_at = 2`,
  archived: `state = 'closed', closed_at = 1, finished_at = 2, archived_at = 3`,
  'taken-down': `state = 'open', stopped = 'taken-down'`,
}

async function letterAt(stage: Stage): Promise<Letter> {
  const make = { draft: aDraft, scheduled: aDraft, gathering: aGathering }[stage as string]
  const letter = await (make ?? aLetter)()
  const { id } = letter
  if (!make) await signAndConfirm(letter)
  const sql = `UPDATE letter SET ${AT[stage]} WHERE id = ?`
  await env.DB.batch([
    env.DB.prepare(sql).bind(id),
    env.DB.prepare(
      `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at)
       VALUES (?, 1, 'A newer title', 'The Minister', '1. Newer words.', 1) ON CONFLICT DO NOTHING`
    ).bind(id),
    env.DB.prepare(
      `INSERT INTO remark (letter_id, version, name, words, created_at)
       VALUES (?, 1, 'A reader', 'Say it shorter.', 1)`
    ).bind(id),
    env.DB.prepare(
      `INSERT INTO letter_update (letter_id, version, title, markdown, author, audience, saved_at)
       VALUES (?, 1, 'News', 'It happened.', 'Us',
               '{"signers":"all","followers":true,"hosts":[]}', 1)`
    ).bind(id),
    env.DB.prepare(
      `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, created_at,
                                 confirmed_at)
       VALUES (?1 || '.fen', ?1, 'listed', 1, 'Fen Trust', 'fen trust', 'fen.example.org', 1, 1)`
    ).bind(id),
    env.DB.prepare('UPDATE letter SET organisations = 1 WHERE id = ?').bind(id),
    env.DB.prepare(
      `INSERT INTO school_doubt (id, letter_id, kind, urn, number, found_at)
       VALUES (?1, ?1, 'more-heads', 100000, 1, 1)`
    ).bind(id),
    env.DB.prepare(
      `INSERT INTO comment (signature_id, letter_id, words, state, written_at)
       SELECT id, letter_id, 'Because.', 'waiting', 1 FROM signature WHERE letter_id = ?`
    ).bind(id),
    env.DB.prepare(
      `INSERT INTO data_complaint (id, letter_id, about, words, received_at, due_at)
       VALUES (?2, ?1, 'other', 'It is wrong.', 1, 2)`
    ).bind(id, `${id}-complaint`),
  ])
  return letterAgain({ id })
}

type Form = Record<string, string>
type Given = {
  letter: Letter
  team: Record<TeamRole, Campaigner>
  /** SHA-256 of the words that opening would show. */
  text: string
  remark: number
  /** An update that nobody has published. */
  update: number
  /** A shown name, as a press sends it. */
  name: string
}

/**
 * Where an act is asked for. `idle` is answered without doing anything, by whoever may do it; `does`
 * would do it, if only whoever sends it may. Without either it is a page to read.
 */
type Asked = { path: string; idle?: Form; does?: Form }

function asking(act: DeskAct, { letter, team, text, remark, update, name }: Given): Asked | null {
  const { id, edition, opensAt } = letter
  const link = (kind: string): Asked => ({
    path: deskPaths.links(id),
    idle: { kind, do: 'revoke' },
    does: { kind, do: 'make' },
  })
  const launch = (action: string, more: Form = {}): Asked => {
    const does = { action, text, opens_at: String(opensAt ?? ''), ...more }
    return { path: deskPaths.launch(id), idle: { ...does, text: '', opens_at: '1' }, does }
  }
  const post = (path: string, idle: Form, does: Form): Asked => ({ path, idle, does })
  const press = (action: string, idle: Form, does: Form): Asked =>
    post(deskPaths.team(id), { action, ...idle }, { action, ...does })
  switch (act) {
    case 'read':
      return { path: deskPaths.audit(id) }
    case 'leave-team':
      return null
    case 'keep-notable':
      return post(
        deskPaths.notable(id),
        {},
        { act: 'add', names: 'Ottoline Brackenridge', note: 'The minister of a novel' }
      )
    case 'handle-cases':
      return post(deskPaths.cases(id), {}, { states: 'both', name: '*' })
    case 'open-hidden':
      return post(
        deskPaths.openedSigners(id),
        {},
        { number: '1', reason: 'Somebody wrote that this is no head.' }
      )
    case 'check-schools':
      return post(deskPaths.doubts(id), {}, { doubt: String(id), act: 'in-order' })
    case 'check-comments':
      return post(deskPaths.comments(id), {}, { comment: '1.1.waiting', to: 'shown' })
    case 'check-organisations':
      return post(
        deskPaths.organisations(id),
        {},
        { act: 'take-off', which: `${id}.fen/1`, reason: 'It never asked to be there.' }
      )
    case 'write-update':
      return post(
        deskPaths.newUpdate(id),
        {},
        { version: '0', title: 'News', author: 'Us', markdown: 'It happened.', signers: 'all' }
      )
    case 'send-update':
      return post(deskPaths.publishUpdate(id, update), {}, { version: '1', mail: 'yes' })
    case 'record-dealing':
      return post(
        deskPaths.dealings(id),
        { do: 'nothing' },
        { do: 'domain', was: '', domain: 'inspectorate.example.com' }
      )
    case 'make-pack':
      return { path: deskPaths.pack(id), does: {} }
    case 'plan-hand-in':
      return post(
        deskPaths.handIn(id),
        {},
        { sequence: '', date: '2099-06-01', start: '14:00', end: '15:00', place: 'The gate' }
      )
    case 'choose-retention':
      return post(deskPaths.retention(id), {}, { months: '3' })
    case 'answer-complaints':
      return post(
        deskPaths.complaint(id, `${id}-complaint`),
        {},
        { outcome: 'upheld', answer: 'It was.' }
      )
    case 'write-draft':
      return post(
        deskPaths.draft(id),
        {},
        { edition: String(edition), version: '1', title: 'Mine', addressed_to: 'You', text: 'Hm.' }
      )
    case 'settle-remarks':
      return post(deskPaths.remarks(id), { remark: '0' }, { remark: String(remark) })
    case 'share-draft':
      return link('draft')
    case 'share-founding':
      return link('founding')
    case 'share-embargoed':
      return link('embargo')
    case 'change-settings':
      return post(
        deskPaths.settings(id),
        {},
        {
          version: '0',
          host_name: 'Others',
          language: 'cy',
          role_0_label: 'Anybody',
          controller_name: 'Others',
          controller_contact: 'Others',
          controller_address: 'Elsewhere',
        }
      )
    case 'change-slug':
      return null
    case 'ask-hosts':
      return post(
        deskPaths.hosts(id),
        { action: 'ask' },
        { action: 'ask', host_name: 'Marsh Heads', email: 'a@marsh.example.org' }
      )
    case 'take-off-host':
      return post(
        deskPaths.hosts(id),
        { action: 'take-off', host: 'none' },
        { action: 'take-off', host: 'fen-schools' }
      )
    case 'invite-team':
      return press('invite', {}, { email: 'guest@example.org', role: 'reader' })
    case 'change-team':
      return press('remove', { who: '0' }, { who: String(team.reader.account.id) })
    case 'hand-over':
      return post(
        `${deskPaths.team(id)}/hand-over`,
        { who: '0' },
        { who: String(team.editor.account.id) }
      )
    case 'ask-approval':
    case 'gather':
    case 'open':
    case 'unschedule':
      return launch(act)
    case 'schedule':
      return launch(act, { date: '2099-06-01', time: '07:00' })
    case 'publish-edition':
      return post(
        deskPaths.newEdition(id),
        {},
        { edition: String(edition), version: '1', reason: 'Clearer words', sure: 'yes' }
      )
    case 'pause':
    case 'resume':
    case 'close':
    case 'reopen':
    case 'archive':
    case 'unarchive':
    case 'delete':
      return post(deskPaths.lifeAct(id, act), {}, { sure: 'yes', stage: stageNow(letter) })
    case 'count-paper':
      return post(
        deskPaths.paper(id),
        { number: 'many' },
        { was: '', number: '10', as_of: '2026-06-01', note: 'At the fair' }
      )
    case 'see-signers':
      return { path: deskPaths.signers(id) }
    case 'check-names':
      return post(
        deskPaths.names(id),
        {},
        { act: 'take-off', name, form: 'found', 'reason-found': 'not-a-person' }
      )
  }
}

const stageNow = (letter: Letter) => stageOf(letter, new Date())

const KEPT = [
  'audit',
  'member',
  'invitation',
  'draft',
  'letter_link',
  'letter_host',
  'remark',
  'letter_update',
  'organisation',
  'comment',
  'opened_signer',
  'school_doubt',
  'notable_name',
  'signature_case',
  'pack',
  'hand_in',
  'data_complaint',
]

/** All that the desk could have changed of a letter, as text. */
async function kept({ id }: Letter): Promise<string> {
  const rows = await env.DB.batch([
    env.DB.prepare('SELECT * FROM letter WHERE id = ?').bind(id),
    env.DB.prepare('SELECT * FROM head WHERE letter_id = ?').bind(id),
    env.DB.prepare('SELECT asked, details FROM outbox'),
    env.DB.prepare('SELECT public, off_display FROM signature WHERE letter_id = ?').bind(id),
    ...KEPT.map((table) =>
      env.DB.prepare(`SELECT * FROM ${table} WHERE letter_id = ? ORDER BY 1, 2`).bind(id)
    ),
  ])
  return JSON.stringify(rows.map(({ results }) => results))
}

function send(who: ReturnType<typeof aVisitor>, { path }: Asked, form: Form | undefined) {
  return form ? who.submit(path, form) : who.visit(path)
}

const DENIED = /This is not yours to do|Not while the letter is as it is/

let team: Record<TeamRole, Campaigner>
let stranger: Campaigner
beforeAll(async () => {
  const [owner, editor, checker, reader] = await Promise.all(
    ROLES.map((role) => aCampaigner(`${role}@example.org`, { fresh: true }))
  )
  if (!owner || !editor || !checker || !reader) throw new Error('Too few people.')
  team = { owner, editor, checker, reader }
  stranger = await aCampaigner('stranger@example.org', { fresh: true })
})

async function given(stage: Stage): Promise<Given> {
  const letter = await letterAt(stage)
  for (const role of ROLES) await joinTeam(letter, team[role], role)
  const page = await team.owner.read(deskPaths.launch(letter.id))
  const [, text = 'none'] = page.match(/name="text" value="([0-9a-f]{64})"/) ?? []
  const [row] = await rowsOf<{ remark: number; update: number; name: string | null }>(
    `SELECT id AS remark, (SELECT id FROM letter_update
       WHERE letter_update.letter_id = remark.letter_id) AS "update", (SELECT number || '.' || confirmed_at || '.shown' FROM signature
       WHERE signature.letter_id = remark.letter_id) AS name
     FROM remark WHERE letter_id = ?`,
    letter.id
  )
  const { remark = 0, update = 0 } = row ?? {}
  return { letter, team, text, remark, update, name: row?.name ?? '1.1.shown' }
}

describe('the rights', () => {
  it('are those of the table, every one', () => {
    expect(ACTS).toEqual(expect.arrayContaining(Object.keys(RIGHTS)))
    for (const act of ACTS) {
      const site = STAGES.map((stage) => ROLES.filter((role) => !denied(role, stage, act)))
      const here = STAGES.map((stage) => ROLES.filter((role) => mayDo(role, stage, act)))
      expect({ act, may: site }).toEqual({ act, may: here })
    }
  })

  it.each(STAGES)(
    'hold through the site for every role while a letter is %s',
    { timeout: 30_000 },
    async (stage) => {
      const its = await given(stage)
      expect(stageNow(its.letter)).toBe(stage)
      const before = await kept(its.letter)
      const wrong: string[] = []
      const press = async (role: TeamRole, act: DeskAct, asked: Asked) => {
        const may = mayDo(role, stage, act)
        const answer = await send(team[role], asked, may ? asked.idle : asked.does)
        const page = await answer.text()
        const { status } = answer
        const isLet = status < 500 && status !== 403 && status !== 404 && !DENIED.test(page)
        // The second of two presses on a launch finds the letter open, and leads there.
        const isLater = stage === 'open' && answer.headers.get('location') === life(its.letter)
        const isKept = (status === 403 || status === 409) && DENIED.test(page)
        if (may ? !isLet : !isKept && !isLater) wrong.push(`${role} ${act}: ${status}`)
      }
      for (const act of ACTS) {
        const asked = asking(act, its)
        const roles = ROLES.filter((role) => isWorthAsking(role, stage, act))
        if (asked) await Promise.all(roles.map((role) => press(role, act, asked)))
      }
      expect(wrong).toEqual([])
      expect(await kept(its.letter)).toBe(before)

      for (const role of ROLES) {
        await team[role].submit(deskPaths.team(its.letter.id), { action: 'leave' })
      }
      const left = await rowsOf('SELECT role FROM member WHERE letter_id = ?', its.letter.id)
      expect(left).toEqual([{ role: 'owner' }])
    }
  )

  const life = ({ id }: Letter) => deskPaths.life(id)

  it('end where the team does: to a stranger there is no such letter, and who is not signed in is asked to', async () => {
    const its = await given('open')
    const before = await kept(its.letter)
    for (const act of ACTS) {
      const asked = asking(act, its)
      if (!asked) continue
      expect([act, (await send(stranger, asked, asked.does)).status]).toEqual([act, 404])
      const answer = await send(aVisitor(), asked, asked.does)
      const isAsked = asked.does
        ? /You are no longer signed in/.test(await answer.text())
        : answer.headers.get('location')?.startsWith(deskPaths.signIn())
      expect([act, isAsked]).toEqual([act, true])
    }
    expect(await kept(its.letter)).toBe(before)
  })

  it('change a letter’s address only before it opens', async () => {
    for (const stage of ['draft', 'gathering', 'open'] as const) {
      const its = await given(stage)
      const { letter } = its
      const form = asking('change-settings', its)
      const slug = `moved-${letter.id}`
      await team.editor.submit(deskPaths.settings(letter.id), { ...form?.does, slug })
      const isMoved = (await letterAgain(letter)).slug === slug
      expect([stage, isMoved]).toEqual([stage, mayDo('editor', stage, 'change-slug')])
    }
  })
})
