import { describe, expect, it, vi } from 'vitest'
import type { Letter } from '../../src/letters/letter'
import { aLetter } from '../support/letters'
import { findInTables, registrarMemory, rowsOf } from '../support/tables'
import { deliverDueMail } from '../support/visitor'
import { audit, entriesOf, type Row } from './audit'
import {
  aCounted,
  aSigner,
  correction,
  crowd,
  NOON,
  signersOf,
  tell,
  together,
  yes,
} from './people'
import { checkpointsOf, tilesOf } from './signed'

const at = NOON
const ofCase = { reason: 'impersonation', caseId: '6b9f0b0e-8a51-4f3e-9a53-0d1c6ed8f2aa' } as const

/**
 * People in every state that a signature can be in, and so many that a tile is complete. What they
 * type is found nowhere else, case aside, but for the word that they share.
 */
async function aFullLetter(word: string): Promise<Letter> {
  const someone = (what: string) => ({
    name: `${word} ${what}quill`,
    email: `${word}.${what}@${what}-${word}.example.org`,
    school: `${what}holt ${word} School`,
    updates: 'on',
  })
  const letter = await aLetter({ openedAt: new Date(NOON) })
  const many = crowd(260).map((one, i) => ({ ...one, ...someone(`crowd${i}x`) }))
  const signers = await signersOf(letter, many)
  await together(
    letter,
    signers.map((one) => yes(one))
  )
  const corrected = await aCounted(letter, someone('corrected'))
  await tell(letter, correction(corrected, { name: `${word} Otherquill` }))
  await aCounted(letter, { ...someone('hidden'), public: '' })
  await aCounted(letter, { ...someone('other'), role: 'other', role_other: `${word} keeper` })
  const withdrawn = await aCounted(letter, someone('withdrawn'))
  await tell(letter, { verb: 'withdraw', id: withdrawn.id, at })
  const again = await aCounted(letter, someone('again'))
  await tell(letter, { verb: 'withdraw', id: again.id, at })
  await tell(letter, { verb: 'sign-again', id: again.id, edition: 1, at })
  const removed = await aCounted(letter, someone('removed'))
  await tell(letter, { verb: 'remove', id: removed.id, ...ofCase, at })
  const reinstated = await aCounted(letter, someone('reinstated'))
  await tell(letter, { verb: 'remove', id: reinstated.id, ...ofCase, at })
  await tell(letter, { verb: 'reinstate', id: reinstated.id, caseId: ofCase.caseId, at })
  await tell(letter, { ...yes(await aSigner(letter, someone('held'))), verb: 'hold' })
  const refused = await aSigner(letter, someone('refused'))
  await tell(letter, { ...yes(refused), verb: 'hold' })
  await tell(letter, { verb: 'refuse', id: refused.id, ...ofCase, at })
  await aSigner(letter, someone('pending'))
  return letter
}

/** All that a ledger publishes, as bytes. */
async function published(letter: Letter): Promise<Uint8Array[]> {
  const entries = (await entriesOf(letter)).map(({ bytes }) => bytes)
  const heads = (await checkpointsOf(letter)).map(({ root, signatures }) => root + signatures)
  const tiles = (await tilesOf(letter)).map(({ root, hashes }) => root + hashes)
  return [...entries, ...[...heads, ...tiles].map((hex) => Uint8Array.fromHex(hex))]
}

const rowsOfLetter = (letter: Letter) =>
  rowsOf<Row>('SELECT * FROM signature WHERE letter_id = ?', letter.id)

/** What would tell who somebody is, or help to find out. */
function secretsOf(rows: Row[]): string[] {
  const secrets = rows.flatMap((row) => [
    row.id,
    row.email_key,
    row.salt,
    row.address_mac,
    row.kept_address,
  ])
  return [...new Set(secrets.filter((secret) => secret !== null))]
}

/** Does a text stand in bytes, as UTF-8 and case aside. */
function spells(bytes: Uint8Array, text: string): boolean {
  const read = String.fromCharCode(...bytes).toLowerCase()
  return read.includes(String.fromCharCode(...new TextEncoder().encode(text)).toLowerCase())
}

vi.setConfig({ testTimeout: 30_000 })

describe('the ledger of a letter', () => {
  it('holds no name, address, school or salt, before anybody is erased', async () => {
    const letter = await aFullLetter('Zebedee')
    const typed = ['zebedee', 'quill', 'example.org', 'school']
    const salts = (await rowsOfLetter(letter)).flatMap(({ salt }) => salt ?? [])

    const bytes = await published(letter)

    expect((await rowsOf('SELECT 1 FROM tile WHERE letter_id = ?', letter.id)).length).toBe(1)
    expect(salts.length).toBeGreaterThan(260)
    expect(bytes.filter((one) => typed.some((text) => spells(one, text)))).toEqual([])
    const spelt = bytes.map((one) => one.toHex()).join(' ')
    const bare = salts.map((salt) => Uint8Array.fromBase64(salt, { alphabet: 'base64url' }).toHex())
    expect(bare.filter((salt) => spelt.includes(salt))).toEqual([])
  })

  it('still checks after every signer is erased, and nothing is left of any of them', async () => {
    const letter = await aFullLetter('Ottoline')
    const before = await rowsOfLetter(letter)
    const secrets = secretsOf(before)
    const bytes = await published(letter)

    await together(
      letter,
      before.map(({ id }) => ({ verb: 'erase', id, at }))
    )
    for (const { id } of await rowsOfLetter(letter)) {
      await tell(letter, { verb: 'expire', id, at: NOON * 2 })
    }
    await deliverDueMail()

    expect(await rowsOfLetter(letter)).toEqual([])
    const traces = ['ottoline', ...secrets]
    expect(await findInTables(traces, ['dev_mail'])).toEqual([])
    const memory = await registrarMemory(letter)
    expect(traces.filter((text) => memory.includes(text))).toEqual([])
    // The ledger says that they went. What it said before, it still says.
    const { counted, confirmed, withdrawn } = await audit(letter)
    expect({ counted, confirmed: confirmed > 260, withdrawn: withdrawn > 260 }).toEqual({
      counted: 0,
      confirmed: true,
      withdrawn: true,
    })
    const after = new Set((await published(letter)).map((one) => one.toHex()))
    expect(bytes.filter((one) => !after.has(one.toHex()))).toEqual([])
  })
})
