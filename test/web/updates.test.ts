import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { seal } from '../../src/seal'
import { tellUpdates } from '../../src/updates/tell'
import { addressKey } from '../../src/mailbox'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, signAndConfirm } from '../support/signers'
import { runCron } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor, deliverDueMail } from '../support/visitor'
import { readAtom } from './atom'

const typed = {
  version: '0',
  title: 'The Inspector has answered',
  author: 'Maud Inkwell',
  markdown: 'They said **yes** to [point 2](#point-2).\n\n- and *perhaps*\n\nRead <b>all</b>.',
  signers: 'all',
  followers: 'on',
  before: '1',
}

let owner: Campaigner
let editor: Campaigner
beforeAll(async () => {
  owner = await aCampaigner('owner@example.org', { fresh: true })
  editor = await aCampaigner('editor@example.org', { fresh: true })
})

async function ours(given = {}): Promise<Letter> {
  const letter = await aLetter(given)
  await joinTeam(letter, owner, 'owner')
  await joinTeam(letter, editor, 'editor')
  return letter
}

/** Writes an update; returns the id that its page at the desk has. */
async function written(letter: Letter, over: Record<string, string> = {}, who = owner) {
  const answer = await who.submit(deskPaths.newUpdate(letter.id), { ...typed, ...over })
  expect(answer.status).toBe(303)
  return Number(/updates\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
}

const publish = (letter: Letter, id: number, over: Record<string, string> = {}, who = owner) =>
  who.submit(deskPaths.publishUpdate(letter.id, id), { version: '1', mail: 'yes', ...over })

const master = Uint8Array.fromBase64(env.MASTER_KEY)

/** All that is to be promised is, and is sent. */
async function mailAll() {
  for (let more = true; more;) {
    more = (await tellUpdates(env.DB, master, new Date())).more
    await deliverDueMail()
  }
}

const newsTo = async (address: string, title = typed.title) =>
  (await aVisitor().mails(address)).filter(({ subject }) => subject === title)

async function aFollower(letter: Letter, address: string) {
  const id = crypto.randomUUID()
  await env.DB.prepare(
    `INSERT INTO follow (id, letter_id, state, email_key, kept_address, created_at, confirmed_at)
     VALUES (?, ?, 'following', ?, ?, 1, 1)`
  )
    .bind(
      id,
      letter.id,
      await addressKey(master, address),
      await seal(master, 'kept-address', address)
    )
    .run()
  return id
}

describe('an update', () => {
  it('is written, read by everyone once it is published, and mailed to those who asked', async () => {
    const letter = await ours()
    const asked = await signAndConfirm(letter, ada({ updates: 'on' }))
    const silent = await signAndConfirm(letter, ada())
    const reader = `reader-${letter.id}@example.org`
    await aFollower(letter, reader)
    const id = await written(letter, { 'about-point-2': 'on' })

    const sure = await owner.read(deskPaths.publishUpdate(letter.id, id))
    expect(sure).toContain('signers who asked for news: 1')
    expect(sure).toContain('those who follow the letter: 1')
    const before = await aVisitor().visit(paths.update(letter.slug, 1))
    expect(before.status).toBe(404)
    await publish(letter, id)
    await runCron()
    await mailAll()

    const page = await aVisitor().read(paths.update(letter.slug, 1))
    expect(page).toContain('<h1>The Inspector has answered</h1>')
    expect(page).toContain('By Maud Inkwell')
    expect(page).toContain('Read &lt;b&gt;all&lt;/b&gt;.')
    expect(page).toContain(`href="${paths.point(letter.slug, 'point-2')}"`)
    expect(await aVisitor().read(paths.updates(letter.slug))).toContain(
      `href="${paths.update(letter.slug, 1)}">The Inspector has answered</a>`
    )
    const front = await aVisitor().read(paths.letter(letter.slug))
    expect(front.match(/The Inspector has answered/g)).toHaveLength(2)
    const { entries } = readAtom(await aVisitor().read(paths.feed(letter.slug)))
    expect(entries[0]).toMatchObject({
      title: 'The Inspector has answered',
      href: env.ORIGIN + paths.update(letter.slug, 1),
    })

    expect(await newsTo(asked.fields.email)).toHaveLength(1)
    expect(await newsTo(reader)).toHaveLength(1)
    expect(await newsTo(silent.fields.email)).toHaveLength(0)
    const list = await owner.read(deskPaths.updates(letter.id))
    expect(list).toMatch(/Mails so far<\/dt><dd>2<.*Handed to the mail provider<\/dt><dd>2</)
    expect(list).toContain('Everybody has had their turn')
    expect(list).not.toContain(asked.fields.email)
    expect(list).not.toContain(reader)
  })

  it('comes from the hosts, whole as text and as HTML, with one click to hear no more', async () => {
    const letter = await ours()
    const { fields, visitor } = await signAndConfirm(letter, ada({ updates: 'on' }))
    await publish(letter, await written(letter, { 'about-point-1': 'on' }))
    await mailAll()

    const [mail] = await newsTo(fields.email)

    const url = env.ORIGIN + paths.letter(letter.slug)
    expect(mail?.headers.From).toContain('Quill Forum and Fen Schools via')
    expect(mail?.text).toContain(`They said yes to point 2 (${url}#point-2).`)
    expect(mail?.text).toContain('\n- and perhaps\n')
    expect(mail?.text).toContain('Read <b>all</b>.')
    expect(mail?.text).toContain(`“${letter.title}”`)
    expect(mail?.text).toContain(`It is about point 1 ${url}#point-1`)
    expect(mail?.text).toContain(env.ORIGIN + paths.update(letter.slug, 1))
    expect(mail?.html).toContain(`<strong>yes</strong> to <a href="${url}#point-2"`)
    expect(mail?.html).toContain('Read &lt;b&gt;all&lt;/b&gt;.')
    expect(mail?.html).not.toMatch(/href="[#/]/)
    const unsubscribe = /<(.*)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
    expect(unsubscribe).toMatch(/\/unsubscribe\?t=[^&]+&l=en$/)
    expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(mail?.text).toContain(unsubscribe)
    expect(`${mail?.text}${mail?.html}`).not.toContain('Quillfeather')

    // As a mail program does it: no cookie, no page before it.
    await visitor.submit(unsubscribe.slice(env.ORIGIN.length), {
      'List-Unsubscribe': 'One-Click',
    })
    await publish(letter, await written(letter, { title: 'More news' }))
    await mailAll()
    expect(await newsTo(fields.email, 'More news')).toHaveLength(0)
    expect(await owner.read(deskPaths.updates(letter.id))).toContain('Unsubscribed</dt><dd>1<')
  })

  it('does not reach who has withdrawn, erased or unticked news', async () => {
    const letter = await ours()
    const people = []
    for (const how of ['withdraw', 'erase', 'correct'] as const) {
      const { visitor, manage, fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
      const { email, consent: _, ...shown } = fields
      await change(visitor, manage, how, how === 'correct' ? { ...shown, updates: '' } : {})
      people.push(email)
    }
    await publish(letter, await written(letter))

    await mailAll()

    for (const email of people) expect(await newsTo(email)).toEqual([])
  })

  it('can go to signers of earlier editions alone', async () => {
    const letter = await ours()
    const early = await signAndConfirm(letter, ada({ updates: 'on' }))
    const revised = await reviseLetter(letter, '1. Come on a Friday.')
    const late = await signAndConfirm(revised, ada({ updates: 'on', edition: '2' }))
    const form = await owner.read(deskPaths.newUpdate(letter.id))
    expect(form).toContain('Those behind an edition before edition 2 (1)')
    await publish(letter, await written(letter, { signers: 'earlier', before: '2' }))

    await mailAll()

    expect(await newsTo(early.fields.email)).toHaveLength(1)
    expect(await newsTo(late.fields.email)).toHaveLength(0)
  })

  it('can be published without mail', async () => {
    const letter = await ours()
    const { fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
    await publish(letter, await written(letter), { mail: 'no' })

    await mailAll()

    expect(await newsTo(fields.email)).toHaveLength(0)
    expect(await owner.read(deskPaths.updates(letter.id))).toContain('Published without mail.')
    expect((await aVisitor().visit(paths.update(letter.slug, 1))).status).toBe(200)
  })

  it('is published once, however often and at the same time it is pressed', async () => {
    const letter = await ours()
    const { fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
    const id = await written(letter)

    const answers = await Promise.all([
      publish(letter, id),
      publish(letter, id),
      publish(letter, id),
    ])
    await mailAll()

    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    expect(await newsTo(fields.email)).toHaveLength(1)
    expect((await aVisitor().visit(paths.update(letter.slug, 2))).status).toBe(404)
  })

  it('keeps its words once it is published; what somebody then types stays to be saved anew', async () => {
    const letter = await ours()
    const id = await written(letter)
    await publish(letter, id, { mail: 'no' })

    const answer = await editor.submit(deskPaths.update(letter.id, id), {
      ...typed,
      version: '1',
      markdown: 'Other words entirely.',
    })
    const page = await answer.text()

    expect(answer.status).toBe(409)
    expect(page).toContain('Other words entirely.')
    expect(page).toContain(`action="${deskPaths.newUpdate(letter.id)}"`)
    expect(await aVisitor().read(paths.update(letter.slug, 1))).not.toContain('Other words')
  })

  it('shows both when two write at once, and loses neither', async () => {
    const letter = await ours()
    const id = await written(letter)
    const save = (who: Campaigner, markdown: string, version: string) =>
      who.submit(deskPaths.update(letter.id, id), { ...typed, version, markdown })
    await save(editor, 'What the editor wrote.', '1')

    const late = await save(owner, 'What the owner wrote.', '1')
    const page = await late.text()
    expect(late.status).toBe(409)
    expect(page).toContain('editor@example.org saved this update')
    expect(page).toMatch(/<del>.*editor/)
    expect(page).toContain('What the owner wrote.')
    expect(page).toContain('name="version" value="2"')

    expect((await save(owner, 'What both wrote.', '2')).status).toBe(303)
    expect(await owner.read(deskPaths.update(letter.id, id))).toContain('What both wrote.')
  })

  it.each([
    ['no title', { title: ' ' }, 'Give the update a title.'],
    ['no author', { author: '' }, 'Say who writes this.'],
    ['no words', { markdown: '\n' }, 'Write what happened.'],
    ['too many words', { markdown: 'x'.repeat(20_001) }, '20,000 characters or fewer (now 20001)'],
    ['a forged version', { version: 'x' }, 'Open this page again.'],
  ])('with %s says what to do, and keeps what was typed', async (_, over, problem) => {
    const letter = await ours()

    const answer = await owner.submit(deskPaths.newUpdate(letter.id), { ...typed, ...over })
    const page = await answer.text()

    expect(answer.status).toBe(422)
    expect(page).toContain(problem)
    expect(page).toContain('markdown' in over ? typed.title : 'They said **yes**')
    expect(await rowsOf('SELECT id FROM letter_update WHERE letter_id = ?', letter.id)).toEqual([])
  })

  it('is previewed without being saved', async () => {
    const letter = await ours()
    const before = await dumpTables()

    const answer = await owner.submit(deskPaths.newUpdate(letter.id), { ...typed, do: 'preview' })
    const page = await answer.text()

    expect(answer.status).toBe(200)
    expect(page).toContain('They said <strong>yes</strong>')
    expect(page).toContain('Nothing is saved by looking')
    expect(withoutSessions(await dumpTables())).toBe(withoutSessions(before))
  })

  it('is mailed as a test to whoever asks, just as readers get it, but for the way out', async () => {
    const letter = await ours()
    const { fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
    const id = await written(letter, { do: 'test' })
    await publish(letter, id)
    await mailAll()

    const tests = await newsTo('owner@example.org', `Test: ${typed.title}`)
    const [real] = await newsTo(fields.email)

    const [test] = tests.filter(({ text }) => text.includes(`/letters/${letter.slug}#`))
    expect(test?.headers.From).toBe(real?.headers.From)
    expect(test?.headers['List-Unsubscribe']).toBeUndefined()
    expect(test?.text).not.toContain('/unsubscribe')
    const words = (text = '') => text.slice(0, text.indexOf('The same on its page'))
    expect(words(test?.text)).toBe(words(real?.text))
  })

  it('is mailed as a test twenty times a day and no more, and is saved all the same', async () => {
    const letter = await ours()
    const account = owner.account.id
    await env.DB.prepare(
      `INSERT INTO audit (letter_id, account_id, act, at)
       SELECT ?1, ?2, 'test-update', ?3 FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]')`
    )
      .bind(letter.id, account, Date.now())
      .run()
    const before = await rowsOf('SELECT id FROM outbox')

    const id = await written(letter, { do: 'test', title: 'One test too many' })

    const page = await owner.read(`${deskPaths.update(letter.id, id)}?done=no-test`)
    expect(page).toContain('No test was sent')
    expect(page).toContain('One test too many')
    expect(await rowsOf('SELECT id FROM outbox')).toEqual(before)
    await env.DB.prepare(`DELETE FROM audit WHERE act = 'test-update'`).run()
  })

  it('is thrown away only with a tick, and only as it was seen', async () => {
    const letter = await ours()
    const id = await written(letter)
    const discard = (fields: Record<string, string>) =>
      owner.submit(deskPaths.update(letter.id, id), { do: 'discard', ...fields })

    expect((await discard({ version: '1' })).status).toBe(409)
    expect((await discard({ version: '9', sure: 'on' })).status).toBe(409)
    expect((await discard({ version: '1', sure: 'on' })).status).toBe(303)
    expect((await owner.visit(deskPaths.update(letter.id, id))).status).toBe(404)
  })

  it('is not published as somebody saved it meanwhile, nor by who may only write', async () => {
    const letter = await ours()
    const id = await written(letter, {}, editor)
    await editor.submit(deskPaths.update(letter.id, id), { ...typed, version: '1' })

    expect((await publish(letter, id)).status).toBe(409)
    expect((await publish(letter, id, { version: '2', mail: '' })).status).toBe(409)
    expect((await publish(letter, id, { version: '2' }, editor)).status).toBe(403)
    const stale = await aCampaigner('tired@example.org')
    await joinTeam(letter, stale, 'owner')
    expect((await publish(letter, id, { version: '2' }, stale)).status).toBe(403)
    expect((await aVisitor().visit(paths.update(letter.slug, 1))).status).toBe(404)
  })

  it('can’t be reached from another letter’s team', async () => {
    const [letter, other] = [await ours(), await aLetter()]
    const stranger = await aCampaigner('stranger@example.org', { fresh: true })
    await joinTeam(other, stranger, 'owner')
    const id = await written(letter)

    const reads = await stranger.visit(deskPaths.update(other.id, id))
    const publishes = await publish(other, id, {}, stranger)
    const stops = await stranger.submit(deskPaths.mailing(other.id, id), { do: 'pause' })

    expect([reads.status, publishes.status, stops.status]).toEqual([404, 404, 404])
  })

  it('has its mail paused, taken up and called off by its owner, who reads how far it is', async () => {
    const letter = await ours()
    const id = await written(letter)
    // A steward stops the letter, so that nothing goes out meanwhile.
    await env.DB.batch([
      env.DB.prepare(`UPDATE letter SET stopped = 'paused' WHERE id = ?`).bind(letter.id),
      env.DB.prepare(`UPDATE letter_update SET number = 1, published_at = 1 WHERE id = ?`).bind(id),
      env.DB.prepare(
        `INSERT INTO mailing (update_id, letter_id, state, among, reached, begun_at)
         VALUES (?1, ?2, 'running', 'signers', ?3, 1)`
      ).bind(id, letter.id, `${letter.id}.V0`),
    ])
    const press = async (act: string, who = owner) => {
      const answer = await who.submit(deskPaths.mailing(letter.id, id), { do: act })
      return answer.headers.get('location') ?? String(answer.status)
    }

    const stopped = await owner.read(deskPaths.updates(letter.id))
    expect(stopped).toContain('about 50% of the signers have had their turn')
    expect(stopped).toContain('It rests while the letter is stopped')
    expect(await press('pause', editor)).toBe('403')
    expect(await press('pause')).toContain('done=pause')
    expect(await owner.read(deskPaths.updates(letter.id))).toContain('Call it off for good')
    expect(await press('pause')).toContain('done=late')
    expect(await press('resume')).toContain('done=resume')
    expect(await press('cancel')).toContain('done=cancel')
    expect(await press('resume')).toContain('done=late')
    expect(await press('delete')).toContain('done=late')
    const audit = await owner.read(deskPaths.audit(letter.id))
    expect(audit).toContain('called off the mail about “The Inspector has answered”')
  })
})

/** Looking at the desk notes when somebody was last there. */
function withoutSessions(dump: string): string {
  const tables = JSON.parse(dump) as { table: string }[]
  return JSON.stringify(tables.filter(({ table }) => table !== 'session'))
}
