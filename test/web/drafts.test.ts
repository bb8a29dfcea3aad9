import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { auditOf } from '../../src/desk/audit'
import { draftOf } from '../../src/desk/find'
import { settleRemark } from '../../src/desk/remark'
import { removeMember } from '../../src/desk/team'
import { deskPaths } from '../../src/desk-paths'
import { askRegistrar } from '../../src/registrar/ask'
import { MINUTE, passTime } from '../support/clock'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aGathering, aLetter, letterAgain } from '../support/letters'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const TEXT =
  'Dear Inspector,\n\n1. Say what you came to see.\n2. Say it in plain words.\n\n1a. And soon.'

let ada: Campaigner

beforeAll(async () => {
  ada = await aCampaigner()
})

/** Presses “start” as a page offers it; returns the id of what was made. */
async function start(who: Campaigner, title = 'Plain words', host = 'Quill Forum') {
  const key = fieldOf(await who.read(deskPaths.newLetter()), 'key')
  const made = await who.submit(deskPaths.newLetter(), { title, host_name: host, key })
  return idIn(made.headers.get('location'))
}

function idIn(location: string | null): number {
  return Number(/letters\/(\d+)/.exec(location ?? '')?.[1])
}

function fieldOf(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
}

/** The words as a form sends them. */
function words(over: Record<string, string> = {}) {
  const typed = { title: 'Plain words', addressed_to: 'The Inspector', text: TEXT }
  return { edition: '0', version: '1', ...typed, ...over }
}

async function settingsOf(who: Campaigner, id: number): Promise<Record<string, string>> {
  const page = await who.read(deskPaths.settings(id))
  const fields = [...page.matchAll(/<input[^>]*? name="([^"]+)"[^>]*>/g)].map(
    ([input, name = '']) => {
      const value = /value="([^"]*)"/.exec(input)?.[1] ?? ''
      return [name, input.includes('checkbox') && !input.includes('checked') ? '' : value]
    }
  )
  return { ...Object.fromEntries(fields), language: 'en-GB' } as Record<string, string>
}

async function draftNow(id: number) {
  const [draft] = await ask(env.DB, draftOf(env.DB, id))
  return draft
}

async function audit(id: number): Promise<string[]> {
  const [lines] = await ask(env.DB, auditOf(env.DB, id))
  return lines.map(({ act }) => act)
}

describe('starting a letter', () => {
  it('makes a letter with its owner, its group, its words to write and a line in the list', async () => {
    const id = await start(ada, 'Cadwch Ysgol Tŷ Ffynnon ar agor!')

    const letter = await letterAgain({ id })
    expect(letter).toMatchObject({
      slug: 'cadwch-ysgol-ty-ffynnon-ar-agor',
      state: 'draft',
      edition: 0,
      hosts: [{ name: 'Quill Forum' }],
    })
    expect(letter.origin).toBe(`${new URL(env.ORIGIN).host}/ledger/${letter.uuid}`)
    expect(letter.roles.map(({ key }) => key)).toContain('retired-headteacher')
    expect(await audit(id)).toEqual(['start-letter'])
    expect((await ada.visit(deskPaths.draft(id))).status).toBe(200)
    expect((await aVisitor().visit(`/letters/${letter.slug}`)).status).toBe(404)
  })

  it('makes one letter of a form that is sent twice, and another one of the next form', async () => {
    const key = crypto.randomUUID()
    const form = { title: 'Once', host_name: 'Quill Forum', key }
    const [first, second] = await Promise.all([
      ada.submit(deskPaths.newLetter(), form),
      ada.submit(deskPaths.newLetter(), form),
    ])
    const id = idIn(first.headers.get('location'))

    expect(idIn(second.headers.get('location'))).toBe(id)
    expect(await audit(id)).toEqual(['start-letter'])
    expect(await start(ada, 'Once')).not.toBe(id)
    const other = await (await aCampaigner()).submit(deskPaths.newLetter(), form)
    expect(idIn(other.headers.get('location'))).not.toBe(id)
  })

  it('never gives a letter an address that another has or had', async () => {
    const first = await start(ada, 'A fair word')
    const settings = await settingsOf(ada, first)
    await ada.submit(deskPaths.settings(first), { ...settings, slug: 'another-word' })

    expect((await letterAgain({ id: await start(ada, 'A fair word') })).slug).toBe('a-fair-word-2')
    expect((await letterAgain({ id: await start(ada, 'Another word') })).slug).toBe(
      'another-word-2'
    )
  })

  it('brings nobody back, by an old form, to what they handed over or deleted', async () => {
    const [former, heir] = [await aCampaigner(), await aCampaigner()]
    const forms = ['Handed over', 'Deleted'].map((title) => {
      return { title, host_name: 'Quill Forum', key: crypto.randomUUID() }
    })
    const ids: number[] = []
    for (const form of forms) {
      const made = await former.submit(deskPaths.newLetter(), form)
      ids.push(idIn(made.headers.get('location')))
    }
    const [over = 0, gone = 0] = ids
    await joinTeam({ id: over }, heir, 'owner')
    const by = { letterId: over, accountId: heir.account.id }
    await env.DB.prepare(`UPDATE member SET role = 'editor' WHERE letter_id = ? AND account_id = ?`)
      .bind(over, former.account.id)
      .run()
    await removeMember(env.DB, by, former.account.id, new Date())
    const act = { verb: 'delete' as const, by: { accountId: former.account.id }, at: Date.now() }
    await askRegistrar<'delete'>(env.REGISTRAR, gone, act)
    const before = await dumpTables()

    for (const form of forms) await former.submit(deskPaths.newLetter(), form)

    expect(await dumpTables()).toBe(before)
    for (const id of ids) expect((await former.visit(deskPaths.letter(id))).status).toBe(404)
  })

  it('never takes a stranger’s group for one’s own', async () => {
    const grace = await aCampaigner()
    const hers = await letterAgain({ id: await start(grace, 'Hers', 'Quill Forum') })
    const his = await letterAgain({ id: await start(ada, 'His', 'Quill Forum') })
    const again = await letterAgain({ id: await start(ada, 'His too', 'Quill Forum') })

    expect(hers.hosts[0]?.slug).not.toBe(his.hosts[0]?.slug)
    expect(again.hosts[0]?.slug).toBe(his.hosts[0]?.slug)
  })

  it('never takes a group for one’s own that is on a letter of one’s team, or was asked', async () => {
    const [grace, edith] = [await aCampaigner(), await aCampaigner()]
    const hers = await start(grace, 'Hers', 'Reed Heads')
    await joinTeam({ id: hers }, edith, 'editor')
    const ask = { action: 'ask', host_name: 'Marsh Heads', host_url: '', email: 'a@example.org' }
    await grace.submit(deskPaths.hosts(hers), ask)
    expect(await edith.read(deskPaths.newLetter())).not.toContain('Reed Heads')

    const reed = await letterAgain({ id: await start(edith, 'Edith’s', 'Reed Heads') })
    const marsh = await letterAgain({ id: await start(grace, 'Hers too', 'Marsh Heads') })

    expect(reed.hosts[0]?.slug).toBe('reed-heads-2')
    expect(marsh.hosts[0]?.slug).toBe('marsh-heads-2')
    expect(await edith.read(deskPaths.newLetter())).toMatch(/"host_name"[^>]*"Reed Heads"/)
    expect(await grace.read(deskPaths.newLetter())).toMatch(/"host_name"[^>]*"Marsh Heads"/)
  })

  it('keeps what was typed if something is missing', async () => {
    const form = { title: 'Kept title', host_name: ' ', key: crypto.randomUUID() }
    const answer = await ada.submit(deskPaths.newLetter(), form)

    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Say which group the letter is from.')
    expect(page).toContain('value="Kept title"')
  })

  it('says first what could stop the launch, and starts nothing for those not invited', async () => {
    const newcomer = await aCampaigner(undefined, { launching: 'unasked' })
    expect(await newcomer.read(deskPaths.newLetter())).toContain('needs a steward’s approval')
    expect(await start(newcomer, 'Mine to write')).toBeGreaterThan(0)

    await env.DB.prepare(`UPDATE site SET launching = 'invitation'`).run()
    try {
      const form = { title: 'Barred', host_name: 'Nobody', key: crypto.randomUUID() }
      const answer = await newcomer.submit(deskPaths.newLetter(), form)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Ask a steward of this site to invite')
    } finally {
      await env.DB.prepare(`UPDATE site SET launching = 'approval'`).run()
    }
  })
})

describe('writing', () => {
  it('saves the words, cleaned, with the version after the one they began with', async () => {
    const id = await start(ada)
    const text = '1)\tSay\u00A0it\r\n2)\tplainly'
    const saved = await ada.submit(deskPaths.draft(id), words({ title: ' Plainer\twords ', text }))

    expect(saved.status).toBe(303)
    expect(await draftNow(id)).toMatchObject({
      version: 2,
      title: 'Plainer words',
      markdown: '1. Say it\n2. plainly',
    })
    expect((await letterAgain({ id })).title).toBe('Plainer words')
  })

  it('tells the second of two who write at once, overwrites nothing and loses nothing', async () => {
    const id = await start(ada)
    const grace = await aCampaigner()
    await joinTeam({ id }, grace, 'editor')
    await ada.submit(deskPaths.draft(id), words({ text: 'The words of Ada' }))

    const late = await grace.submit(deskPaths.draft(id), words({ text: 'The words of Grace' }))

    const page = await late.text()
    expect(late.status).toBe(409)
    expect(page).toContain(`${ada.account.address} saved other words`)
    expect(page).toMatch(/<del>.*Ada/s)
    expect(page).toMatch(/<ins>.*Grace/s)
    expect(page).toMatch(/<textarea[^>]*>\s*The words of Grace/)
    expect((await draftNow(id))?.markdown).toBe('The words of Ada')

    const over = words({ version: fieldOf(page, 'version'), text: 'The words of both' })
    expect((await grace.submit(deskPaths.draft(id), over)).status).toBe(303)
    expect(await draftNow(id)).toMatchObject({ version: 3, markdown: 'The words of both' })
  })

  it('lets only one of many saves at the same moment through', async () => {
    const id = await start(ada)
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((text) =>
        ada.submit(deskPaths.draft(id), words({ text }))
      )
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409])
    expect((await draftNow(id))?.version).toBe(2)
  })

  it('takes a form that is sent twice once', async () => {
    const id = await start(ada)
    await ada.submit(deskPaths.draft(id), words())

    expect((await ada.submit(deskPaths.draft(id), words())).status).toBe(303)
    await ada.submit(deskPaths.draft(id), words({ version: '2' }))
    expect((await draftNow(id))?.version).toBe(2)
  })

  it('answers its own script in a few words, and lists many saves as one', async () => {
    const id = await start(ada)
    const json = { accept: 'application/json' }
    for (const version of ['1', '2', '3']) {
      const form = words({ version, text: `Version ${version}` })
      const answer = await ada.submit(deskPaths.draft(id), form, json)
      expect(await answer.json()).toEqual({
        version: Number(version) + 1,
        saved_at: expect.any(Number),
      })
    }

    const stale = await ada.submit(deskPaths.draft(id), words({ text: 'Late' }), json)
    expect([stale.status, await stale.json()]).toEqual([409, { stale: true }])
    const nameless = await ada.submit(deskPaths.draft(id), words({ title: '' }), json)
    expect([nameless.status, await nameless.json()]).toEqual([
      422,
      { problem: 'Give the letter a title.' },
    ])
    expect(await audit(id)).toEqual(['write-draft', 'start-letter'])
  })

  it('is a line of its own for another person, and for another time of day', async () => {
    const id = await start(ada)
    const [grace, later] = [await aCampaigner(), 11 * MINUTE]
    await joinTeam({ id }, grace, 'editor')
    await ada.submit(deskPaths.draft(id), words({ text: 'One' }))
    await grace.submit(deskPaths.draft(id), words({ version: '2', text: 'Two' }))
    expect(await audit(id)).toEqual(['write-draft', 'write-draft', 'start-letter'])

    passTime(later)
    await grace.submit(deskPaths.draft(id), words({ version: '3', text: 'Three' }))

    expect(await audit(id)).toHaveLength(4)
  })

  it('refuses a text that is too long, and keeps it', async () => {
    const id = await start(ada)
    const answer = await ada.submit(deskPaths.draft(id), words({ text: 'a'.repeat(20_001) }))

    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('20,000 characters or fewer (now 20,001)')
    expect(page).toContain('a'.repeat(20_001))
    expect((await draftNow(id))?.version).toBe(1)
  })

  it('shows a preview with numbered points, without saving', async () => {
    const id = await start(ada)
    const before = await draftNow(id)
    const page = await (
      await ada.submit(deskPaths.preview(id), words({ text: `${TEXT}\n\n1a. Twice. <b>x</b>` }))
    ).text()

    expect(page).toContain('<li id="point-2"')
    expect(page).toContain('4 points')
    expect(page).toContain('Point 1a is there twice.')
    expect(page).toContain('&lt;b&gt;x&lt;/b&gt;')
    expect(page).toContain('nothing is saved by it')
    expect(await draftNow(id)).toEqual(before)
  })

  it('is read by all of the team, and by nobody else', async () => {
    const id = await start(ada)
    await ada.submit(deskPaths.draft(id), words())
    const [reader, stranger] = [await aCampaigner(), await aCampaigner()]
    await joinTeam({ id }, reader, 'reader')

    const page = await reader.read(deskPaths.draft(id))
    expect(page).toContain('Say what you came to see.')
    expect(page).not.toContain('<textarea')
    expect(await reader.read(deskPaths.settings(id))).toContain('<fieldset class="bare" disabled')
    expect((await stranger.visit(deskPaths.draft(id))).status).toBe(404)
    expect((await stranger.visit(deskPaths.settings(id))).status).toBe(404)
  })

  it('is for the letter’s writers', async () => {
    const id = await start(ada)
    const [reader, stranger] = [await aCampaigner(), await aCampaigner()]
    await joinTeam({ id }, reader, 'reader')

    expect((await reader.submit(deskPaths.draft(id), words())).status).toBe(403)
    expect((await stranger.submit(deskPaths.draft(id), words())).status).toBe(404)
    expect((await draftNow(id))?.version).toBe(1)
  })

  it('begins the next edition with the newest one’s words, and leaves that as it is', async () => {
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')

    const page = await ada.read(deskPaths.draft(letter.id))
    expect(page).toContain('The words of edition 2')
    expect(page).toContain('Say what you came to see.')
    const form = words({ edition: '1', version: '0', title: 'Even plainer words' })
    expect((await ada.submit(deskPaths.draft(letter.id), form)).status).toBe(303)

    expect(await draftNow(letter.id)).toMatchObject({ version: 1, title: 'Even plainer words' })
    expect((await letterAgain(letter)).title).toBe(letter.title)
    const stale = await ada.submit(deskPaths.draft(letter.id), { ...form, title: 'Others' })
    expect(stale.status).toBe(409)

    const discard = deskPaths.discardDraft(letter.id)
    await ada.submit(discard, { version: '1' })
    await ada.submit(discard, { version: '2', sure: 'on' })
    expect(await draftNow(letter.id)).not.toBeNull()
    await ada.submit(discard, { version: '1', sure: 'on' })
    expect(await draftNow(letter.id)).toBeNull()
    const late = await ada.submit(deskPaths.draft(letter.id), { ...form, version: '1' })
    expect(late.status).toBe(409)
    expect(await draftNow(letter.id)).toBeNull()
  })

  it('can’t be thrown away before there is an edition', async () => {
    const id = await start(ada)

    await ada.submit(deskPaths.discardDraft(id), { version: '1', sure: 'on' })

    expect(await draftNow(id)).toMatchObject({ version: 1 })
  })

  it('takes no words that were written for an edition before', async () => {
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')

    const answer = await ada.submit(deskPaths.draft(letter.id), words({ version: '0' }))

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('how yours differ from those saved now')
    expect(await draftNow(letter.id)).toBeNull()
  })

  it('takes no words while a draft is set to open by itself', async () => {
    const id = await start(ada)
    await env.DB.prepare('UPDATE letter SET opens_at = ? WHERE id = ?').bind(9e12, id).run()

    const late = await ada.submit(deskPaths.draft(id), words({ text: 'Words to keep.' }))
    expect(late.status).toBe(409)
    expect(await late.text()).toMatch(/<textarea[^>]* readonly[^>]*>[^<]*Words to keep\./)
    expect((await draftNow(id))?.version).toBe(1)
  })
})

describe('settings', () => {
  it('are saved as they are typed, and keep the address that the letter had', async () => {
    const id = await start(ada, 'Old address')
    const form = {
      ...(await settingsOf(ada, id)),
      slug: 'new-address',
      goal: '1,500',
      milestones: '300 750',
      closes_on: '2099-06-30',
      role_1_label: '',
      controller_name: 'Quill Forum',
      after_look: 'on',
    }
    const saved = await ada.submit(deskPaths.settings(id), form)

    expect(saved.status).toBe(303)
    const letter = await letterAgain({ id })
    expect(letter).toMatchObject({
      slug: 'new-address',
      goal: 1500,
      milestones: [300, 750],
      closesAt: Date.parse('2099-06-30T22:59:59Z'),
      controller: { name: 'Quill Forum' },
      namesAfterLook: true,
      settingsVersion: 1,
    })
    expect(letter.roles.map(({ key }) => key)).not.toContain('executive-head')
    expect(
      await env.DB.prepare('SELECT letter_id AS id FROM old_slug WHERE slug = ?')
        .bind('old-address')
        .first('id')
    ).toBe(id)
    expect(await ada.read(deskPaths.privacy(id))).toContain('Quill Forum, [postal address still')
    expect(await ada.read(deskPaths.audit(id))).toContain(
      'changed the settings: roles, when names show, goal, milestones, closing date, ' +
        'who answers for the data, address.'
    )
  })

  it('say what somebody else saved meanwhile, and keep what was typed', async () => {
    const id = await start(ada, 'Plain words', 'Heads of nothing else')
    const form = await settingsOf(ada, id)
    await ada.submit(deskPaths.settings(id), { ...form, goal: '100' })

    const url = 'https://late.example.org/'
    const late = await ada.submit(deskPaths.settings(id), { ...form, goal: '900', host_url: url })

    const page = await late.text()
    expect(late.status).toBe(409)
    expect(page).toContain('Goal: “100”')
    expect(page).toMatch(/name="goal"[^>]*value="900"/)
    expect(await letterAgain({ id })).toMatchObject({ goal: 100, hosts: [{ url: null }] })
    const over = { ...form, goal: '900', version: fieldOf(page, 'version') }
    expect((await ada.submit(deskPaths.settings(id), over)).status).toBe(303)
    expect((await letterAgain({ id })).goal).toBe(900)
  })

  it('name what is wrong, and change nothing', async () => {
    const id = await start(ada)
    const taken = (await letterAgain({ id: await start(ada, 'Taken already') })).slug
    const form = await settingsOf(ada, id)

    const wrong = await ada.submit(deskPaths.settings(id), {
      ...form,
      goal: 'x',
      role_0_label: 'Other',
    })
    const page = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(page).toContain('href="#goal"')
    expect(page).toContain('href="#role_0_label"')
    const past = await ada.submit(deskPaths.settings(id), { ...form, closes_on: '2020-01-01' })
    expect(past.status).toBe(422)
    const other = await ada.submit(deskPaths.settings(id), { ...form, slug: taken, host_name: 'X' })
    expect(await other.text()).toContain('Another letter has this address')
    const renamed = await start(ada, 'Had before')
    await ada.submit(deskPaths.settings(renamed), {
      ...(await settingsOf(ada, renamed)),
      slug: 'has-now',
    })
    const had = await ada.submit(deskPaths.settings(id), { ...form, slug: 'had-before' })
    expect(await had.text()).toContain('Another letter has this address')
    expect(await rowsOf('SELECT slug FROM old_slug WHERE letter_id = ?', id)).toEqual([])
    expect(await letterAgain({ id })).toMatchObject({
      settingsVersion: 0,
      hosts: [{ name: 'Quill Forum' }],
    })
  })

  it('rename a group for this letter only', async () => {
    const [first, second] = [await start(ada), await start(ada)]
    const form = await settingsOf(ada, second)
    await ada.submit(deskPaths.settings(second), { ...form, host_name: 'Fen Schools' })

    expect((await letterAgain({ id: first })).hosts[0]?.name).toBe('Quill Forum')
    expect((await letterAgain({ id: second })).hosts.map(({ name }) => name)).toEqual([
      'Fen Schools',
    ])
  })

  it('give a group another address for this letter only', async () => {
    const [first, second] = [await start(ada), await start(ada)]
    const form = await settingsOf(ada, second)
    const url = 'https://elsewhere.example.org/'
    await ada.submit(deskPaths.settings(second), { ...form, host_url: url })

    const hosts = [await letterAgain({ id: first }), await letterAgain({ id: second })]
    expect(hosts.map((letter) => letter.hosts.map((host) => [host.name, host.url]))).toEqual([
      [['Quill Forum', null]],
      [['Quill Forum', url]],
    ])
  })

  it('leave what signers agreed to as it was, once there are some to agree', async () => {
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')
    const form = {
      version: '0',
      host_name: 'Others',
      controller_name: 'Others',
      slug: 'elsewhere',
      eligibility: 'Nobody',
      schools: 'none',
      language: 'cy',
      role_0_label: 'Anybody',
      controller_contact: 'new@example.org',
      controller_address: '1 Lane',
      closes_on: '2099-01-31',
    }
    const unreachable = { ...form, controller_contact: ' ', controller_address: '' }
    const refused = await ada.submit(deskPaths.settings(letter.id), unreachable)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(/how signers reach.*Give the postal address/s)
    expect((await ada.submit(deskPaths.settings(letter.id), form)).status).toBe(303)

    expect(await letterAgain(letter)).toMatchObject({
      slug: letter.slug,
      roles: letter.roles,
      schools: 'register',
      language: letter.language,
      hosts: letter.hosts.map(({ name }) => ({ name })),
      eligibility: null,
      controller: { name: letter.controller.name, contact: 'new@example.org' },
      closesAt: Date.parse('2099-01-31T23:59:59Z'),
    })
  })
})

describe('the link to a draft', () => {
  async function aLink(id: number): Promise<string> {
    await ada.submit(deskPaths.links(id), { kind: 'draft', do: 'make' })
    return pathIn(await ada.read(deskPaths.links(id)))
  }
  const pathIn = (page: string) => /\/drafts\/[\w-]+/.exec(page)?.[0] ?? ''

  it('shows the draft to whoever has it, and to no search engine or cache', async () => {
    const id = await start(ada)
    await ada.submit(deskPaths.draft(id), words())
    const link = await aLink(id)

    const answer = await aVisitor().visit(link)
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('<meta name="robots" content="noindex"')
    expect(page).toContain('Draft, version 2')
    expect(page).toContain('Say what you came to see.')
    expect((await aVisitor().visit(`${link}x`)).status).toBe(410)
  })

  it('shows the next edition’s draft of a published letter, or that there is none', async () => {
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')
    const link = await aLink(letter.id)

    expect(await aVisitor().read(link)).toContain(`href="/letters/${letter.slug}"`)
    const form = words({ edition: '1', version: '0', text: '1. What comes next.' })
    await ada.submit(deskPaths.draft(letter.id), form)
    expect(await aVisitor().read(link)).toContain('What comes next.')
  })

  it('takes a remark on a point, once, which the desk shows there and settles', async () => {
    const id = await start(ada)
    await ada.submit(deskPaths.draft(id), words())
    const link = await aLink(id)
    const reader = aVisitor()
    const remark = { version: '2', point: 'point-2', name: 'Grace', words: 'Which <words>?' }

    expect((await reader.submit(link, remark)).status).toBe(303)
    expect((await reader.submit(link, remark)).status).toBe(303)
    const page = await ada.read(deskPaths.remarks(id))
    expect(page.match(/Which &lt;words&gt;\?/g)).toHaveLength(1)
    expect(page).toMatch(/Point 2<.*Say it in plain words\..*Grace/s)
    expect(page).not.toMatch(/Point 1</)

    expect((await reader.submit(link, { ...remark, point: 'point-1' })).status).toBe(303)
    const both = await ada.read(deskPaths.remarks(id))
    expect(both).toMatch(/Point 1<.*Grace.*Point 2<.*Grace/s)
    const other = await start(ada)
    const settled = Number(fieldOf(page, 'remark'))
    await settleRemark(env.DB, other, settled, ada.account.id, new Date())
    expect(await ada.read(deskPaths.remarks(id))).toBe(both)
    expect(await ada.read(deskPaths.remarks(other))).not.toContain('Grace')

    await ada.submit(deskPaths.remarks(id), { remark: String(settled) })
    expect(await ada.read(deskPaths.remarks(id))).not.toMatch(/Point 2</)
    expect(await audit(id)).toContain('settle-remark')
    await reader.submit(link, remark)
    expect(await ada.read(deskPaths.remarks(id))).toMatch(/Point 2<.*Grace/s)
  })

  it('takes no more remarks than a team can read, until some are settled', async () => {
    const id = await start(ada)
    const link = await aLink(id)
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
       INSERT INTO remark (letter_id, version, name, words, created_at)
       SELECT ?, 1, 'Somebody', 'Remark ' || i, 0 FROM n`
    )
      .bind(id)
      .run()
    const leave = () =>
      aVisitor().submit(link, { version: '1', point: '', name: 'Grace', words: 'One more' })

    const refused = await leave()
    expect(refused.status).not.toBe(303)
    expect(await refused.text()).toContain('One more')
    await env.DB.prepare(
      'UPDATE remark SET settled_at = 1 WHERE id = (SELECT max(id) FROM remark WHERE letter_id = ?)'
    )
      .bind(id)
      .run()
    expect((await leave()).status).toBe(303)
  })

  it('keeps a remark that lacks something in its form', async () => {
    const id = await start(ada)
    const link = await aLink(id)

    const answer = await aVisitor().submit(link, { version: '1', name: '', words: 'Kept words' })

    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Say who you are')
    expect(page).toContain('Kept words')
  })

  it('ends when a new one is made, however often that is pressed, or when it is taken back', async () => {
    const id = await start(ada)
    const first = await aLink(id)
    const page = await ada.read(deskPaths.links(id))
    const renew = { kind: 'draft', do: 'renew', link: fieldOf(page, 'link') }
    await ada.submit(deskPaths.links(id), renew)
    const second = pathIn(await ada.read(deskPaths.links(id)))
    await ada.submit(deskPaths.links(id), renew)

    expect(second).not.toBe(first)
    expect(pathIn(await ada.read(deskPaths.links(id)))).toBe(second)
    expect((await aVisitor().visit(first)).status).toBe(410)
    expect((await aVisitor().visit(second)).status).toBe(200)

    const other = await aLink(await start(ada))
    await ada.submit(deskPaths.links(id), { kind: 'draft', do: 'revoke' })
    expect((await aVisitor().visit(second)).status).toBe(410)
    expect((await aVisitor().visit(other)).status).toBe(200)
    expect(await audit(id)).toEqual(['revoke-link', 'make-link', 'make-link', 'start-letter'])
  })

  it('ends alone: those of other kinds stay', async () => {
    const letter = await aGathering()
    await joinTeam(letter, ada, 'owner')
    for (const kind of ['draft', 'embargo', 'founding']) {
      await ada.submit(deskPaths.links(letter.id), { kind, do: 'make' })
    }

    await ada.submit(deskPaths.links(letter.id), { kind: 'draft', do: 'revoke' })

    const kinds = 'SELECT kind FROM letter_link WHERE letter_id = ? ORDER BY kind'
    expect(await rowsOf(kinds, letter.id)).toEqual([{ kind: 'embargo' }, { kind: 'founding' }])
  })

  it('opens nothing once the letter is closed, and a draft of it can be no edition', async () => {
    const letter = await aLetter()
    await joinTeam(letter, ada, 'owner')
    await env.DB.prepare(
      `INSERT INTO draft (letter_id, version, title, addressed_to, markdown, saved_at)
       VALUES (?, 1, 'Left lying', 'Nobody', 'Words for nobody.', 0)`
    )
      .bind(letter.id)
      .run()
    const link = await aLink(letter.id)
    expect(await aVisitor().read(link)).toContain('Words for nobody')

    const by = { accountId: ada.account.id }
    await askRegistrar(env.REGISTRAR, letter.id, { verb: 'close', by, at: Date.now() })

    const answer = await aVisitor().visit(link)
    expect(answer.status).toBe(410)
    expect(await answer.text()).not.toContain('Words for nobody')
  })

  it('is not a reader’s to share, and does not pass for a link of another kind', async () => {
    const id = await start(ada)
    const link = await aLink(id)
    const reader = await aCampaigner()
    await joinTeam({ id }, reader, 'reader')

    expect(await reader.read(deskPaths.links(id))).not.toContain('/drafts/')
    const asked = await reader.submit(deskPaths.links(id), { kind: 'draft', do: 'revoke' })
    expect(asked.status).toBe(403)
    expect((await aVisitor().visit(link)).status).toBe(200)
    expect((await aVisitor().visit(link.replace('drafts', 'embargoed'))).status).not.toBe(200)
  })
})
