import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { saveSettings } from '../../src/desk/save-settings'
import { saveWords } from '../../src/desk/save-words'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { tellSigners } from '../../src/mail/tell-signers'
import { paths } from '../../src/paths'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter, letterAgain } from '../support/letters'
import { ada, numbersOf, signAndConfirm, tokenIn } from '../support/signers'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

const WORDS = 'Dear Inspector,\n\n1. Say what you came to see.\n2. Say it in plain words.'
const OTHER = 'Dear Inspector,\n\n1. Say what you came to see.\n2. Say it in six plain words.'
const MISSPELT = WORDS.replace('plain', 'plian')
const REASON = 'A number was missing.'

/** A letter with its owner, signed in. */
async function owned(markdown = WORDS) {
  const letter = await aLetter({ markdown })
  const owner = await aCampaigner()
  await joinTeam(letter, owner, 'owner')
  return { letter, owner, page: deskPaths.newEdition(letter.id) }
}

/** Saves words as the draft of the next edition. Returns what a form that shows them names. */
async function drafted(letter: Letter, owner: Campaigner, text: string, from = 0) {
  const { edition } = await letterAgain(letter)
  const words = { title: letter.title, addressed_to: letter.addressedTo, text }
  const basis = { edition, version: from }
  const saved = await saveWords(env.DB, letter.id, basis, words, owner.account.id, new Date())
  if (!('saved' in saved)) throw new Error('The draft was not saved.')
  return { edition: String(edition), version: String(saved.saved.version) }
}

async function published(letter: Letter, owner: Campaigner, text: string, reason = REASON) {
  const shown = await drafted(letter, owner, text)
  const sure = { ...shown, reason, sure: 'yes' }
  const answer = await owner.submit(deskPaths.newEdition(letter.id), sure)
  expect(answer.status).toBe(303)
  return letterAgain(letter)
}

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:)])|(?<=\() /g, '$1')

describe('publishing an edition', () => {
  it('begins from a draft, and says how to begin one', async () => {
    const { owner, page, letter } = await owned()

    const text = await owner.read(page)

    expect(text).toContain('No change is begun')
    expect(text).toContain(`href="${deskPaths.draft(letter.id)}"`)
    expect(text).not.toContain('<form method="post" action="/desk/letters')
  })

  it('shows the change and what follows, asks why and whether one is sure, then freezes', async () => {
    const { letter, owner, page } = await owned()
    await signAndConfirm(letter)
    const shown = await drafted(letter, owner, OTHER)

    const first = await owner.read(page)
    expect(first).toContain('<ins><span class="vh">Added: </span>six ')
    expect(plain(first)).toContain('Edition 1: 1 signature behind it')
    expect(plain(first)).toContain('more than a spelling put right: a figure or a number changes')
    expect(plain(first)).toContain('get one email with your reason')

    const empty = await owner.submit(page, { ...shown, reason: ' ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('Say why the words change')
    const asked = await owner.submit(page, { ...shown, reason: REASON })
    expect(asked.status).toBe(200)
    expect(plain(await asked.text())).toContain(`Why the words change: ${REASON}`)
    expect((await letterAgain(letter)).edition).toBe(1)

    const sure = { ...shown, reason: REASON, sure: 'yes' }
    const [done, again] = await Promise.all([owner.submit(page, sure), owner.submit(page, sure)])
    const late = await owner.submit(page, sure)

    for (const answer of [done, again, late]) {
      expect([answer?.status, answer?.headers.get('location')]).toEqual([303, `${page}?done=2`])
    }
    expect((await letterAgain(letter)).edition).toBe(2)
    expect(plain(await owner.read(`${page}?done=2`))).toContain('Edition 2 is published.')
    expect(await rowsOf('SELECT * FROM draft WHERE letter_id = ?', letter.id)).toEqual([])
    expect(
      await rowsOf(
        `SELECT account_id, detail FROM audit WHERE letter_id = ? AND act = 'publish-edition'`,
        letter.id
      )
    ).toEqual([{ account_id: owner.account.id, detail: '{"edition":2,"spelling":0}' }])
    const edition = plain(await aVisitor().read(paths.edition(letter.slug, 2)))
    expect(edition).toContain(`Why: ${REASON}`)
    expect(edition).toContain('Added: six')
    expect(plain(await aVisitor().read(paths.letter(letter.slug)))).toContain(
      '0 signed this edition, 1 edition 1'
    )
  })

  it('freezes nothing that its owner has not seen, and loses no word of the reason', async () => {
    const { letter, owner, page } = await owned()
    const shown = await drafted(letter, owner, OTHER)
    const newer = await drafted(letter, owner, `${OTHER}\n3. Say it twice.`, 1)

    for (const stale of [shown, { ...newer, edition: '0' }]) {
      const answer = await owner.submit(page, { ...stale, reason: REASON, sure: 'yes' })
      const text = await answer.text()

      expect(answer.status).toBe(409)
      expect(text).toContain('Nothing was published')
      expect(text).toContain('Say it twice.')
      expect(text).toContain(REASON)
      expect(text).toContain(`name="version" value="${newer.version}"`)
    }
    expect((await letterAgain(letter)).edition).toBe(1)
  })

  it('takes no words that say the same, or have two points of one label', async () => {
    const { letter, owner, page } = await owned()
    const same = await drafted(letter, owner, WORDS)
    const sure = { reason: REASON, sure: 'yes' }

    const unchanged = await owner.submit(page, { ...same, ...sure })
    expect(unchanged.status).toBe(422)
    expect(await unchanged.text()).toContain('so there is nothing to publish')
    const twice = await drafted(letter, owner, '1a. Say it.\n\n1a. Say it again.', 1)
    const refused = await owner.submit(page, { ...twice, ...sure })

    expect(refused.status).toBe(422)
    expect(plain(await refused.text())).toContain('a label of its own for the second point 1a')
    for (const [text, to] of [
      ['', 'The Chief Inspector'],
      ['1. Say it plainly.', ''],
    ]) {
      await env.DB.prepare('UPDATE draft SET markdown = ?, addressed_to = ? WHERE letter_id = ?')
        .bind(text, to, letter.id)
        .run()
      expect((await owner.submit(page, { ...twice, ...sure })).status).toBe(422)
    }
    expect((await letterAgain(letter)).edition).toBe(1)
  })

  it('is its owner’s to do', async () => {
    const { letter, owner, page } = await owned()
    const editor = await aCampaigner()
    await joinTeam(letter, editor, 'editor')
    const shown = await drafted(letter, owner, OTHER)

    const answer = await editor.submit(page, { ...shown, reason: REASON, sure: 'yes' })

    expect(answer.status).toBe(403)
    const read = await editor.read(page)
    expect(plain(read)).toContain('Added: six')
    expect(read).toContain('Only the letter’s owner can publish it')
    expect(read).not.toContain('name="reason"')
    expect((await letterAgain(letter)).edition).toBe(1)
  })

  it('waits while the letter is set to open: its words are fixed until then', async () => {
    const { letter, owner, page } = await owned()
    await env.DB.prepare(`UPDATE letter SET state = 'gathering', opens_at = ? WHERE id = ?`)
      .bind(Date.now() + 3_600_000, letter.id)
      .run()
    const shown = await drafted(letter, owner, OTHER)

    expect(plain(await owner.read(page))).toContain('take that time back on the launch page')
    const answer = await owner.submit(page, { ...shown, reason: REASON, sure: 'yes' })

    expect(answer.status).toBe(409)
    expect((await letterAgain(letter)).edition).toBe(1)
  })

  it('leaves the roles as they are: the ledger holds their labels', async () => {
    const { letter, owner } = await owned()
    const settings = {
      host_name: letter.hosts[0]?.name ?? '',
      host_url: null,
      eligibility: 'Everyone.',
      schools: 'register' as const,
      after_look: false,
      comments: false,
      organisations: false,
      follows_up: null,
      goal: 500,
      milestones: [],
      closes_on: null,
      press_contact: null,
      controller_name: 'Others',
      controller_contact: letter.controller.contact,
      controller_address: letter.controller.address,
      slug: letter.slug,
      language: 'en-GB' as const,
      roles: [{ key: 'head', label: 'Principal', head: true, school: 'required' as const }],
    }

    const by = owner.account.id
    await saveSettings(env.DB, letter, letter.settingsVersion, settings, by, new Date())

    const after = await letterAgain(letter)
    expect([after.goal, after.roles]).toEqual([500, letter.roles])
  })
})

describe('a signer of earlier words', () => {
  const button = (html: string) => html.match(/name="action" value="move".*?<\/form>/s)?.[0] ?? ''

  it('is told once by mail, with the reason, and moves with one press on their page', async () => {
    const { letter, owner } = await owned()
    const { visitor, fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
    const other = await signAndConfirm(letter)
    await published(letter, owner, OTHER)
    await tellSigners(env.DB, Uint8Array.fromBase64(env.MASTER_KEY), new Date())

    const mails = (await visitor.mails(fields.email)).filter(({ subject }) =>
      /new words/.test(subject)
    )
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain(`Why they changed: ${REASON}`)
    expect(mails[0]?.text).toContain(`${env.ORIGIN}${paths.edition(letter.slug, 2)}#change`)
    expect(mails[0]?.text).toContain('untick “Email me when there is news of this letter”')
    expect(
      (await other.visitor.mails(other.fields.email)).map(({ subject }) => subject)
    ).not.toContain(mails[0]?.subject)

    const t = tokenIn(mails[0]?.text.match(/http\S+signature\?t=\S+/)?.[0] ?? '')
    const page = await visitor.read(paths.signature(t))
    expect(plain(page)).toContain(`Why it changed: ${REASON}`)
    expect(page).toContain('<ins><span class="vh">Added: </span>six ')
    expect(button(page)).toContain('name="edition" value="2"')
    expect(await tally(letter)).toEqual([['1', 2]])

    const move = { t, action: 'move', edition: '2' }
    const [moved, twice] = [
      await visitor.submit(paths.signatureChange(), move),
      await visitor.submit(paths.signatureChange(), move),
    ]

    for (const answer of [moved, twice]) {
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(plain(text)).toContain('signatory number 1')
      expect(button(text)).toBe('')
    }
    expect(await tally(letter)).toEqual([
      ['1', 1],
      ['2', 1],
    ])
    expect((await numbersOf(letter)).counted).toBe(2)
  })

  it('moves to no words that they were not shown', async () => {
    const { letter, owner } = await owned()
    const { visitor, manage } = await signAndConfirm(letter)
    await published(letter, owner, OTHER)
    await published(letter, owner, `${OTHER}\n3. Say it twice.`)

    const answer = await visitor.submit(paths.signatureChange(), {
      t: manage,
      action: 'move',
      edition: '2',
    })
    const text = await answer.text()

    expect(answer.status).toBe(409)
    expect(plain(text)).toContain('Say it twice.')
    expect(button(text)).toContain('name="edition" value="3"')
    expect(await tally(letter)).toEqual([['1', 1]])
  })
})

describe('a spelling put right', () => {
  it('is an edition of which nobody is mailed or asked, and that the letter counts as one', async () => {
    const { letter, owner, page } = await owned(MISSPELT)
    const { visitor, manage, fields } = await signAndConfirm(letter, ada({ updates: 'on' }))
    await signAndConfirm(letter)
    const signForm = await visitor.read(paths.letter(letter.slug))
    expect(signForm).toContain('name="edition" value="1"')
    await drafted(letter, owner, WORDS)
    expect(plain(await owner.read(page))).toContain('Nobody is mailed or asked.')

    await owner.submit(page, { edition: '1', version: '1', reason: 'A slip.', sure: 'yes' })
    const stale = await aVisitor().submit(paths.signatures(letter.slug), ada())
    await signAndConfirm(await letterAgain(letter), ada({ edition: '2' }))

    expect(stale.status).toBe(409)
    expect(plain(await stale.text())).toContain('Only a spelling was corrected')
    expect(plain(await visitor.read(paths.letter(letter.slug)))).toContain(
      '3 have signed, 2 of them before a spelling was corrected (see it)'
    )
    expect(await visitor.read(paths.letter(letter.slug))).not.toContain('(edition 1)')
    expect(await visitor.read(paths.signatures(letter.slug))).not.toContain('(edition 1)')
    expect(plain(await visitor.read(paths.edition(letter.slug, 2)))).toContain('(spelling only)')
    expect(await rowsOf('SELECT * FROM edition_news WHERE letter_id = ?', letter.id)).toEqual([])
    const subjects = (await visitor.mails(fields.email)).map(({ subject }) => subject)
    expect(subjects.filter((subject) => /words/.test(subject))).toEqual([])
    const own = await visitor.read(paths.signature(manage))
    expect(own).not.toContain('The letter has new words')
    expect(plain(own)).toContain('nothing is asked of you')
    const quiet = { t: manage, action: 'move', edition: '2' }
    expect((await visitor.submit(paths.signatureChange(), quiet)).status).toBe(200)
    expect(await tally(letter)).toEqual([
      ['1', 1],
      ['2', 2],
    ])
  })
})

/** How many stand behind each edition, as everyone can read it. */
async function tally(letter: Letter) {
  const { breakdown } = await numbersOf(letter)
  return breakdown.edition?.map(({ key, counted }) => [key, counted])
}
