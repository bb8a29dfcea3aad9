import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { askRegistrar } from '../../src/registrar/ask'
import { recountLetter } from '../../src/registrar/recount-letter'
import { DAY, HOUR, MINUTE, passTime } from '../support/clock'
import { aCampaigner, aSteward, joinTeam } from '../support/desk'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, confirm, numbersOf, signAndConfirm } from '../support/signers'
import { runCron } from '../support/site'
import { dumpTables, rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'

/** Somebody whose form filled a field that people don't see, and who says yes all the same. */
function heldSigner(letter: Letter, over: Record<string, string> = {}) {
  return signAndConfirm(letter, ada({ website: 'https://example.org', ...over }))
}

/** Puts somebody into a case, as the site does when it suggests one. */
async function putIntoCase(letter: Letter, email: string, state = 'suggested') {
  const id = crypto.randomUUID()
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO signature_case (id, letter_id, state, criteria, listed, opened_at)
       VALUES (?, ?, ?, '{"states":["held"]}', 1, ?)`
    ).bind(id, letter.id, state, Date.now()),
    env.DB.prepare(
      `INSERT INTO case_signature (case_id, place, signature_id)
       SELECT ?1, 1, id FROM signature WHERE letter_id = ?2 AND state = 'held'`
    ).bind(id, letter.id),
  ])
  return { id, email }
}

async function endCase({ id }: { id: string }, state: string) {
  await env.DB.prepare('UPDATE signature_case SET state = ?2, ended_at = ?3 WHERE id = ?1')
    .bind(id, state, Date.now())
    .run()
}

async function subjectsTo(address: string): Promise<string[]> {
  return (await aVisitor().mails(address)).map(({ subject }) => subject)
}

function textOf(page: string) {
  return page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

describe('a yes that has to be looked at first', () => {
  it('is answered plainly: what it means, until when, and that nothing is asked', async () => {
    const letter = await aLetter()

    const { answer, page, manage, fields } = await heldSigner(letter)
    const said = textOf(page)

    expect(answer.status).toBe(200)
    expect(said).toContain('Thank you. Your signature is being checked')
    expect(said).toContain('nothing is asked of you')
    expect(said).toMatch(/It counts by itself at \d\d:\d\d (GMT|BST) on/)
    expect(said).toContain('Write to data@quill.example.org')
    expect(said).not.toMatch(/field|network|score|risk|automated/i)
    const own = textOf(await aVisitor().read(paths.signature(manage)))
    expect(own).toContain('nothing is asked of')
    expect(own).toContain('Name shown You want it shown; only a signature that counts is')
    expect(own).not.toContain('told above')
    expect(await subjectsTo(fields.email)).toContain('Your signature is being checked')
  })

  it('says the same to whoever presses again, with the hour of the first yes', async () => {
    const letter = await aLetter()
    const { visitor, token, fields, page } = await heldSigner(letter)
    const until = /It counts by itself at[^.]*\./.exec(textOf(page))?.[0]
    passTime(3 * HOUR)

    const again = textOf(await (await confirm(visitor, token, fields)).text())
    const shown = textOf(await visitor.read(paths.confirm(token)))

    expect(until).toBeTruthy()
    for (const said of [again, shown]) expect(said).toContain(until)
  })

  it('is told apart in public with its day, which goes with the last of them', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    await heldSigner(letter)
    const { held_since: since, ...held } = await dataOf(letter)
    const pages = [
      await aVisitor().read(paths.letter(letter.slug)),
      await aVisitor().read(paths.newsroom(letter.slug)),
    ]
    await runCron()
    passTime(2 * DAY)
    await runCron()

    expect(held).toMatchObject({ counted: 1, held: 1 })
    expect(Date.now() - 2 * DAY - Date.parse(since ?? '')).toBeLessThan(MINUTE)
    for (const page of pages) expect(textOf(page)).toMatch(/being checked since \d+ \w+ \d{4}/)
    expect(await dataOf(letter)).toMatchObject({ counted: 2, held: 0, held_since: null })
    expect(await aVisitor().read(paths.letter(letter.slug))).not.toContain('being checked since')
  })
})

describe('after 48 hours', () => {
  it('a held signature counts by itself, and its signer hears of it', async () => {
    const letter = await aLetter()
    const { fields } = await heldSigner(letter)
    passTime(2 * DAY - MINUTE)
    await runCron()
    const before = await numbersOf(letter)
    passTime(2 * MINUTE)

    await runCron()

    expect(before).toMatchObject({ counted: 0 })
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
    expect(await subjectsTo(fields.email)).toContain('Your signature is counted: number 1')
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it.each(['suggested', 'asked', 'paused'])(
    'one in a case that is %s goes on waiting',
    async (state) => {
      const letter = await aLetter()
      const { fields } = await heldSigner(letter)
      await putIntoCase(letter, fields.email, state)
      passTime(3 * DAY)

      await runCron()

      expect(await dataOf(letter)).toMatchObject({ counted: 0, held: 1 })
    }
  )

  it('who waits for a case reads that it takes longer', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await heldSigner(letter)
    await putIntoCase(letter, fields.email)
    passTime(3 * DAY)
    await runCron()

    const said = textOf(await visitor.read(paths.signature(manage)))

    expect(said).toContain('It takes longer than usual')
    expect(said).not.toContain('counts by itself')
  })

  it('the words signed have changed: its signer is asked once, and a yes counts at once', async () => {
    const letter = await aLetter()
    const { visitor, token, fields } = await heldSigner(letter)
    await reviseLetter(letter, '1. Say it in other words.')
    passTime(2 * DAY + MINUTE)
    await runCron()
    await runCron()
    const mails = await subjectsTo(fields.email)
    const [asked] = await visitor.mails(fields.email)

    const answer = await confirm(visitor, token, fields, { edition: '2' })

    expect(mails.filter((one) => one === 'Your yes is needed once more')).toHaveLength(1)
    expect(asked?.text).toContain('/confirm?t=')
    expect(textOf(await answer.text())).toContain('You are signatory number 1')
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
    expect(await subjectsTo(fields.email)).toContain('Your signature is counted: number 1')
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('old words that nobody can say yes to any more go, and their signer hears of it', async () => {
    const letter = await aLetter({ closesAt: Date.now() + DAY })
    const { fields } = await heldSigner(letter)
    await reviseLetter(letter, '1. Say it in other words.')
    passTime(2 * DAY + MINUTE)

    await runCron()

    expect(await dataOf(letter)).toMatchObject({ counted: 0, held: 0 })
    expect(await subjectsTo(fields.email)).toContain('Your signature could not be counted')
    expect(await rowsOf('SELECT 1 FROM signature WHERE letter_id = ?', letter.id)).toEqual([])
  })

  it('old words wait while the letter is stopped, when nobody could say yes', async () => {
    const letter = await aLetter()
    const { fields } = await heldSigner(letter)
    await reviseLetter(letter, '1. Say it in other words.')
    await env.DB.prepare(`UPDATE letter SET stopped = 'paused' WHERE id = ?`).bind(letter.id).run()
    passTime(3 * DAY)
    await runCron()
    const [row] = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ?',
      letter.id
    )
    const release = { verb: 'release' as const, id: row?.id ?? '', at: Date.now() }
    await askRegistrar<'release'>(env.REGISTRAR, letter.id, release)

    const meanwhile = await subjectsTo(fields.email)
    await env.DB.prepare('UPDATE letter SET stopped = NULL WHERE id = ?').bind(letter.id).run()
    await runCron()

    expect(meanwhile).not.toContain('Your yes is needed once more')
    expect(await subjectsTo(fields.email)).toContain('Your yes is needed once more')
  })
})

describe('what is held', () => {
  it.each(['withdraw', 'erase'] as const)('can be left by its signer: %s', async (action) => {
    const letter = await aLetter()
    const { visitor, manage } = await heldSigner(letter)

    await change(visitor, manage, action)
    passTime(3 * DAY)
    await runCron()

    expect(await dataOf(letter)).toMatchObject({ counted: 0, held: 0, held_since: null })
    expect(await rowsOf('SELECT 1 FROM trace WHERE letter_id = ?', letter.id)).toHaveLength(
      action === 'erase' ? 0 : 1
    )
    expect(await recountLetter(env.DB, letter.id)).toEqual([])
  })

  it('is counted at once when its case was found to be nothing', async () => {
    const letter = await aLetter()
    const { fields } = await heldSigner(letter)
    const one = await putIntoCase(letter, fields.email)
    await runCron()
    const before = await numbersOf(letter)

    await endCase(one, 'dismissed')
    await runCron()

    expect(before).toMatchObject({ counted: 0 })
    expect(await numbersOf(letter)).toMatchObject({ counted: 1 })
  })

  it('waits on the desk for those who decide, and for no others', async () => {
    const letter = await aLetter()
    await heldSigner(letter)
    const [checker, editor] = [await aCampaigner(), await aCampaigner()]
    await joinTeam(letter, checker, 'checker')
    await joinTeam(letter, editor, 'editor')

    expect(await checker.read(deskPaths.home())).toContain('1 signature is being checked')
    expect(await editor.read(deskPaths.home())).not.toContain('is being checked')
  })

  it('of a letter whose records do not agree holds up no other', async () => {
    const [broken, sound] = [await aLetter(), await aLetter()]
    await heldSigner(broken)
    await heldSigner(sound)
    await env.DB.prepare('UPDATE head SET size = 0 WHERE letter_id = ?').bind(broken.id).run()
    passTime(3 * DAY)

    await runCron().catch(() => null)

    expect(await numbersOf(sound)).toMatchObject({ counted: 1 })
  })

  it('stands in the stewards’ overview, with what else waits', async () => {
    const letter = await aLetter()
    const { fields } = await heldSigner(letter)
    await putIntoCase(letter, fields.email)
    const now = Date.now()
    await env.DB.prepare('UPDATE letter SET pressure_since = ?2, pressure_until = ?3 WHERE id = ?1')
      .bind(letter.id, now, now + HOUR)
      .run()
    const steward = await aSteward()
    const before = await dumpTables()

    const page = textOf(await steward.read(paths.stewardOperations()))

    expect(page).toContain('suggested by the site')
    expect(page).toContain(`1 signature of “${letter.title}”, the first since`)
    expect(page).toContain('faster than usual since')
    expect(page).toContain('Refused 0, unknown 0')
    expect(await dumpTables()).toBe(before)
  })
})

describe('a case that waits for a person', () => {
  it('is brought to mind once a day', async () => {
    const letter = await aLetter()
    const { fields } = await heldSigner(letter)
    await putIntoCase(letter, fields.email)
    await env.DB.prepare(`UPDATE signature_case SET noticed = '{}' WHERE letter_id = ?`)
      .bind(letter.id)
      .run()
    const steward = 'steward@countersign.test'
    const isReminder = (subject: string) => subject === 'A case about signatures waits for you'
    await runCron('*/5 * * * *')
    const early = (await subjectsTo(steward)).filter(isReminder).length
    passTime(DAY + MINUTE)

    await runCron('*/5 * * * *')
    await runCron('*/5 * * * *')

    const first = (await subjectsTo(steward)).filter(isReminder).length
    passTime(DAY + MINUTE)
    await runCron('*/5 * * * *')
    expect([early, first]).toEqual([0, 1])
    expect((await subjectsTo(steward)).filter(isReminder)).toHaveLength(2)
    await env.DB.prepare(`UPDATE signature_case SET state = 'paused'`).run()
    passTime(DAY + MINUTE)
    await runCron('*/5 * * * *')
    expect((await subjectsTo(steward)).filter(isReminder)).toHaveLength(3)
  })
})

async function dataOf(letter: Letter) {
  return JSON.parse(await aVisitor().read(paths.letterJson(letter.slug))) as {
    counted: number
    held: number
    held_since: string | null
    checking_since: string | null
  }
}
