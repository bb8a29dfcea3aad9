import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { ask } from '../../src/ask'
import type { Letter } from '../../src/letters/letter'
import { UNDO_MS } from '../../src/registrar/disown'
import { expireDue } from '../../src/registrar/expire-due'
import { publishEdition } from '../../src/registrar/publish-edition'
import { entriesOf as heldEntries, receiptOf } from '../../src/registrar/receipt'
import { unseal } from '../../src/seal'
import { domainKey } from '../../src/mailbox'
import { signatureOf } from '../../src/signatures/find'
import { shownSignatures } from '../../src/signatures/list'
import { LINK_MS } from '../../src/signatures/sign'
import { commitmentTo, hmacHex } from '../ledger/stranger'
import { aSchool, register } from '../support/schools'
import { aLetter, letterAgain } from '../support/letters'
import { findInTables, rowsOf } from '../support/tables'
import { audit, entriesOf, headOf, rowOf, typesOf } from './audit'
import { watchDatabase } from './database'
import {
  aCounted,
  aSigner,
  correction,
  crowd,
  master,
  NOON,
  signersOf,
  tell,
  together,
  yes,
} from './people'

const HOUR = 60 * 60 * 1000
const WORDS = { markdown: '1. Say it in plainer words.' }

/** An open letter on the day that everyone here signs. */
const opened = () => aLetter({ openedAt: new Date(NOON) })

const outboxOf = (id: string) =>
  rowsOf<{ asked: string; state: string; address: string | null; to_key: string | null }>(
    'SELECT asked, state, address, to_key FROM outbox WHERE signature_id = ? ORDER BY rowid',
    id
  )

async function receiptFor(letter: Letter, id: string) {
  const [kept, held] = await ask(env.DB, signatureOf(env.DB, id), heldEntries(env.DB, id))
  const receipt = kept && receiptOf(letter, kept, held)
  if (!receipt) throw new Error('There is no receipt.')
  return receipt
}

type Receipt = Awaited<ReturnType<typeof receiptFor>>

/** Does a receipt open its own newest entry, or another entry in base64. */
async function opens(
  letter: Letter,
  { salt, fields, amended, entry }: Receipt,
  other = amended?.entry ?? entry
): Promise<boolean> {
  const { name, email, affiliation, ...rest } = fields
  const opening = { ...rest, name: name ?? '', email: email ?? '', affiliation }
  const made = await commitmentTo(Uint8Array.fromBase64(salt), letter.uuid, opening)
  return Uint8Array.fromBase64(other).slice(-32).toHex() === made
}

const suppressed = (letter: { id: number }) =>
  rowsOf<{ email_key: string }>('SELECT email_key FROM suppression WHERE letter_id = ?', letter.id)

describe('a group of acts', () => {
  it('takes two calls to the database for the first, and two for all who come meanwhile', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(40))
    const calls = await watchDatabase(letter)

    const answers = await Promise.all(signers.map((one) => tell(letter, yes(one))))

    expect(answers.map(({ outcome }) => outcome)).toEqual(signers.map(() => 'counted'))
    expect(calls).toHaveLength(4)
    expect(await audit(letter)).toMatchObject({ counted: 40 })
  })

  it('writes at most eight rows a signature in a burst, search words and mail apart', async () => {
    const letter = await opened()
    // As a country's heads come: each of another school, and few from the same place.
    const schools = Array.from({ length: 100 }, (_, i) =>
      aSchool(900_300 + i, { authority: `fenmoor-${i % 80}` })
    )
    await register(...schools)
    const people = crowd(100).map((one, i) => ({ ...one, urn: String(900_300 + i) }))
    const signers = await signersOf(letter, people, NOON, schools)
    const calls = await watchDatabase(letter)

    await together(
      letter,
      signers.map((one) => yes(one))
    )

    const batch = calls.at(-1)
    const apart = /signature_word|outbox/
    const counted = batch?.written.filter((_, i) => !apart.test(batch.sql[i] ?? '')) ?? []
    const rows = counted.reduce((sum, n) => sum + n, 0) / signers.length
    const all = (batch?.written.reduce((sum, n) => sum + n, 0) ?? 0) / signers.length
    console.warn(`rows written a signature: ${rows}; with search words and mail: ${all}`)
    expect(calls).toHaveLength(3)
    expect(rows).toBeLessThanOrEqual(8)
    expect(await audit(letter)).toMatchObject({ counted: 100 })
  })

  it('goes at most five hundred at a time', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(501))
    const calls = await watchDatabase(letter)

    const answers = await together(
      letter,
      signers.map((one) => yes(one, { quiet: true }))
    )

    expect(answers.every(({ outcome }) => outcome === 'counted')).toBe(true)
    expect(calls).toHaveLength(5)
    expect(await audit(letter)).toMatchObject({ counted: 501 })
  }, 30_000)

  it('numbers signers in the order they came, and sums up last', async () => {
    const letter = await opened()
    const signers = await signersOf(letter, crowd(5))

    const answers = await together(
      letter,
      signers.map((one) => yes(one))
    )

    const numbers = answers.map((one) => one.outcome === 'counted' && one.signature.number)
    expect(numbers).toEqual([1, 2, 3, 4, 5])
    expect(await typesOf(letter)).toBe('TSCCCCCS')
  })

  it('ends with a SUMMARY whatever it holds, and changes no ledger if it counts nothing', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const other = await aSigner(letter)

    await tell(letter, correction(signer, { name: 'Ada Inkwell' }))
    await tell(letter, correction(signer, { name: 'Ada Inkwell', country: 'wales' }))
    await tell(letter, { verb: 'disown', id: other.id, at: NOON })
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })
    await publishEdition(env.REGISTRAR, letter, { ...letter, ...WORDS }, null, new Date(NOON))

    expect(await typesOf(letter)).toBe('TSCSASWSTS')
    await audit(letter)
  })

  it('never goes back an hour, even when the clock does', async () => {
    const letter = await opened()
    await aCounted(letter, {}, NOON + 3 * HOUR)

    await aCounted(letter, {}, NOON + HOUR)
    await aCounted(letter, {}, NOON - 48 * HOUR)
    await aCounted(letter, {}, NOON + 4 * HOUR)

    const hours = await rowsOf<{ hour: number; confirmed: number }>(
      'SELECT hour, confirmed FROM tally_hour WHERE letter_id = ? ORDER BY hour',
      letter.id
    )
    expect(hours).toEqual([
      { hour: NOON / HOUR + 3, confirmed: 3 },
      { hour: NOON / HOUR + 4, confirmed: 1 },
    ])
    await audit(letter)
  })

  it('lets each act see what the ones before it did', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)

    const answers = await together(letter, [
      yes(signer),
      correction(signer, { name: 'Ada Inkwell' }),
      { verb: 'withdraw', id: signer.id, at: NOON },
      { verb: 'sign-again', id: signer.id, edition: 1, at: NOON },
      correction(signer, { name: 'Ada Lastname', public: false }),
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'counted',
      'corrected',
      'withdrawn',
      'signed-again',
      'corrected',
    ])
    expect(await rowOf(signer.id)).toMatchObject({ name: 'Ada Lastname', number: 2, public: 0 })
    expect(await typesOf(letter)).toBe('TSCAWCAS')
    await audit(letter)
  })

  it('sees an edition that was frozen in it', async () => {
    const letter = await opened()
    const [before, behind] = await signersOf(letter, crowd(2))
    if (!before || !behind) throw new Error('Nobody signed.')
    const edition = {
      title: 'Plainer',
      addressedTo: 'The Chief Inspector',
      hosts: '[]',
      markdown: WORDS.markdown,
      html: '<p>',
      points: '[]',
      sha256: 'ab'.repeat(32),
      reason: null,
    }

    const answers = await together(letter, [
      yes(before),
      { verb: 'publish', edition, after: 1, at: NOON },
      yes(behind),
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual(['counted', 'published', 'stale-edition'])
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('lets an address change hands in it', async () => {
    const letter = await opened()
    const mailbox = { email: 'shared-office@example.org' }
    const one = await aCounted(letter, mailbox)
    const other = await aSigner(letter, mailbox)

    const answers = await together(letter, [
      { verb: 'withdraw', id: one.id, at: NOON },
      yes(other),
      { verb: 'sign-again', id: one.id, edition: 1, at: NOON },
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'withdrawn',
      'counted',
      'address-already-signed',
    ])
    expect(await audit(letter)).toMatchObject({ confirmed: 2, withdrawn: 1, counted: 1 })
  })

  it('has nothing to say of a letter that is not there', async () => {
    const answer = await tell({ id: 999_999 }, { verb: 'withdraw', id: '999999.x', at: NOON })

    expect(answer).toEqual({ letter: null, outcome: 'gone' })
  })
})

describe('confirming', () => {
  it('counts once, however often and however fast it is pressed', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)

    const answers = await Promise.all(Array.from({ length: 50 }, () => tell(letter, yes(signer))))
    answers.push(await tell(letter, yes(signer)))

    const counted = answers.flatMap((one) => (one.outcome === 'counted' ? [one] : []))
    expect(counted).toHaveLength(51)
    expect(counted.filter(({ again }) => !again)).toHaveLength(1)
    expect(counted.every(({ signature }) => signature.number === 1)).toBe(true)
    expect(await outboxOf(signer.id)).toMatchObject([{ asked: 'counted' }])
    expect(await audit(letter)).toMatchObject({ confirmed: 1 })
  })

  it.each([
    ['at once', true],
    ['one after the other', false],
  ])('counts one of two claims to an address, pressed %s', async (_, atOnce) => {
    const letter = await opened()
    const [one, other] = await signersOf(letter, [
      { name: 'Ada Quill', email: 'ada.quill@gmail.com' },
      { name: 'Grace Inkwell', email: 'AdaQuill+letters@googlemail.com' },
    ])
    if (!one || !other) throw new Error('Nobody signed.')

    const answers = atOnce
      ? await together(letter, [yes(one), yes(other)])
      : [await tell(letter, yes(one)), await tell(letter, yes(other))]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['counted', 'address-already-signed'])
    // It still waits, as far as the public number goes, and holds nothing of who typed it.
    expect(await rowOf(other.id)).toMatchObject({ state: 'pending', name: null, email: null })
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('keeps what was typed for an address that another letter counted', async () => {
    const [letter, other] = [await opened(), await opened()]
    const pending = await aSigner(other, { name: 'Ada Quill', email: 'ada-two@example.org' })

    await aCounted(letter, { email: 'ada-two@example.org' })

    expect(await rowOf(pending.id)).toMatchObject({ name: 'Ada Quill' })
    expect(await tell(other, yes(pending))).toMatchObject({ outcome: 'counted' })
  })

  it('tells who is being checked that they are', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await env.DB.prepare(`UPDATE signature SET state = 'held' WHERE id = ?`).bind(signer.id).run()

    expect((await tell(letter, yes(signer))).outcome).toBe('held')
    expect((await headOf(letter)).confirmed).toBe(0)
  })

  it('counts one address on as many letters as it signs', async () => {
    const [one, other] = [await opened(), await opened()]

    await aCounted(one, { email: 'ada@example.net' })
    await aCounted(other, { email: 'ada@example.net' })

    expect(await audit(one)).toMatchObject({ counted: 1 })
    expect(await audit(other)).toMatchObject({ counted: 1 })
  })

  it('publishes what was said on the confirm page, not what was typed first', async () => {
    const letter = await opened()
    const signer = await aSigner(letter, { name: 'A Rude Name' })
    const fields = { ...signer.form, name: 'Ada Quill', public: false, country: 'wales' as const }

    const answer = await tell(letter, yes(signer, { fields }))

    expect(answer).toMatchObject({ signature: { name: 'Ada Quill', public: false } })
    expect(await rowOf(signer.id)).toMatchObject({ name: 'Ada Quill', country: 'wales', public: 0 })
    expect(await findInTables('A Rude Name')).toEqual([])
    await audit(letter)
  })

  it('shows a name only where its signer said so', async () => {
    const letter = await opened()
    await aCounted(letter, { name: 'Ada Shown' })
    await aCounted(letter, { name: 'Grace Hidden', public: '' })

    const [shown] = await ask(env.DB, shownSignatures(env.DB, letter, 10))

    expect(shown.map(({ name }) => name)).toEqual(['Ada Shown'])
    await audit(letter)
  })

  it('keeps a keyed hash where the address was, and what binds the ledger to it', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { email: 'Ada.Canary@Brambleholt.example.org' })
    const row = await rowOf(signer.id)
    const salt = Uint8Array.fromBase64(row?.salt ?? '', { alphabet: 'base64url' })
    const address = new TextEncoder().encode('Ada.Canary@brambleholt.example.org')

    expect(row).toMatchObject({ email: null, kept_address: null, updates: 0 })
    expect(salt).toHaveLength(32)
    expect(row?.address_mac).toBe(`hmac:${await hmacHex(salt, [...address])}`)
    expect(row?.domain_key).toBe(await domainKey(master, 'x@brambleholt.example.org'))
    // Only the mail that says so still has it, until it is sent.
    expect(await findInTables('Ada.Canary')).toEqual([expect.stringMatching(/^outbox\.address\b/)])
  })

  it('keeps the address of who asked for updates, for nobody else to read', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { email: 'ada@example.net', updates: 'on' })
    const row = await rowOf(signer.id)

    expect(row).toMatchObject({ email: null, updates: 1 })
    expect(await unseal(master, 'kept-address', row?.kept_address ?? '')).toBe('ada@example.net')
  })

  it('promises its mail in the same batch, except to made-up people', async () => {
    const letter = await opened()
    const [real, made] = await signersOf(letter, [{ email: 'ada@example.com' }, {}])
    if (!real || !made) throw new Error('Nobody signed.')

    await tell(letter, yes(real))
    await tell(letter, yes(made, { quiet: true }))

    expect(await outboxOf(real.id)).toMatchObject([
      { asked: 'counted', state: 'waiting', address: 'ada@example.com' },
    ])
    expect(await outboxOf(made.id)).toEqual([])
  })

  it('tells the mail consumer where to look, and nothing else', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { email: 'ada@example.com' })
    const [mail] = await rowsOf<{ id: string }>(
      'SELECT id FROM outbox WHERE signature_id = ?',
      signer.id
    )

    const tickets = () => vi.mocked(env.MAIL_QUEUE.sendBatch).mock.lastCall?.[0]
    await expect.poll(tickets).toEqual([{ body: { id: mail?.id } }])
  })

  it.each<[string, Parameters<typeof yes>[1], Record<string, string>]>([
    ['a role that the letter does not have', {}, { role: 'governor' }],
    ['a role in no words', {}, { role: 'other', role_other: '' }],
    ['no school where one is needed', {}, { school: '' }],
  ])('sends back %s, and counts nothing', async (_, over, changed) => {
    const letter = await opened()
    const signer = await aSigner(letter)
    const fields = { ...signer.form, ...changed, country: null }

    const answer = await tell(letter, yes(signer, { ...over, fields }))

    expect(answer).toMatchObject({ outcome: 'invalid', problems: expect.any(Object) })
    expect(await audit(letter)).toMatchObject({ confirmed: 0 })
  })

  it('counts nobody on words that they were not shown', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await publishEdition(env.REGISTRAR, letter, { ...letter, ...WORDS }, null, new Date(NOON))

    const stale = await tell(letter, yes(signer))
    const shown = await tell(letter, yes(signer, { edition: 2 }))

    expect(stale.outcome).toBe('stale-edition')
    expect(stale.letter?.edition).toBe(2)
    expect(shown).toMatchObject({ outcome: 'counted', signature: { edition: 2 } })
    await audit(letter)
  })

  it('counts nobody whose link is too old, or unknown, or of another letter', async () => {
    const [letter, other] = [await opened(), await opened()]
    const signer = await aSigner(letter)

    const answers = [
      await tell(letter, yes(signer, { at: NOON + LINK_MS })),
      await tell(letter, yes({ ...signer, id: `${letter.id}.nobody` })),
      await tell(other, yes(signer)),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['gone', 'gone', 'gone'])
    expect(await tell(letter, yes(signer, { at: NOON + LINK_MS - 1 }))).toMatchObject({
      outcome: 'counted',
    })
    await audit(other)
  })

  it('works for a day after closing, and not a moment longer', async () => {
    const closesAt = NOON + HOUR
    const letter = await aLetter({ openedAt: new Date(NOON), closesAt })
    const [one, other] = await signersOf(letter, crowd(2))
    if (!one || !other) throw new Error('Nobody signed.')

    const inTime = await tell(letter, yes(one, { at: closesAt + 24 * HOUR - 1 }))
    const late = await tell(letter, yes(other, { at: closesAt + 24 * HOUR }))

    expect([inTime.outcome, late.outcome]).toEqual(['counted', 'closed'])
    await audit(letter)
  })

  it('does not bring back what was withdrawn, removed or refused', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })

    const answers = [await tell(letter, yes(signer))]
    const set = env.DB.prepare('UPDATE signature SET state = ? WHERE id = ?')
    for (const state of ['removed', 'refused']) {
      await set.bind(state, signer.id).run()
      answers.push(await tell(letter, yes(signer)))
    }

    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill('no-longer-counted'))
    expect((await headOf(letter)).confirmed).toBe(1)
  })
})

describe('saying “this wasn’t me”', () => {
  it('erases what was typed, and stops mail about the letter to that address', async () => {
    const letter = await opened()
    const signer = await aSigner(letter, { name: 'Canary Disowned', email: 'victim@example.org' })
    const before = await rowOf(signer.id)
    await env.DB.prepare(
      `INSERT INTO outbox (id, asked, letter_id, signature_id, to_key, address, next_at, created_at)
       VALUES ('disowned', 'confirm', ?, ?, ?, 'victim@example.org', 0, 0)`
    )
      .bind(letter.id, signer.id, before?.email_key ?? '')
      .run()

    const answer = await tell(letter, { verb: 'disown', id: signer.id, at: NOON })

    expect(answer.outcome).toBe('disowned')
    expect(await rowOf(signer.id)).toMatchObject({ state: 'disowned', name: null, school: null })
    expect(await suppressed(letter)).toEqual([{ email_key: before?.email_key }])
    expect(await findInTables('Canary Disowned')).toEqual([])
    expect(await findInTables('victim@example.org')).toEqual([])
    expect(await audit(letter)).toMatchObject({ confirmed: 0 })
  })

  it('empties what else was typed for that address on that letter, and its mail', async () => {
    const letter = await opened()
    const email = 'victim-twice@example.org'
    const [one, two] = await signersOf(letter, [{ email }, { email, name: 'Canary Second' }])
    if (!one || !two) throw new Error('Nobody signed.')

    await tell(letter, { verb: 'disown', id: one.id, at: NOON })
    const answers = [
      await tell(letter, yes(two)),
      await tell(letter, { verb: 'disown', id: two.id, at: NOON }),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['gone', 'gone'])
    expect(await findInTables('Canary Second')).toEqual([])
    expect(await findInTables(email)).toEqual([])
    expect(await audit(letter)).toMatchObject({ confirmed: 0 })
  })

  it('can be taken back for an hour: the same link then counts, and mail may go again', async () => {
    const letter = await opened()
    const signer = await aSigner(letter, { updates: 'on' })
    await tell(letter, { verb: 'disown', id: signer.id, at: NOON })

    const again = await tell(letter, { verb: 'disown', id: signer.id, at: NOON + 1 })
    const answer = await tell(letter, yes(signer, { at: NOON + UNDO_MS - 1 }))

    expect(again.outcome).toBe('disowned')
    expect(answer).toMatchObject({ outcome: 'counted', signature: { number: 1 } })
    expect(await suppressed(letter)).toEqual([])
    expect(await rowOf(signer.id)).toMatchObject({ email: null, kept_address: null, updates: 0 })
    await audit(letter)
  })

  it('is final after that hour', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)
    await tell(letter, { verb: 'disown', id: signer.id, at: NOON })

    const answer = await tell(letter, yes(signer, { at: NOON + UNDO_MS }))
    const expiry = await tell(letter, { verb: 'expire', id: signer.id, at: NOON + UNDO_MS })

    expect([answer.outcome, expiry.outcome]).toEqual(['gone', 'expired'])
    expect(await rowOf(signer.id)).toBeNull()
    expect(await suppressed(letter)).toHaveLength(1)
    await audit(letter)
  })

  it('takes nobody out who is counted, and knows nobody who is not there', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const late = await aSigner(letter)

    const answers = [
      await tell(letter, { verb: 'disown', id: signer.id, at: NOON }),
      await tell(letter, { verb: 'disown', id: `${letter.id}.nobody`, at: NOON }),
      await tell(letter, { verb: 'disown', id: late.id, at: NOON + LINK_MS }),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['already-counted', 'gone', 'gone'])
    expect(await suppressed(letter)).toEqual([])
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })
})

describe('correcting', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['a name', { name: 'Ada Inkwell' }, 'AS'],
    ['a role', { role: 'parent' }, 'AS'],
    ['a role in other words', { role: 'other', role_other: 'Governor' }, 'AS'],
    ['a school', { school: 'Fenmoor School' }, 'AS'],
    ['whether the name is shown', { public: false }, 'AS'],
    ['a country, which the ledger does not hold', { country: 'scotland' }, ''],
  ])('changes %s, and the ledger where it says so', async (_, changed, entries) => {
    const letter = await opened()
    const signer = await aCounted(letter)

    const answer = await tell(letter, correction(signer, changed, { at: NOON + HOUR }))

    expect(answer.outcome).toBe('corrected')
    expect(await typesOf(letter)).toBe(`TSCS${entries}`)
    expect(await rowOf(signer.id)).toMatchObject({ number: 1, entry: 2, changed_at: NOON + HOUR })
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('leaves what is not given as it was', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { updates: 'on', country: 'wales' })

    await tell(letter, { verb: 'correct', id: signer.id, fields: { public: false }, at: NOON })

    expect(await rowOf(signer.id)).toMatchObject({
      name: signer.form.name,
      school: signer.form.school,
      country: 'wales',
      public: 0,
      updates: 1,
    })
    await audit(letter)
  })

  it('gives its signer a receipt that opens the newest entry about them', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const receipt = () => receiptFor(letter, signer.id)

    const first = await receipt()
    await tell(letter, correction(signer, { name: 'Ada Inkwell' }))
    await tell(letter, correction(signer, { name: 'Ada Lastname', role: 'parent' }))
    const last = await receipt()

    expect(first).toMatchObject({ v: 'openletter-receipt/1', number: 1, index: 2 })
    expect(last).toMatchObject({
      index: 2,
      amended: { index: 6 },
      fields: { name: 'Ada Lastname', affiliation: 'Parent, Brambleholt Primary' },
    })
    expect([await opens(letter, first), await opens(letter, last)]).toEqual([true, true])
  })

  it('hides a name from list and search at once, and shows it again', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const shown = async () => {
      const [rows] = await ask(env.DB, shownSignatures(env.DB, letter, 10))
      return rows.length
    }

    await tell(letter, correction(signer, { public: false }))
    const hidden = await shown()
    await audit(letter)
    await tell(letter, correction(signer, { public: true }))

    expect([hidden, await shown()]).toEqual([0, 1])
    await audit(letter)
  })

  it('changes nothing, and mails nobody, where nothing is different', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { updates: 'on' })
    const version = (await headOf(letter)).version

    const answer = await tell(letter, correction(signer, {}))

    expect(answer.outcome).toBe('unchanged')
    expect((await headOf(letter)).version).toBe(version)
    expect((await outboxOf(signer.id)).map(({ asked }) => asked)).toEqual(['counted'])
  })

  it('mails the signer whose address is kept, a last time where updates are turned off', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { email: 'ada@example.net', updates: 'on' })

    await tell(letter, correction(signer, { updates: false }))
    await tell(letter, correction(signer, { name: 'Ada Inkwell', updates: false }))

    expect(await rowOf(signer.id)).toMatchObject({ kept_address: null, updates: 0 })
    expect(await outboxOf(signer.id)).toMatchObject([
      { asked: 'counted' },
      { asked: 'changed', address: 'ada@example.net' },
    ])
    await audit(letter)
  })

  it('can’t turn updates on for an address that is gone', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)

    const answer = await tell(letter, correction(signer, {}, { updates: true }))

    expect(answer.outcome).toBe('unchanged')
    expect(await rowOf(signer.id)).toMatchObject({ kept_address: null, updates: 0 })
  })

  it('is for what is counted, and for what the letter’s roles allow', async () => {
    const letter = await opened()
    const [counted, pending] = [await aCounted(letter), await aSigner(letter)]

    const answers = [
      await tell(letter, correction(pending, { name: 'Ada Inkwell' })),
      await tell(letter, correction({ ...pending, id: `${letter.id}.nobody` }, {})),
      await tell(letter, correction(counted, { role: 'governor' })),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['not-counted', 'gone', 'invalid'])
    await audit(letter)
  })
})

describe('withdrawing and signing again', () => {
  it('never gives a number twice', async () => {
    const letter = await opened()
    const [first, second] = [await aCounted(letter), await aCounted(letter)]

    const withdrawal = await tell(letter, { verb: 'withdraw', id: first.id, at: NOON })
    const again = await tell(letter, { verb: 'sign-again', id: first.id, edition: 1, at: NOON })
    const third = await aCounted(letter)

    expect([first.number, second.number, third.number]).toEqual([1, 2, 4])
    expect(withdrawal.outcome).toBe('withdrawn')
    expect(again).toMatchObject({ outcome: 'signed-again', number: 3 })
    expect(await rowOf(first.id)).toMatchObject({ number: 3, state: 'counted' })
    expect(await audit(letter)).toMatchObject({ confirmed: 4, withdrawn: 1, counted: 3 })
  })

  it('takes a signature out once, and forgets the address that was kept', async () => {
    const letter = await opened()
    const signer = await aCounted(letter, { email: 'ada@example.net', updates: 'on' })

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => tell(letter, { verb: 'withdraw', id: signer.id, at: NOON }))
    )

    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(5).fill('withdrawn'))
    expect(await rowOf(signer.id)).toMatchObject({ kept_address: null, updates: 0 })
    expect((await outboxOf(signer.id)).map(({ asked }) => asked)).toEqual(['counted', 'withdrawn'])
    expect(await audit(letter)).toMatchObject({ withdrawn: 1, counted: 0 })
  })

  it('has nothing to take out where nothing is counted', async () => {
    const letter = await opened()
    const signer = await aSigner(letter)

    const answers = [
      await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON }),
      await tell(letter, { verb: 'withdraw', id: `${letter.id}.nobody`, at: NOON }),
      await tell(letter, { verb: 'sign-again', id: signer.id, edition: 1, at: NOON }),
      await tell(letter, { verb: 'sign-again', id: `${letter.id}.nobody`, edition: 1, at: NOON }),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'not-counted',
      'gone',
      'not-withdrawn',
      'gone',
    ])
    await audit(letter)
  })

  it('tells nobody by the ledger that it is the same person, and gives a receipt anew', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    const [before, row] = [await receiptFor(letter, signer.id), await rowOf(signer.id)]
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })
    await tell(letter, { verb: 'sign-again', id: signer.id, edition: 1, at: NOON })

    const after = await receiptFor(letter, signer.id)
    const [old, anew] = [before, after].map(({ entry }) => Uint8Array.fromBase64(entry).toHex())
    // Version, type, letter, hour and edition; then what nobody else can open.
    expect(anew?.slice(0, 48)).toBe(old?.slice(0, 48))
    const pieces = old?.slice(48).match(/.{8}/g) ?? []
    expect(pieces.filter((piece) => anew?.slice(48).includes(piece))).toEqual([])
    expect(after).toMatchObject({ number: 2, index: 6, fields: before.fields })
    expect([await opens(letter, before), await opens(letter, after)]).toEqual([true, true])
    expect(await opens(letter, after, before.entry)).toBe(false)
    expect(await findInTables(row?.salt ?? '')).toEqual([])
    await audit(letter)
  })

  it('signs the words of today, and only those that were shown', async () => {
    const letter = await opened()
    const signer = await aCounted(letter)
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })
    await publishEdition(env.REGISTRAR, letter, { ...letter, ...WORDS }, null, new Date(NOON))

    const again = { verb: 'sign-again' as const, id: signer.id, at: NOON }
    const stale = await tell(letter, { ...again, edition: 1 })
    const shown = await tell(letter, { ...again, edition: 2 })
    const twice = await tell(letter, { ...again, edition: 2 })

    expect(stale.outcome).toBe('stale-edition')
    expect([shown, twice]).toMatchObject([
      { outcome: 'signed-again', number: 2 },
      { outcome: 'signed-again', number: 2 },
    ])
    expect(await rowOf(signer.id)).toMatchObject({ edition: 2 })
    expect(await audit(letter)).toMatchObject({ confirmed: 2 })
  })

  it('is not possible on a letter that has closed', async () => {
    const letter = await aLetter({ openedAt: new Date(NOON), closesAt: NOON + HOUR })
    const signer = await aCounted(letter)
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })

    const again = { verb: 'sign-again' as const, id: signer.id, edition: 1, at: NOON + HOUR }

    expect((await tell(letter, again)).outcome).toBe('closed')
    await audit(letter)
  })
})

describe('erasing', () => {
  it('leaves nothing of a signer, and a ledger that still adds up', async () => {
    const letter = await opened()
    const email = 'canary-erased@example.org'
    const signer = await aCounted(letter, { name: 'Canary Erased', email, updates: 'on' })
    const key = (await rowOf(signer.id))?.email_key ?? ''
    const salt = (await rowOf(signer.id))?.salt ?? ''
    const pending = await aSigner(letter, { name: 'Canary Pending', email })
    await env.DB.batch([
      env.DB.prepare('INSERT INTO code_try VALUES (?, ?, 1, 0)').bind(letter.id, key),
      env.DB.prepare('INSERT INTO suppression VALUES (?, ?, ?, 0)').bind(
        letter.id,
        key,
        'disowned'
      ),
    ])

    const answer = await tell(letter, { verb: 'erase', id: signer.id, at: NOON })

    expect(answer.outcome).toBe('erased')
    expect(await rowOf(signer.id)).toBeNull()
    // What waits stays in the public number until it would have expired, and says nothing.
    expect(await rowOf(pending.id)).toMatchObject({ state: 'pending', name: null, email_key: null })
    expect(await findInTables('Canary')).toEqual([expect.stringMatching(/^outbox\.address\b/)])
    expect(await findInTables(salt)).toEqual([])
    expect(await findInTables(key)).toEqual([expect.stringMatching(/^suppression\.email_key\b/)])
    expect(await typesOf(letter)).toBe('TSCSWS')
    expect(await audit(letter)).toMatchObject({ confirmed: 1, withdrawn: 1, counted: 0 })
  })

  it('mails who left an address that it is done, with no key that outlives the mail', async () => {
    const letter = await opened()
    const kept = await aCounted(letter, { email: 'ada-erased@example.org', updates: 'on' })
    const left = await aCounted(letter)

    await tell(letter, { verb: 'erase', id: kept.id, at: NOON })
    await tell(letter, { verb: 'erase', id: left.id, at: NOON })

    const mails = await rowsOf(
      `SELECT address, to_key, signature_id FROM outbox WHERE letter_id = ? AND asked = 'erased'`,
      letter.id
    )
    expect(mails).toEqual([{ address: 'ada-erased@example.org', to_key: null, signature_id: null }])
  })

  it('reaches what is withdrawn, and neither other people nor other letters', async () => {
    const [letter, other] = [await opened(), await opened()]
    const email = 'ada-twice@example.org'
    const signer = await aCounted(letter, { email })
    const elsewhere = await aCounted(other, { email })
    const grace = await aCounted(letter)
    await tell(letter, { verb: 'withdraw', id: signer.id, at: NOON })

    await tell(letter, { verb: 'erase', id: signer.id, at: NOON })
    const again = await tell(letter, { verb: 'erase', id: signer.id, at: NOON })

    expect(again.outcome).toBe('gone')
    expect(await rowOf(elsewhere.id)).toMatchObject({ state: 'counted' })
    expect(await rowOf(grace.id)).toMatchObject({ state: 'counted' })
    expect(await audit(letter)).toMatchObject({ confirmed: 2, withdrawn: 1, counted: 1 })
    expect(await audit(other)).toMatchObject({ counted: 1 })
  })

  it('lets the same person sign anew, under a new number', async () => {
    const letter = await opened()
    const email = 'ada-anew@example.org'
    const before = await aCounted(letter, { email })
    await tell(letter, { verb: 'erase', id: before.id, at: NOON })

    expect(await aCounted(letter, { email })).toMatchObject({ number: 2 })
    await audit(letter)
  })

  it('reaches who never confirmed, too', async () => {
    const letter = await opened()
    const pending = await aSigner(letter, { name: 'Canary Waiting', email: 'cw@example.org' })

    const answer = await tell(letter, { verb: 'erase', id: pending.id, at: NOON })

    expect(answer.outcome).toBe('erased')
    expect(await findInTables('Canary Waiting')).toEqual([])
    expect(await findInTables('cw@example.org')).toEqual([])
    expect(await rowOf(pending.id)).toMatchObject({ state: 'pending', email_key: null })
    await audit(letter)
  })

  it('empties a claim that is confirmed in the same group', async () => {
    const letter = await opened()
    const email = 'ada-group@example.org'
    const signer = await aCounted(letter, { email })
    const pending = await aSigner(letter, { email })

    const answers = await together(letter, [
      { verb: 'erase', id: signer.id, at: NOON },
      yes(pending),
    ])

    expect(answers.map(({ outcome }) => outcome)).toEqual(['erased', 'gone'])
    expect(await audit(letter)).toMatchObject({ counted: 0 })
  })
})

describe('expiring', () => {
  it('deletes what was never confirmed, when its time is over and not before', async () => {
    const letter = await opened()
    const [pending, counted] = [await aSigner(letter), await aCounted(letter)]
    const expire = (id: string, at: number) => tell(letter, { verb: 'expire', id, at })

    const answers = [
      await expire(pending.id, NOON + LINK_MS - 1),
      await expire(pending.id, NOON + LINK_MS),
      await expire(pending.id, NOON + LINK_MS),
      await expire(counted.id, NOON + LINK_MS),
    ]

    expect(answers.map(({ outcome }) => outcome)).toEqual(['kept', 'expired', 'kept', 'kept'])
    expect(await rowOf(pending.id)).toBeNull()
    expect(await audit(letter)).toMatchObject({ counted: 1 })
  })

  it('is done for every letter at once by the clock', async () => {
    const letters = [await opened(), await opened()]
    for (const letter of letters) await signersOf(letter, crowd(3))
    const [first] = letters
    if (!first) throw new Error('There is no letter.')
    const survivor = await aCounted(first)

    // What other tests left behind goes first.
    await expireDue(env.DB, env.REGISTRAR, new Date(NOON + LINK_MS - 1))
    const early = await expireDue(env.DB, env.REGISTRAR, new Date(NOON + LINK_MS - 1))
    const due = await expireDue(env.DB, env.REGISTRAR, new Date(NOON + LINK_MS))

    expect(early).toBe(0)
    expect(due).toBeGreaterThanOrEqual(6)
    expect(await rowOf(survivor.id)).toMatchObject({ state: 'counted' })
    for (const letter of letters) await audit(letter)
  })
})

describe('publishing', () => {
  it('writes each edition into the ledger, and keeps earlier signatures with theirs', async () => {
    const letter = await opened()
    await aCounted(letter)
    await publishEdition(env.REGISTRAR, letter, { ...letter, ...WORDS }, 'Plainer', new Date(NOON))
    const revised = await letterAgain(letter)
    await aCounted(revised)

    const { entries } = await audit(letter)

    expect(await typesOf(letter)).toBe('TSCSTSCS')
    expect(entries.map(({ bytes }) => bytes.length)).toEqual([56, 54, 56, 54, 56, 54, 56, 54])
    expect(
      await rowsOf(
        'SELECT key, counted FROM tally WHERE letter_id = ? AND dimension = ?',
        letter.id,
        'edition'
      )
    ).toEqual([
      { key: '1', counted: 1 },
      { key: '2', counted: 1 },
    ])
  })

  it('happens once, however often it is tried', async () => {
    const letter = await opened()
    const at = new Date(NOON)
    const freeze = (markdown: string) =>
      publishEdition(env.REGISTRAR, letter, { ...letter, markdown }, null, at)

    const numbers = await Promise.all([freeze('1. Plainer.'), freeze('1. Plainer.')])

    expect(numbers).toEqual([2, 2])
    await expect(freeze('1. Something else.')).rejects.toThrow('not published: other-edition')
    expect(await typesOf(letter)).toBe('TSTS')
    await audit(letter)
  })

  it('holds nothing in its ledger that anyone typed', async () => {
    const letter = await opened()
    const typed = { name: 'Canary Ledger', school: 'Canary School', email: 'canary@example.org' }
    const signer = await aCounted(letter, typed)
    await tell(letter, correction(signer, { name: 'Canary Again' }))

    const ledger = (await entriesOf(letter))
      .map(({ bytes }) => String.fromCharCode(...bytes))
      .join()

    expect(ledger).not.toMatch(/canary/i)
  })
})
