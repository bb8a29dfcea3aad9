import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import type { Letter } from '../../src/letters/letter'
import { GRACE_MS } from '../../src/letters/state'
import { recountLetter } from '../../src/registrar/recount-letter'
import { signatureOf } from '../../src/signatures/find'
import { shownSignatures } from '../../src/signatures/list'
import { letterIdOf } from '../../src/signatures/signature'
import { aLetter } from '../support/letters'
import { findInTables, registrarMemory, rowsOf } from '../support/tables'
import { audit, headOf, rowOf, typesOf, type Row } from './audit'
import { watchDatabase } from './database'
import {
  aCounted,
  aHeld,
  aSigner,
  correction,
  crowd,
  NOON,
  refusal,
  reinstatement,
  removal,
  signersOf,
  tell,
  together,
  yes,
} from './people'

const END = NOON + GRACE_MS

const opened = () => aLetter({ openedAt: new Date(NOON) })

/** Closes a letter and its ledger. Returns the ledger's size. */
async function finish(letter: Letter): Promise<number> {
  await tell(letter, { verb: 'close', at: NOON })
  const { outcome } = await tell(letter, { verb: 'finish', at: END })
  if (outcome !== 'finished') throw new Error(`Not finished: ${outcome}.`)
  return (await headOf(letter)).size
}

const anonymise = async (letter: Letter, before: number) =>
  (await tell(letter, { verb: 'anonymise', before, at: END })).outcome

const rowsIn = (letter: Letter) =>
  rowsOf<Row>('SELECT * FROM signature WHERE letter_id = ? ORDER BY number', letter.id)

const totalsOf = async (letter: Letter) => {
  const { confirmed, withdrawn, removed, refused } = await headOf(letter)
  return { confirmed, withdrawn, removed, refused }
}

const tallyOf = (letter: Letter, dimension: string) =>
  rowsOf<{ key: string; counted: number }>(
    'SELECT key, counted FROM tally WHERE letter_id = ? AND dimension = ? AND counted > 0',
    letter.id,
    dimension
  )

describe('anonymising', () => {
  it('leaves of a signer what is counted, and nothing that says who they are', async () => {
    const letter = await opened()
    const over = { name: 'Canary Quill', school: 'Canary School', email: 'canary@example.org' }
    const signer = await aCounted(letter, { ...over, updates: 'on', country: 'wales' })
    const before = await rowOf(signer.id)
    await env.DB.prepare('INSERT INTO code_try VALUES (?, ?, 1, 0)')
      .bind(letter.id, before?.email_key ?? '')
      .run()

    const outcome = await anonymise(letter, await finish(letter))

    expect(outcome).toBe('anonymised')
    const [row] = await rowsIn(letter)
    expect(row).toEqual({
      ...before,
      id: row?.id,
      name: null,
      school: null,
      public: 0,
      updates: 0,
      email_key: null,
      domain_key: null,
      kept_address: null,
      salt: null,
      address_mac: null,
      assured_because: null,
    })
    expect(row).toMatchObject({ state: 'counted', number: 1, entry: 2, role: 'head' })
    const { salt, email_key: key, domain_key: domain, address_mac: masked } = before ?? {}
    const said = ['Canary', 'canary@example.org', signer.id, salt, key, domain, masked]
    expect(await findInTables(said.flatMap((text) => text ?? []))).toEqual([])
    expect(await registrarMemory(letter)).not.toMatch(/canary/i)
    await audit(letter)
  })

  it('leads nobody to what stays: not by the link that was mailed, not by the address', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await anonymise(letter, await finish(letter))

    const [kept] = await ask(env.DB, signatureOf(env.DB, signer.id))
    const outcomes = [
      await tell(letter, { verb: 'withdraw', id: signer.id, at: END }),
      await tell(letter, { verb: 'erase', id: signer.id, at: END }),
      await tell(letter, correction(signer, { name: 'Ada Inkwell' }, { at: END })),
    ]

    const [row] = await rowsIn(letter)
    expect(kept).toBeNull()
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['gone', 'gone', 'gone'])
    expect(row?.id).not.toBe(signer.id)
    expect(letterIdOf(row?.id ?? '')).toBe(letter.id)
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('takes five hundred at a time and says when it is done, once', async () => {
    const letter = await opened()
    const people = crowd(510).map((one, i) => ({
      ...one,
      name: `Canary Quill${i}`,
      email: `signer-${i}@canary.example.org`,
      school: `Canary School ${i}`,
      ...(i % 5 === 0 && { updates: 'on' }),
      ...(i % 7 === 0 && { public: '' }),
    }))
    const signers = await signersOf(letter, people)
    const answers = await together(
      letter,
      signers.map((one, i) => yes(one, { quiet: i % 10 > 0 }))
    )
    expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
    const [left, returned, cast] = signers
    if (!left || !returned || !cast) throw new Error('Nobody signed.')
    const withdraw = { verb: 'withdraw' as const, at: NOON }
    await tell(letter, { ...withdraw, id: left.id })
    await tell(letter, { ...withdraw, id: returned.id })
    await tell(letter, { verb: 'sign-again', id: returned.id, edition: 1, at: NOON })
    await tell(letter, removal(cast))
    const size = await finish(letter)
    const totals = await totalsOf(letter)
    const known = await rowsIn(letter)
    const types = await typesOf(letter)
    const roles = await tallyOf(letter, 'role')

    const first = await anonymise(letter, size)
    const half = await rowsIn(letter)
    await audit(letter)
    const calls = await watchDatabase(letter)
    const second = await anonymise(letter, size)
    const third = await anonymise(letter, size)

    expect([first, second, third]).toEqual(['anonymising', 'anonymised', 'anonymised'])
    // Two calls for what is left, and one to see that nothing is.
    expect(calls).toHaveLength(3)
    expect(half.filter(({ salt }) => salt === null).length).toBeGreaterThanOrEqual(498)
    expect(half.filter(({ salt }) => salt !== null)).toHaveLength(10)
    expect((await typesOf(letter)).slice(types.length)).toBe('NS')
    expect(await totalsOf(letter)).toEqual(totals)
    expect(await tallyOf(letter, 'role')).toEqual(roles)
    expect(await tallyOf(letter, 'shown')).toEqual([{ key: 'hidden', counted: 508 }])
    // The withdrawn and the removed are no longer there; everybody else is nobody.
    const rows = await rowsIn(letter)
    expect(rows).toHaveLength(508)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(508)
    expect(rows.map(({ number }) => number)).toEqual(
      known.filter(({ state }) => state === 'counted').map(({ number }) => number)
    )
    expect(await findInTables(['Canary', 'canary.example.org'])).toEqual([])
    const keys = known.slice(-20).flatMap((one) => [one.id, one.salt ?? '', one.email_key ?? ''])
    expect(await findInTables(keys)).toEqual([])
    expect(rows.filter((one) => one.salt ?? one.email_key ?? one.address_mac)).toEqual([])
    expect(await audit(letter)).toMatchObject({ confirmed: 511, withdrawn: 2, removed: 1 })
  }, 60_000)

  it('writes ANON also when the last signers have just erased themselves, and just once', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const size = await finish(letter)
    await tell(letter, { verb: 'erase', id: signer.id, at: END })

    const outcomes = [
      await anonymise(letter, size),
      await anonymise(letter, size),
      await anonymise(letter, size - 1),
    ]

    expect(outcomes).toEqual(Array(3).fill('anonymised'))
    expect(await typesOf(letter)).toBe('TSCSLSWSNS')
    await audit(letter)
  })

  it('answers two who ask in one group for what it has come to', async () => {
    const letter = await opened()
    const [signer] = [await aCounted(letter)]
    const size = await finish(letter)
    const act = { verb: 'anonymise' as const, at: END }

    const answers = await together(letter, [
      { ...act, before: 1 },
      { ...act, before: size },
      { ...act, before: size },
      { verb: 'withdraw', id: signer.id, at: END },
    ])

    // By the old id, who is forgotten in that very group can still go.
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'anonymised',
      'anonymised',
      'anonymised',
      'withdrawn',
    ])
    expect(await typesOf(letter)).toBe('TSCSLSNNWS')
    await audit(letter)
  })

  it('takes only those before the position', async () => {
    const letter = await opened()
    const [early, late] = [await aCounted(letter), await aCounted(letter)]
    const gone = await aCounted(letter)
    await tell(letter, { verb: 'withdraw', id: gone.id, at: NOON })
    await finish(letter)

    const outcome = await anonymise(letter, 4)

    expect(outcome).toBe('anonymised')
    expect(await rowOf(early.id)).toBeNull()
    expect(await rowOf(late.id)).toMatchObject({ name: late.form.name, state: 'counted' })
    expect(await rowOf(gone.id)).toMatchObject({ name: gone.form.name, state: 'withdrawn' })
    expect(await audit(letter)).toMatchObject({ counted: 2 })
  })

  it('deletes who was refused, and empties what their address was typed for', async () => {
    const letter = await opened()
    const email = 'canary-refused@example.org'
    const refused = await aHeld(letter, { email, name: 'Canary Refused' })
    await tell(letter, refusal(refused))
    const pending = await aSigner(letter, { email, name: 'Canary Again' })

    await anonymise(letter, await finish(letter))

    expect(await rowOf(refused.id)).toBeNull()
    expect(await rowOf(pending.id)).toMatchObject({ state: 'pending', email_key: null })
    expect(await findInTables(['Canary', email])).toEqual([])
    expect((await headOf(letter)).refused).toBe(1)
    await audit(letter)
  })

  it('deletes who withdrew while they were held, whatever the position', async () => {
    const letter = await opened()
    const email = 'canary-left@example.org'
    const held = await aHeld(letter, { email, name: 'Canary Left' })
    await tell(letter, { verb: 'withdraw', id: held.id, at: NOON })
    const before = await rowOf(held.id)

    await finish(letter)
    const outcome = await anonymise(letter, 1)

    expect(outcome).toBe('anonymised')
    expect(await rowOf(held.id)).toBeNull()
    expect(await findInTables(['Canary', email, before?.salt ?? ''])).toEqual([])
    await audit(letter)
  })

  it('is true of who signed again, too: nothing opens what they signed first', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const first = await rowOf(signer.id)
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })
    await tell(letter, { verb: 'sign-again', id: signer.id, edition: 1, at: NOON })
    await finish(letter)

    // C S, W S and then C: the first entry is before the position, and the second is not.
    const outcome = await anonymise(letter, 6)

    const row = await rowOf(signer.id)
    expect(outcome).toBe('anonymised')
    expect(row).toMatchObject({ state: 'counted', entry: 6, name: signer.form.name })
    expect(row?.salt).not.toBe(first?.salt)
    expect(await findInTables(first?.salt ?? '')).toEqual([])
    await audit(letter)
  })

  it('reaches no other letter of the same people', async () => {
    const [letter, other] = [await opened(), await opened()]
    const email = 'ada-elsewhere@example.org'
    await aCounted(letter, { email })
    const elsewhere = await aCounted(other, { email, updates: 'on' })
    const before = await rowOf(elsewhere.id)

    await anonymise(letter, await finish(letter))

    expect(await rowOf(elsewhere.id)).toEqual(before)
    await audit(other)
  })

  it('shows no name any more, in lists and in search', async () => {
    const letter = await opened()
    await aCounted(letter)

    await anonymise(letter, await finish(letter))

    const [shown] = await ask(env.DB, shownSignatures(env.DB, letter, 10))
    expect(shown).toEqual([])
    expect(await rowsOf('SELECT word FROM signature_word WHERE letter_id = ?', letter.id)).toEqual(
      []
    )
  })

  it('lets a case go on removing and reinstating what is counted without a name', async () => {
    const letter = await opened()
    await aCounted(letter)
    await anonymise(letter, await finish(letter))
    const [row] = await rowsIn(letter)
    const nobody = { id: row?.id ?? '' }

    const answers = [
      await tell(letter, { verb: 'correct', ...nobody, fields: { public: true }, at: END }),
      await tell(letter, removal(nobody, { at: END })),
      await tell(letter, reinstatement(nobody, { at: END })),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['gone', 'removed', 'reinstated'])
    expect(await audit(letter)).toMatchObject({ removed: 0, counted: 1 })
  })

  it.each([
    ['of what is not in the ledger yet', 100],
    ['of a part of an entry', 2.5],
    ['of nowhere', Number.NaN],
  ])('has nothing to say %s', async (_, before) => {
    const letter = await opened()
    await aCounted(letter)
    await finish(letter)
    const head = await headOf(letter)

    expect(await anonymise(letter, before)).toBe('beyond-ledger')
    expect(await headOf(letter)).toEqual(head)
  })

  it('would not get past the recount, had it missed somebody', async () => {
    const letter = await opened()
    await aCounted(letter)
    await anonymise(letter, await finish(letter))
    await env.DB.prepare(`UPDATE signature SET salt = 'x' WHERE letter_id = ?`)
      .bind(letter.id)
      .run()

    expect(await recountLetter(env.DB, letter.id)).toEqual([
      'signers not anonymised are 1, can be 0',
    ])
  })
})
