import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { aSchool, register } from '../support/schools'
import { ada, change, signAndConfirm } from '../support/signers'
import { dumpTables, rowsOf } from '../support/tables'

const FEN = aSchool(910_101, { name: 'Fenmoor High School', town: 'Quillham' })
const SALT = aSchool(910_102, { name: 'Saltby Primary School', town: 'Quillham' })
const LABEL = 'Fenmoor High School, Quillham'

let checker: Campaigner
let reader: Campaigner
let letter: Letter
/** A pair that is shown, of which the later one is a head beyond those named. */
let numbers: number[]
beforeAll(async () => {
  await register(FEN, SALT)
  checker = await aCampaigner(undefined, { fresh: true })
  reader = await aCampaigner()
  letter = await ours()
  await sign(letter, { email: `head@${FEN.domain}` })
  await sign(letter, { email: `headteacher@${FEN.domain}`, name: 'Ms Ada QUILLFEATHER' })
  numbers = [1, 2]
})

async function ours() {
  const one = await aLetter()
  await joinTeam(one, checker, 'checker')
  await joinTeam(one, reader, 'reader')
  return one
}

const sign = (to: Letter, over: Record<string, string> = {}) =>
  signAndConfirm(to, ada({ urn: String(FEN.urn), school: '', ...over }))

/** The same by rows alone: so many of one name at a school, the later beside the one before. */
async function aCrowd(n: number, over: { public?: 0 | 1; offDisplay?: string } = {}) {
  const one = await ours()
  const { public: shown = 1, offDisplay = null } = over
  await env.DB.batch([
    env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < ?4)
       INSERT INTO signature (id, letter_id, state, edition, name, role, school, urns, public,
                              updates, number, off_display, created_at, expires_at, confirmed_at)
       SELECT ?1 || '.' || i, ?1, 'counted', 1, 'Grace Unseen', 'head', 'Fenmoor', ?2, ?3, 0, i, ?5,
              1, 1, 1 FROM i`
    ).bind(one.id, String(FEN.urn), shown, n, offDisplay),
    env.DB.prepare(
      `WITH RECURSIVE i (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM i WHERE i < ?3)
       INSERT INTO school_doubt (letter_id, kind, urn, number, other, found_at)
       SELECT ?1, 'same-name', ?2, i, i - 1, 1 FROM i`
    ).bind(one.id, FEN.urn, n),
  ])
  const [id = ''] = await idsOf(one)
  return { other: one, id }
}

const page = (of: Letter, query = '') => checker.read(deskPaths.doubts(of.id) + query)

const idsOf = async (of: Letter) =>
  (
    await rowsOf<{ id: number }>(
      'SELECT id FROM school_doubt WHERE letter_id = ? ORDER BY id',
      of.id
    )
  ).map(({ id }) => String(id))

const press = (of: Letter, doubt: string, over: Record<string, string> = {}, who = checker) =>
  who.submit(deskPaths.doubts(of.id), { doubt, act: 'in-order', ...over })

/** What is said between the headings of a page's rows. */
const rowsIn = (html: string) => html.split('<h3>').slice(1)

describe('what is odd about the schools of signers', () => {
  it('is listed with both names, the school and what stands behind each; all of them count', async () => {
    const html = await page(letter)
    const pair = rowsIn(html).find((row) => row.startsWith('The same name twice')) ?? ''
    const further = rowsIn(html).find((row) => row.startsWith('One head more')) ?? ''

    for (const said of ['Ada Quillfeather', 'Ms Ada QUILLFEATHER', LABEL, 'number 1', 'number 2']) {
      expect(pair).toContain(said)
    }
    expect(pair).toContain('Both mailboxes are at one domain')
    expect(pair).toContain(`href="${deskPaths.names(letter.id)}?q=2#find"`)
    expect(further).toContain('number 2')
    expect(further).not.toContain('number 1<')
    const counted = await rowsOf<{ number: number }>(
      `SELECT number FROM signature WHERE letter_id = ? AND state = 'counted' ORDER BY number`,
      letter.id
    )
    expect(counted.map(({ number }) => number)).toEqual(numbers)
  })

  it('waits in the list of what is to do, and on the overview, of those who check', async () => {
    const [home, overview] = [await checker.read(deskPaths.home()), deskPaths.letter(letter.id)]

    for (const html of [home, await checker.read(overview)]) {
      expect(html).toContain('2 doubts about the schools of signers')
      expect(html).toContain(`href="${deskPaths.doubts(letter.id)}"`)
    }
    expect(await reader.read(overview)).not.toContain(deskPaths.doubts(letter.id))
    expect((await reader.visit(deskPaths.doubts(letter.id))).status).toBe(403)
  })

  it('writes nothing while it is only read', async () => {
    const before = await dumpTables()

    await page(letter)
    await page(letter, '?list=looked-at')

    expect(await dumpTables()).toBe(before)
  })

  it('says so where there is nothing', async () => {
    const other = await ours()
    await sign(other, { name: 'Grace Fold' })
    await sign(other)

    expect(await page(other)).toContain('Nothing at the schools of signers needs a look')
    expect(await page(other, '?list=looked-at')).toContain('Nothing so far')
  })

  it('is one thing for two people, however many schools they share', async () => {
    const other = await ours()
    const urn = `${FEN.urn} ${SALT.urn}`
    await sign(other, { urn })
    await sign(other, { urn })

    const html = await page(other)
    expect(await idsOf(other)).toHaveLength(2)
    expect(rowsIn(html)).toHaveLength(1)
    expect(html).toContain(LABEL)
    expect(html).toContain('Saltby Primary School, Quillham')
    expect(await checker.read(deskPaths.letter(other.id))).toContain('1 doubt about')
    await press(other, (await idsOf(other))[0] ?? '')
    expect(rowsIn(await page(other))).toHaveLength(0)
  })

  it('drops out when a signature is withdrawn or names another school, and is gone once it is erased', async () => {
    const other = await ours()
    await sign(other)
    const { visitor, manage, fields } = await sign(other)
    expect(rowsIn(await page(other))).toHaveLength(1)

    const { email: _, consent: __, edition: ___, ...said } = fields
    await change(visitor, manage, 'correct', { ...said, urn: String(SALT.urn) })
    expect(rowsIn(await page(other))).toHaveLength(0)
    await change(visitor, manage, 'correct', { ...said, urn: String(FEN.urn) })
    expect(rowsIn(await page(other))).toHaveLength(1)
    await change(visitor, manage, 'withdraw')
    expect(rowsIn(await page(other))).toHaveLength(0)
    expect(await idsOf(other)).toHaveLength(1)
    await change(visitor, manage, 'erase')
    expect(await idsOf(other)).toEqual([])
  })
})

describe('a signer whose name is not shown', () => {
  const HIDDEN = { public: '', name: 'Grace Unseen' }
  const opening = { number: '1', reason: 'The same name stands twice at a school.' }

  it('is neither named nor placed, and by the one beside it neither, until a case opens it', async () => {
    const other = await ours()
    await sign(other, HIDDEN)
    await sign(other, { name: 'Grace Unseen' })

    const before = await page(other)
    expect(before).toContain('Name not shown')
    expect(before).toContain('Somebody whose name is shown')
    expect(before).toContain(`href="${deskPaths.openedSigners(other.id)}?number=1"`)
    for (const told of ['Unseen', 'Fenmoor High', String(FEN.urn), 'number 2', 'q=2']) {
      expect(before).not.toContain(told)
    }

    await checker.submit(deskPaths.openedSigners(other.id), opening)
    const after = await page(other)
    expect(after.match(/Grace Unseen/g)).toHaveLength(2)
    expect(after).toContain(LABEL)
    expect(after).toContain('The opened case')

    await env.DB.prepare('UPDATE opened_signer SET ends_at = 1').run()
    expect(await page(other)).not.toContain('Unseen')
  })

  it('stands by number beside another such, each to be opened by itself', async () => {
    const { other } = await aCrowd(2, { public: 0 })

    const before = await page(other)
    expect(before.match(/Name not shown/g)).toHaveLength(2)
    await checker.submit(deskPaths.openedSigners(other.id), opening)

    const after = await page(other)
    expect(after.match(/Grace Unseen/g)).toHaveLength(1)
    expect(after.match(/Name not shown/g)).toHaveLength(1)
    expect(after).not.toContain('Fenmoor High')
  })

  it('whose name the team took off display is seen by checkers as before', async () => {
    const offDisplay = '{"why":"checker","sentence":null,"at":1,"wanted":true}'
    const { other } = await aCrowd(2, { public: 0, offDisplay })

    const html = await page(other)
    expect(html.match(/Grace Unseen/g)).toHaveLength(2)
    expect(html).toContain(`href="${deskPaths.names(other.id)}#off"`)
  })
})

describe('looking at what is odd', () => {
  it('notes who found it in order, and lets it be looked at again; no signature changes', async () => {
    const { other, id } = await aCrowd(2)
    const signatures = () =>
      rowsOf('SELECT * FROM signature WHERE letter_id = ? ORDER BY id', other.id)
    const before = await signatures()

    const answer = await press(other, id, { [`note-${id}`]: ' Father  and daughter. ' })
    expect(answer.status).toBe(303)
    expect(rowsIn(await page(other))).toHaveLength(0)
    const looked = await page(other, '?list=looked-at')
    expect(looked).toContain(`In order, says ${checker.account.address}`)
    expect(looked).toContain(': Father and daughter.')
    expect(await checker.read(deskPaths.letter(other.id))).not.toContain('doubt about')

    await press(other, id, { act: 'look-again' })
    expect(rowsIn(await page(other))).toHaveLength(1)
    const audit = await reader.read(deskPaths.audit(other.id))
    expect(audit).toContain('looked at what is odd about a school of signers: it is in order.')
    expect(audit).toContain('wants something odd about a school of signers looked at again.')
    expect(audit).not.toContain('daughter')
    expect(await signatures()).toEqual(before)
  })

  it('is done once: the second of two is told so, with what it typed', async () => {
    const { other, id } = await aCrowd(2)

    const answers = [await press(other, id), await press(other, id, { [`note-${id}`]: 'Me too.' })]

    expect(answers.map(({ status }) => status)).toEqual([303, 409])
    expect(await answers[1]?.text()).toContain('Nothing was done')
    const audit = await checker.read(deskPaths.audit(other.id))
    expect(audit.match(/it is in order\./g)).toHaveLength(1)

    const again = [await press(other, id, { act: 'look-again' })]
    again.push(await press(other, id, { act: 'look-again' }))
    expect(again.map(({ status }) => status)).toEqual([303, 409])
  })

  it('takes no press that can’t be read, and none about another letter', async () => {
    const { other, id } = await aCrowd(2)
    const long = 'Long. '.repeat(60).trim()
    const wrong: [string, Record<string, string>, number][] = [
      ['no act', { act: '' }, 422],
      ['an unknown act', { act: 'remove' }, 422],
      ['no doubt', { doubt: '' }, 422],
      ['a word for a doubt', { doubt: 'one' }, 422],
      ['a doubt that is none', { doubt: '999999' }, 409],
      ['a very long note', { [`note-${id}`]: long }, 422],
    ]
    for (const [what, over, status] of wrong) {
      const answer = await press(other, id, over)
      expect([what, answer.status]).toEqual([what, status])
      const html = await answer.text()
      expect(html, what).toContain('There is a problem')
      expect(html, what).toContain(over[`note-${id}`] ?? '')
    }
    const [mine = ''] = await idsOf(letter)
    expect((await press(other, mine)).status).toBe(409)
    const looked = await rowsOf(
      'SELECT 1 FROM school_doubt WHERE looked_at IS NOT NULL AND id IN (?, ?)',
      id,
      mine
    )
    expect(looked).toEqual([])
  })

  it('goes page by page, newest first, each once', async () => {
    const { other } = await aCrowd(53)

    const first = await page(other)
    const next = first.match(/\?before=\d+/)?.[0] ?? ''
    const second = await page(other, next)

    expect(rowsIn(first)).toHaveLength(50)
    expect(first).toContain('number 53<')
    expect(rowsIn(second)).toHaveLength(2)
    expect(second).toContain('number 1<')
    expect(second).not.toContain('before=')
    expect((await checker.visit(`${deskPaths.doubts(other.id)}?before=1e999`)).status).toBe(200)
  })
})
