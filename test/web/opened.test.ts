import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { endOfWorkingDay } from '../../src/working-days'
import { aCampaigner, joinTeam, type Campaigner } from '../support/desk'
import { aLetter } from '../support/letters'
import { ada, change, signAndConfirm } from '../support/signers'
import { dumpTables, findInTables, rowsOf } from '../support/tables'

const REASON = 'The school wrote that it has no such head.'
const HIDDEN = { public: '', name: 'Grace Unseen', school: 'Hushing Lane Primary' }

let checker: Campaigner
let editor: Campaigner
beforeEach(async () => {
  checker = await aCampaigner(undefined, { fresh: true })
  editor = await aCampaigner(undefined, { fresh: true })
})

/** A letter with a hidden signer, number 1. */
async function aSigned(over: { name?: string } = {}) {
  const letter = await aLetter()
  const hidden = await signAndConfirm(letter, ada({ ...HIDDEN, ...over }))
  await joinTeam(letter, checker, 'checker')
  await joinTeam(letter, editor, 'editor')
  return { letter, ...hidden }
}

const open = (letter: Letter, over: Record<string, string> = {}, who = checker) =>
  who.submit(deskPaths.openedSigners(letter.id), { number: '1', reason: REASON, ...over })

/** Opens number 1, and gives the address of its case. */
async function opened(letter: Letter) {
  const path = (await open(letter)).headers.get('location')
  if (!path) throw new Error('It was not opened.')
  return path
}

const cases = (letter: Letter) =>
  rowsOf<{ signature_id: string | null; closed_at: number | null; ends_at: number }>(
    'SELECT signature_id, closed_at, ends_at FROM opened_signer WHERE letter_id = ?',
    letter.id
  )

const endAt = (letter: Letter, at: number) =>
  env.DB.prepare('UPDATE opened_signer SET ends_at = ? WHERE letter_id = ?')
    .bind(at, letter.id)
    .run()

describe('a hidden signer', () => {
  it('can be looked into from the list of signers, by checkers alone', async () => {
    const { letter } = await aSigned()
    const link = `${deskPaths.openedSigners(letter.id)}?number=1`

    expect(await checker.read(deskPaths.signers(letter.id))).toContain(`href="${link}"`)
    expect(await editor.read(deskPaths.signers(letter.id))).not.toContain(link)
    expect(await checker.read(link)).toMatch(/id="number"[^>]*value="1"/)
  })

  it('is opened for a reason: name, role, school and what stands behind it, and no address', async () => {
    const { letter, fields } = await aSigned()

    const answer = await open(letter, { number: '#1', reason: `  ${REASON}\n` })
    const page = await checker.read(answer.headers.get('location') ?? '')

    expect(answer.status).toBe(303)
    for (const fact of [HIDDEN.name, HIDDEN.school, 'Headteacher', 'Self-declared', REASON]) {
      expect(page).toContain(fact)
    }
    expect(page).not.toContain(fields.email)
    const [one] = await cases(letter)
    expect(one?.ends_at).toBe(endOfWorkingDay(new Date(), 2))
  })

  it('is named on no other page, and in no list of what was done', async () => {
    const { letter } = await aSigned()
    await opened(letter)

    const list = await checker.read(deskPaths.openedSigners(letter.id))
    const audit = await editor.read(deskPaths.audit(letter.id))

    expect(list).toContain('Number 1')
    expect(list).toContain(checker.account.address)
    expect(audit).toContain(`opened number 1, whose name is not shown: ${REASON}`)
    expect(list + audit + (await checker.read(deskPaths.signers(letter.id)))).not.toContain(
      'Unseen'
    )
    expect(await findInTables('Unseen', ['signature'])).toEqual([])
  })

  it('is opened only soon after a fresh code; what was typed is kept', async () => {
    const { letter } = await aSigned()
    const tired = await aCampaigner()
    await joinTeam(letter, tired, 'checker')

    const answer = await open(letter, {}, tired)

    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain(REASON)
    expect(await cases(letter)).toEqual([])
  })

  it('is not opened by what can’t be read, and what was typed stays in the form', async () => {
    const { letter } = await aSigned()
    const wrong: [string, Record<string, string>][] = [
      ['no number', { number: '' }],
      ['a word', { number: 'one' }],
      ['a number with a fraction', { number: '1.5' }],
      ['a number below one', { number: '-1' }],
      ['more digits than any number has', { number: '9'.repeat(400) }],
      ['no reason', { reason: ' ' }],
      ['a word for a reason', { reason: 'Odd.' }],
      ['a very long reason', { reason: 'Because. '.repeat(40) }],
      ['a number that nobody has', { number: '99' }],
    ]
    for (const [what, typed] of wrong) {
      const answer = await open(letter, typed)
      const page = await answer.text()

      expect(answer.status, what).toBe(422)
      expect(page).toContain('There is a problem')
      expect(page).toContain(`value="${{ number: '1', reason: REASON, ...typed }.number}"`)
    }
    expect(await cases(letter)).toEqual([])
  })

  it('that everyone sees is said to be public', async () => {
    const { letter } = await aSigned()
    await signAndConfirm(letter)

    const answer = await open(letter, { number: '2' })

    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Number 2 is shown by name')
    expect(await cases(letter)).toEqual([])
  })

  it('has one open case at a time, however many open it together', async () => {
    const { letter } = await aSigned()

    const answers = await Promise.all([open(letter), open(letter), open(letter)])

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await cases(letter)).toHaveLength(1)
    expect(await opened(letter)).toContain('?already')
  })

  it('is closed at once, or by itself, and shown no more; then may be opened anew', async () => {
    const { letter } = await aSigned()
    const path = await opened(letter)

    await checker.submit(path, { action: 'close' })
    expect(await checker.read(path)).toContain('Who it is is shown no more')
    expect(await checker.read(path)).not.toContain('Unseen')
    expect(await checker.read(deskPaths.audit(letter.id))).toContain('closed number 1 again')
    const again = await opened(letter)
    expect(await checker.read(again)).toContain('Unseen')
    await endAt(letter, Date.now() - 1)
    expect(await checker.read(again)).not.toContain('Unseen')

    expect(again).not.toBe(path)
    expect(await cases(letter)).toHaveLength(2)
  })

  it('closes only by the button, and once', async () => {
    const { letter } = await aSigned()
    const path = await opened(letter)

    await checker.submit(path, {})
    expect(await checker.read(path)).toContain('Unseen')
    await Promise.all([1, 2].map(() => checker.submit(path, { action: 'close' })))

    const audit = await checker.read(deskPaths.audit(letter.id))
    expect(audit.match(/closed number 1 again/g)).toHaveLength(1)
  })

  it.each(['withdraw', 'erase'] as const)('is shown no more after: %s', async (action) => {
    const { letter, visitor, manage, fields } = await aSigned({ name: `Grace Gone-to-${action}` })
    const path = await opened(letter)
    expect(await checker.read(path)).toContain(fields.name)

    await change(visitor, manage, action)
    const page = await checker.read(path)

    expect(page).toContain('counts no more')
    expect(page).not.toContain(fields.name)
    expect(await (await open(letter)).text()).toContain('No signature that counts has this number')
  })

  it('leaves nothing of who it was behind once it is erased, in the case neither', async () => {
    const { letter, visitor, manage, fields } = await aSigned({ name: 'Grace Gone-for-good' })
    await opened(letter)

    await change(visitor, manage, 'erase')

    expect(await cases(letter)).toMatchObject([{ signature_id: null }])
    expect(await findInTables(fields.name)).toEqual([])
    expect(await checker.read(deskPaths.openedSigners(letter.id))).toContain(REASON)
  })

  it('who shows the name meanwhile is said to be shown', async () => {
    const { letter, visitor, manage, fields } = await aSigned()
    const path = await opened(letter)
    const { email: _, consent: __, edition: ___, ...said } = fields

    await change(visitor, manage, 'correct', { ...said, public: 'on' })

    expect(await checker.read(path)).toContain('By now everyone sees this name')
  })

  it('reads on their own page, and in the download, who was there, when and why', async () => {
    const { letter, visitor, manage } = await aSigned()
    await opened(letter)
    await checker.submit(await opened(letter), { action: 'close' })

    const page = await visitor.read(paths.signature(manage))
    const data = await (
      await visitor.visit(paths.signatureData(manage))
    ).json<{ signature: { opened: object[] } }>()

    expect(page).toContain('Opened by the letter’s team')
    expect(page).toContain(REASON)
    expect(page).not.toContain(checker.account.address)
    expect(data.signature.opened).toEqual([
      {
        at: expect.stringMatching(/Z$/) as string,
        until: expect.stringMatching(/Z$/) as string,
        reason: REASON,
      },
    ])
  })
})

describe('opening signers', () => {
  it('is for checkers and owners of that letter alone, whatever the address', async () => {
    const [{ letter }, other] = [await aSigned(), await aLetter()]
    const path = await opened(letter)
    await joinTeam(other, editor, 'owner')

    expect((await open(letter, {}, editor)).status).toBe(403)
    expect((await editor.visit(path)).status).toBe(403)
    expect((await editor.submit(path, { action: 'close' })).status).toBe(403)
    const id = path.split('/').at(-1)
    expect((await editor.visit(`${deskPaths.openedSigners(other.id)}/${id}`)).status).toBe(404)
    for (const odd of ['9', 'e9', '9'.repeat(400)]) {
      expect((await checker.visit(path + odd)).status, odd).toBe(404)
    }
    expect((await checker.visit(`${deskPaths.openedSigners(letter.id)}?before=1e999`)).status).toBe(
      200
    )
    expect(await cases(letter)).toMatchObject([{ closed_at: null }])
  })

  it('writes nothing while it is only read', async () => {
    const { letter } = await aSigned()
    const path = await opened(letter)
    const before = await dumpTables()

    await checker.read(path)
    await checker.read(deskPaths.openedSigners(letter.id))

    expect(await dumpTables()).toBe(before)
  })

  it('ends for the day with the tenth, of all letters together', async () => {
    const [{ letter }, other] = [await aSigned(), await aLetter()]
    const busy = await aCampaigner(undefined, { fresh: true })
    await joinTeam(letter, busy, 'owner')
    const nine = (at: number, n: number) =>
      env.DB.prepare(
        `WITH RECURSIVE i (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < ?4)
         INSERT INTO audit (letter_id, account_id, act, at) SELECT ?1, ?2, 'open-signer', ?3 FROM i`
      )
        .bind(other.id, busy.account.id, at, n)
        .run()
    await nine(Date.now() - 25 * 60 * 60 * 1000, 20)
    await nine(Date.now(), 9)

    const tenth = await open(letter, {}, busy)
    await busy.submit(tenth.headers.get('location') ?? '', { action: 'close' })
    const eleventh = await open(letter, {}, busy)

    expect(tenth.status).toBe(303)
    expect(eleventh.status).toBe(429)
    expect(await eleventh.text()).toContain('ten signers within a day')
    expect(await cases(letter)).toHaveLength(1)
  })
})
