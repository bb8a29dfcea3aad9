import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { linksOf, linkToken, makeLink, revokeLink, type LinkKind } from '../../src/desk/letter-link'
import { ask } from '../../src/ask'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import type { Verbs } from '../../src/registrar/acts'
import { askRegistrar } from '../../src/registrar/ask'
import { readOpeningTime } from '../../src/web/desk/opening-time'
import { DAY, HOUR } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aDraft, aGathering, aLetter, letterAgain } from '../support/letters'
import { ada, change, confirm, signAndConfirm, signUp, tokenIn } from '../support/signers'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const master = Uint8Array.fromBase64(env.MASTER_KEY)
const by = { accountId: null }

const tell = <V extends keyof Verbs>(letter: Letter, act: Verbs[V][0] & { verb: V }) =>
  askRegistrar<V>(env.REGISTRAR, letter.id, act)

const stop = (letter: Letter, how: 'paused' | 'taken-down' | null) =>
  tell<'stop'>(letter, {
    verb: 'stop',
    how,
    sentence: 'A steward is looking into it.',
    by: { ...by, asSteward: true },
    at: Date.now(),
  })

let owner: Campaigner
beforeAll(async () => {
  owner = await aCampaigner(undefined, { fresh: true })
})

async function owned(letter: Letter, who = owner): Promise<Letter> {
  await joinTeam(letter, who, 'owner')
  return letter
}

/** The hidden fields of the form on a page whose action this is, as a press would send them. */
function formFor(page: string, action: string): Record<string, string> {
  const form = page.split('<form').find((one) => one.includes(`value="${action}"`)) ?? ''
  const hidden = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]))
}

const launch = async (letter: Letter, action: string, more: Record<string, string> = {}) => {
  const page = await owner.read(deskPaths.launch(letter.id))
  return owner.submit(deskPaths.launch(letter.id), { ...formFor(page, action), ...more })
}

async function linkTo(letter: Letter, kind: LinkKind): Promise<string> {
  await makeLink(env.DB, master, letter.id, kind, owner.account.id, new Date())
  const [links] = await ask(env.DB, linksOf(env.DB, letter.id))
  return linkToken(master, links.find((one) => one.kind === kind)?.id ?? '')
}

describe('the launch page', () => {
  it('says what could stop the launch and what is missing, each with where it is mended', async () => {
    const waiting = await aCampaigner(undefined, { launching: 'unasked' })
    const letter = await owned(
      await aDraft({ title: '', markdown: '1a. This.\n\n1a. That.' }),
      waiting
    )
    await env.DB.prepare(
      `UPDATE letter SET controller_address = ' ', controller_contact = ' ', roles = '[]'
       WHERE id = ?`
    )
      .bind(letter.id)
      .run()
    await env.DB.prepare(
      `UPDATE letter_host SET standing = 'asked' WHERE letter_id = ? AND position = 1`
    )
      .bind(letter.id)
      .run()
    const before = await dumpTables()

    const page = await waiting.read(deskPaths.launch(letter.id))

    expect(page).toContain('needs a steward’s approval')
    expect(page).toContain(`<a href="${deskPaths.draft(letter.id)}">a title</a>`)
    expect(page).toContain('the second point 1a')
    expect(page).toContain('the postal address')
    expect(page).toContain('how to reach who answers')
    expect(page).toContain('at least one role')
    expect(page).toContain('Asked, and not answered yet: Fen Schools')
    expect(page).not.toContain('Open it now')
    expect(await dumpTables()).toBe(before)

    const asked = await waiting.submit(deskPaths.launch(letter.id), formFor(page, 'ask-approval'))
    expect(asked.status).toBe(303)
    expect(await waiting.read(deskPaths.launch(letter.id))).toContain('A steward is asked')
  })

  it('opens exactly the words that it showed, once, however often it is pressed', async () => {
    const letter = await owned(await aDraft())
    const page = await owner.read(deskPaths.launch(letter.id))
    const form = formFor(page, 'open')

    const presses = await Promise.all(
      [1, 2, 3].map(() => owner.submit(deskPaths.launch(letter.id), form))
    )
    const later = await owner.submit(deskPaths.launch(letter.id), form)

    expect(presses.map(({ status }) => status)).toContain(303)
    expect(later.headers.get('location')).toContain(deskPaths.life(letter.id))
    const editions = await rowsOf('SELECT sha256 FROM edition WHERE letter_id = ?', letter.id)
    expect(editions).toEqual([{ sha256: form.text }])
    expect((await aVisitor().visit(paths.letter(letter.slug))).status).toBe(200)
  })

  it('refuses a form that showed other words, and keeps both as they are', async () => {
    const letter = await owned(await aDraft())
    const form = formFor(await owner.read(deskPaths.launch(letter.id)), 'open')
    await env.DB.prepare(`UPDATE draft SET markdown = 'Dear all', version = 2 WHERE letter_id = ?`)
      .bind(letter.id)
      .run()

    const answer = await owner.submit(deskPaths.launch(letter.id), form)

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('were changed since this page was shown')
    expect(await letterAgain(letter)).toMatchObject({ state: 'draft', edition: 0 })
  })

  it('is for the owner alone, and for nobody outside the team', async () => {
    const letter = await owned(await aDraft())
    const [editor, stranger] = [await aCampaigner(), await aCampaigner()]
    await joinTeam(letter, editor, 'editor')
    const form = formFor(await owner.read(deskPaths.launch(letter.id)), 'open')

    expect((await editor.submit(deskPaths.launch(letter.id), form)).status).toBe(403)
    expect((await stranger.submit(deskPaths.launch(letter.id), form)).status).toBe(404)
    expect(await letterAgain(letter)).toMatchObject({ state: 'draft' })
  })

  it('opens nothing while stewards have paused that, and says their sentence', async () => {
    const letter = await owned(await aDraft())
    const form = formFor(await owner.read(deskPaths.launch(letter.id)), 'open')
    await env.DB.prepare(`UPDATE site SET launching_paused = 'We are moving house.'`).run()

    const answer = await owner.submit(deskPaths.launch(letter.id), form)
    await env.DB.prepare('UPDATE site SET launching_paused = NULL').run()

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('We are moving house.')
    expect(await letterAgain(letter)).toMatchObject({ state: 'draft' })
  })

  it('sets a time, fixes the words until it is cancelled, and shows when it opens', async () => {
    const letter = await owned(await aDraft())
    const tomorrow = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10)

    const past = await launch(letter, 'schedule', { date: '2020-06-01', time: '07:00' })
    const set = await launch(letter, 'schedule', { date: tomorrow, time: '07:00' })
    const page = await owner.read(deskPaths.launch(letter.id))

    expect(past.status).toBe(422)
    expect(set.status).toBe(303)
    expect((await letterAgain(letter)).opensAt).toBeGreaterThan(Date.now())
    expect(page).toContain('07:00 ')
    expect((await owner.visit(deskPaths.draft(letter.id))).status).not.toBe(500)

    expect((await launch(letter, 'unschedule')).status).toBe(303)
    expect((await letterAgain(letter)).opensAt).toBeNull()
  })
})

describe('a time on the clocks of the UK', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const read = (date: string, time: string, zone = '') => readOpeningTime({ date, time, zone }, now)

  it.each([
    ['in summer', '2026-06-22', '07:00', '', '2026-06-22T06:00:00Z'],
    ['in winter', '2026-12-01', '07:00', '', '2026-12-01T07:00:00Z'],
    ['the first of two', '2026-10-25', '01:30', 'BST', '2026-10-25T00:30:00Z'],
    ['the second of two', '2026-10-25', '01:30', 'GMT', '2026-10-25T01:30:00Z'],
    ['just after midnight in summer', '2026-06-22', '00:30', '', '2026-06-21T23:30:00Z'],
  ])('%s is one moment', (_, date, time, zone, moment) => {
    expect(read(date, time, zone)).toEqual({ at: Date.parse(moment) })
  })

  it.each([
    ['an hour that is left out', '2026-03-29', '01:30', 'time', 'There is no 01:30'],
    ['an hour that comes twice', '2026-10-25', '01:30', 'zone', 'comes twice'],
    ['a day that is none', '2026-02-30', '07:00', 'time', 'no such day'],
    ['no day', 'soon', '07:00', 'date', 'Give the day'],
    ['no time', '2026-06-22', '25:00', 'time', 'Give the time'],
    ['what is over', '2025-06-22', '07:00', 'time', 'is over'],
  ])('%s is told', (_, date, time, field, words) => {
    const answer = read(date, time)
    expect('problems' in answer && answer.problems[field]).toContain(words)
  })
})

describe('gathering founding signatories', () => {
  it('begins from the launch page, with a link to give away', async () => {
    const letter = await owned(await aDraft())

    expect((await launch(letter, 'gather')).status).toBe(303)

    const [links] = await ask(env.DB, linksOf(env.DB, letter.id))
    expect(links.map(({ kind }) => kind)).toEqual(['founding'])
    expect(await letterAgain(letter)).toMatchObject({ state: 'gathering', edition: 1 })
  })

  it('is nowhere without its link; with it people sign, confirm and manage as always', async () => {
    const letter = await owned(await aGathering())
    const token = await linkTo(letter, 'founding')
    const visitor = aVisitor()
    const fields = ada()

    const page = await visitor.read(deskPaths.founding(token))
    const typo = await visitor.submit(deskPaths.founding(token), { ...fields, name: '' })
    const signed = await visitor.submit(deskPaths.founding(token), fields)
    const check = await visitor.read(paths.checkYourEmail(letter.slug))
    const link = await visitor.openMail(fields.email, /confirm/)
    const asks = await visitor.read(link)
    const answer = await confirm(visitor, tokenIn(link), fields)
    const counted = await answer.text()
    const manage = tokenIn(counted.match(/\/signature\?t=[^"&]+/)?.[0] ?? '')
    const managed = await visitor.read(paths.signature(manage))
    const mails = await visitor.mails(fields.email)

    expect(typo.status).toBe(422)
    expect(signed.status).toBe(303)
    expect(counted).toContain('founding signatories')
    expect(
      (await change(visitor, manage, 'correct', { ...fields, name: 'Ada Quill' })).status
    ).toBe(200)
    // Nothing that a founding signatory sees leads to a page that is not there.
    for (const seen of [page, await typo.text(), check, asks, counted, managed]) {
      const links = [...seen.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
      expect(links.filter((href) => href?.includes(letter.slug))).toEqual([])
      expect(seen).toContain('noindex')
    }
    expect(mails).toHaveLength(2)
    for (const { text, html } of mails) expect(text + html).not.toContain(`/letters/${letter.slug}`)

    const stranger = aVisitor()
    for (const path of publicPaths(letter)) {
      expect([path, (await stranger.visit(path)).status]).toEqual([path, 404])
    }
    expect((await stranger.submit(paths.signatures(letter.slug), ada())).status).toBe(404)
    expect(await stranger.read(paths.home())).not.toContain(letter.slug)

    expect((await launch(letter, 'open')).status).toBe(303)
    const data = await (await stranger.visit(paths.letterJson(letter.slug))).json()
    expect(data).toMatchObject({ state: 'open', founding: 1, counted: 1 })
    expect(await stranger.read(paths.letter(letter.slug))).toContain('1 founding signatory')
    expect(await stranger.read(paths.newsroom(letter.slug))).toContain('1 founding signatory')
    const opened = await stranger.visit(deskPaths.founding(token))
    expect(opened.headers.get('location')).toBe(paths.letter(letter.slug))
  })

  it('lets whoever mistyped their address sign with the right one', async () => {
    const letter = await aGathering()
    const token = await linkTo(letter, 'founding')
    const visitor = aVisitor()
    await visitor.submit(deskPaths.founding(token), ada())

    const right = await visitor.submit(paths.signatures(letter.slug), ada())

    expect(right.status).toBe(303)
  })

  it('ends for a link that was taken back, with a kind word', async () => {
    const letter = await aGathering()
    const token = await linkTo(letter, 'founding')
    await revokeLink(env.DB, letter.id, 'founding', owner.account.id, new Date())
    const visitor = aVisitor()

    const page = await visitor.visit(deskPaths.founding(token))
    const sent = await visitor.submit(deskPaths.founding(token), ada())

    expect(page.status).toBe(410)
    expect(await page.text()).toContain('Ask them for the link that works')
    expect(sent.status).toBe(410)
    expect((await visitor.visit(deskPaths.founding('nothing'))).status).toBe(404)
  })
})

describe('an embargoed link', () => {
  it('shows journalists letter, hosts, contact and time, no form, and leads on once it is open', async () => {
    const letter = await owned(await aDraft({ pressContact: 'press@quill.example.org' }))
    const day = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10)
    await launch(letter, 'schedule', { date: day, time: '07:00' })
    const token = await linkTo(letter, 'embargo')
    const journalist = aVisitor()

    const page = await journalist.read(deskPaths.embargoed(token))
    await launch(letter, 'open')
    const after = await journalist.visit(deskPaths.embargoed(token))

    for (const words of ['Embargoed until', '07:00', letter.title, 'press@quill.example.org'])
      expect(page).toContain(words)
    expect(page).toContain('noindex')
    expect(page).not.toContain('<form')
    expect(after.headers.get('location')).toBe(paths.letter(letter.slug))
  })
})

/** Addresses of a letter that anyone may try. */
function publicPaths({ slug }: Letter): string[] {
  return [
    paths.letter(slug),
    paths.letterJson(slug),
    paths.countJson(slug),
    paths.live(slug),
    paths.historyJson(slug),
    paths.historyCsv(slug),
    paths.breakdownCsv(slug),
    paths.corrections(slug),
    paths.correctionsJson(slug),
    paths.edition(slug, 1),
    paths.editionText(slug, 1),
    paths.signatures(slug),
    paths.signaturesJson(slug),
    paths.signaturesCsv(slug),
    paths.checkYourEmail(slug),
    paths.privacy(slug),
    paths.badge(slug),
    paths.embed(slug),
    paths.poster(slug),
    paths.newsroom(slug),
    paths.ledger(slug),
    paths.feed(slug),
  ]
}

describe('a letter that a steward stopped', () => {
  it('is gone with a sentence, without text, names or embed; its ledger and its links stay', async () => {
    const letter = await aLetter()
    const { manage, visitor } = await signAndConfirm(letter)
    const text = 'Say it in plain words'
    expect(await visitor.read(paths.letter(letter.slug))).toContain(text)
    await stop(letter, 'taken-down')
    const stranger = aVisitor()

    for (const path of publicPaths(letter)) {
      await caches.default.delete(new URL(path, env.ORIGIN).href)
      const answer = await stranger.visit(path)
      const said = await answer.text()
      expect([path, answer.status]).toEqual([path, 410])
      for (const hidden of [text, letter.title, 'Quillfeather']) expect(said).not.toContain(hidden)
    }
    const page = await stranger.read(paths.letter(letter.slug))
    const data = await stranger.visit(paths.letterJson(letter.slug))
    expect(page).toContain('A steward is looking into it.')
    expect(await data.json()).toEqual({
      gone: 'taken-down',
      because: 'A steward is looking into it.',
    })
    expect((await stranger.submit(paths.signatures(letter.slug), ada())).status).toBe(410)
    expect((await stranger.visit(paths.checkpoint(letter.uuid))).status).toBe(200)
    expect(await visitor.read(paths.signature(manage))).toContain('Your signature')
    expect((await stranger.visit(paths.letter('no-such-letter'))).status).toBe(404)

    await stop(letter, null)
    expect((await stranger.visit(paths.letter(letter.slug))).status).toBe(200)
  })

  it('when paused says so in the form’s place, and gives back what was typed', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await signUp(letter)
    await stop(letter, 'paused')

    const page = await visitor.read(paths.letter(letter.slug))
    const sent = await visitor.submit(paths.signatures(letter.slug), ada({ name: 'Grace Inkwell' }))
    const yes = await confirm(visitor, token, fields)

    expect(page).toContain('A steward is looking into it.')
    expect(page).not.toContain('<form id="sign"')
    expect(sent.status).toBe(503)
    const back = await sent.text()
    expect(back).toContain('Grace Inkwell')
    expect(back).toContain('A steward is looking into it.')
    expect(yes.status).toBe(410)
    expect(await yes.text()).toContain('A steward is looking into it.')
    await stop(letter, null)
    expect(await (await confirm(visitor, token, fields)).text()).toContain('signatory number')
  })

  it('like all others when signing is paused on the whole site', async () => {
    const letter = await aLetter()
    await env.DB.prepare(`UPDATE site SET signing_paused = 'Back at nine.'`).run()

    const page = await aVisitor().read(paths.letter(letter.slug))
    const sent = await aVisitor().submit(paths.signatures(letter.slug), ada())
    await env.DB.prepare('UPDATE site SET signing_paused = NULL').run()

    expect(page).toContain('Back at nine.')
    expect(sent.status).toBe(503)
    expect(await sent.text()).toContain('Quillfeather')
  })
})

describe('an old address', () => {
  it('leads to the letter for ever, with path and query, and only once it is public', async () => {
    const [open, gathering] = [await aLetter(), await aGathering()]
    for (const { id } of [open, gathering]) {
      await env.DB.prepare('INSERT INTO old_slug (slug, letter_id, since) VALUES (?, ?, 0)')
        .bind(`once-${id}`, id)
        .run()
    }
    const old = `once-${open.id}`
    const moved = async (path: string) => {
      const answer = await aVisitor().visit(path)
      return [answer.status, answer.headers.get('location')]
    }

    expect(await moved(paths.letter(old))).toEqual([301, paths.letter(open.slug)])
    expect(await moved(`${paths.signatures(old)}?q=a%20b`)).toEqual([
      301,
      `${paths.signatures(open.slug)}?q=a%20b`,
    ])
    expect(await moved(paths.letterJson(old))).toEqual([301, paths.letterJson(open.slug)])
    expect(await moved(paths.embed(old))).toEqual([301, paths.embed(open.slug)])
    expect(await moved(paths.letter(`once-${gathering.id}`))).toEqual([404, null])
  })
})

describe('what an owner does with an open letter', () => {
  const sure = async (letter: Letter, act: string, who = owner) => {
    const page = await who.read(deskPaths.lifeAct(letter.id, act))
    return who.submit(deskPaths.lifeAct(letter.id, act), formFor(page, 'yes'))
  }

  it('says beforehand what signers and everyone will see, and only then does it', async () => {
    const letter = await owned(await aLetter())
    const before = await dumpTables()

    const asks = await owner.read(deskPaths.lifeAct(letter.id, 'pause'))
    const bare = await owner.submit(deskPaths.lifeAct(letter.id, 'pause'), {})

    expect(asks).toContain('Where the form was, everyone reads')
    expect(bare.status).toBe(409)
    expect(await dumpTables()).toBe(before)

    const paused = await sure(letter, 'pause')
    expect(paused.headers.get('location')).toContain('done=pause')
    expect(await aVisitor().read(paths.letter(letter.slug))).toContain('Signing is paused')
    await sure(letter, 'resume')
    expect(await letterAgain(letter)).toMatchObject({ state: 'open' })
    expect(await owner.read(deskPaths.life(letter.id))).toContain('Pause signing')
  })

  it('asks for a fresh code before it closes, and refuses a form of another state', async () => {
    const tired = await aCampaigner()
    const letter = await owned(await aLetter(), tired)

    const unasked = await tired.visit(deskPaths.lifeAct(letter.id, 'close'))
    const sent = await tired.submit(deskPaths.lifeAct(letter.id, 'close'), {
      sure: 'yes',
      stage: 'open',
    })
    expect(unasked.headers.get('location')).toContain('/desk/fresh')
    expect([303, 403]).toContain(sent.status)
    expect(await letterAgain(letter)).toMatchObject({ state: 'open' })

    const mine = await owned(await aLetter())
    const stale = await owner.submit(deskPaths.lifeAct(mine.id, 'close'), {
      sure: 'yes',
      stage: 'paused',
    })
    expect(stale.status).toBe(409)
    expect((await sure(mine, 'close')).status).toBe(303)
    expect(await letterAgain(mine)).toMatchObject({ state: 'closed' })
    expect((await sure(mine, 'reopen')).status).toBe(303)
  })

  it('deletes what nobody has signed, and nothing else', async () => {
    const signed = await owned(await aLetter())
    await signUp(signed)
    const [unsigned, draft] = [await owned(await aLetter()), await owned(await aDraft())]

    expect((await sure(signed, 'delete')).status).toBe(409)
    expect((await sure(unsigned, 'delete')).headers.get('location')).toBe(deskPaths.home())
    expect((await sure(draft, 'delete')).headers.get('location')).toBe(deskPaths.home())

    const gone = await aVisitor().visit(paths.letter(unsigned.slug))
    expect(gone.status).toBe(410)
    expect(await gone.text()).toContain('deleted by those who wrote it')
    expect((await owner.visit(deskPaths.life(draft.id))).status).toBe(404)
    expect((await aVisitor().visit(paths.letter(signed.slug))).status).toBe(200)
  })

  it('deletes no letter that an organisation stands behind; who follows one is forgotten with it', async () => {
    const [joint, followed] = [await owned(await aLetter()), await owned(await aLetter())]
    const organisation = (letter: Letter, state: string) =>
      env.DB.prepare(
        `INSERT INTO organisation (id, letter_id, state, edition, name, folded, domain, email,
                                   created_at, expires_at)
         VALUES (?1 || '.fen', ?1, ?2, 1, 'Fen Trust', 'fen trust', 'fen.example.org',
                 'office@fen.example.org', 1, 9)`
      ).bind(letter.id, state)
    await env.DB.batch([
      organisation(joint, 'listed'),
      env.DB.prepare('UPDATE letter SET organisations = 1 WHERE id = ?').bind(joint.id),
      organisation(followed, 'pending'),
      env.DB.prepare(
        `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at)
         VALUES ('follows-deleted', ?, 'following', 'key', 'sealed', 1)`
      ).bind(followed.id),
    ])

    const kept = await sure(joint, 'delete')
    expect(kept.status).toBe(409)
    expect(await kept.text()).toContain('an organisation stands behind it')
    expect((await sure(followed, 'delete')).status).toBe(303)

    const left = (table: string) =>
      rowsOf<{ letter: number }>(
        `SELECT letter_id AS letter FROM ${table} WHERE letter_id IN (?, ?)`,
        joint.id,
        followed.id
      )
    expect(await left('organisation')).toEqual([{ letter: joint.id }])
    expect(await left('follow')).toEqual([])
  })

  it('archives a finished letter: readable, said so, and off the first page', async () => {
    const letter = await owned(await aLetter({ closesAt: Date.now() + HOUR }))
    const at = Date.now() + 2 * DAY
    await tell<'finish'>(letter, { verb: 'finish', at })

    expect((await sure(letter, 'archive')).status).toBe(303)

    expect(await aVisitor().read(paths.letter(letter.slug))).toContain('Archived on')
    expect(await aVisitor().read(paths.home())).not.toContain(paths.letter(letter.slug))
    expect(await owner.read(deskPaths.life(letter.id))).toContain('out of the archive')
  })
})
