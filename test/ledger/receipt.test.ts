import { describe, expect, it } from 'vitest'
import { toBase64, utf8 } from '../../src/ledger/bytes'
import { commit, newSalt } from '../../src/ledger/commitment'
import { fromHex } from '../../src/ledger/hex'
import { checkReceipt } from '../../src/ledger/receipt'
import { formatTlogProof } from '../../src/ledger/tlog-proof'
import { parseVkey } from '../../src/ledger/vkey'
import vectors from '../vectors/ledger.json'
import { refusal } from './refusal'
import {
  aConfirm,
  aLedgerOf,
  an,
  aSigner,
  aSummary,
  aText,
  hashLike,
  HOUR,
  ORIGIN,
  UUID,
  withOneBitChanged,
} from './signed'
import { commitmentTo } from './stranger'

const ada = {
  letter_id: UUID,
  edition: 1,
  public: true,
  name: 'Ada Example',
  email: `hmac:${'ab'.repeat(32)}`,
  affiliation: 'Headteacher, Example School',
}
const hidden = { ...ada, public: false }
const renamed = { ...ada, name: 'Ada Sample' }

/** The vectors’ receipt of one of their openings. */
function vectorReceipt(position: number, opening: number) {
  const { index, proof_b64: proof } =
    vectors.receipt_inclusion.find(({ index }) => index === position) ?? {}
  const opened = vectors.openings[opening]
  const entry = vectors.entries[position]
  if (index === undefined || !proof || !opened || !entry) throw new Error('No such vector.')
  return {
    v: 'openletter-receipt/1',
    origin: vectors.origin,
    number: opening + 1,
    salt: fromHex(opened.salt_hex).toBase64(),
    fields: {
      letter_id: vectors.letter_uuid,
      edition: opened.edition,
      public: opened.flags === 1,
      name: opened.name,
      email: opened.email,
      affiliation: opened.aff,
    },
    entry: fromHex(entry.entry_hex).toBase64(),
    index,
    proof: formatTlogProof({
      extra: null,
      index,
      hashes: proof.map((hash) => Uint8Array.fromBase64(hash)),
      checkpoint: vectors.checkpoints[11],
    }),
  }
}

/** A ledger in which Ada signed at 1, hid her name at 4 and changed it at 6; Grace signed at 2. */
async function anAmendedLedger() {
  const salt = newSalt()
  const made = async ({ letter_id: letterUuid, ...said }: typeof ada) => {
    return fromHex(await commitmentTo(salt, letterUuid, said))
  }
  const amend = async (fields: typeof ada, hour: number) => {
    return an({ type: 'amend', target: 1, commitment: await made(fields) }, hour)
  }
  const ledger = await aLedgerOf([
    aText(),
    an({ type: 'confirm', edition: 1, commitment: await made(ada) }),
    aConfirm(),
    aSummary(2),
    await amend(hidden, HOUR),
    aSummary(2),
    await amend(renamed, HOUR + 1),
    an({ type: 'summary', totals: { confirmed: 2, withdrawn: 0, removed: 0 } }, HOUR + 1),
  ])
  const first = {
    v: 'openletter-receipt/1',
    origin: ORIGIN,
    number: 1,
    salt: toBase64(salt),
    fields: ada,
    ...(await ledger.held(1)),
  }
  return { ledger, salt, first, amended: async (at: number, size = 8) => ledger.held(at, size) }
}

describe('a receipt', () => {
  it.each([
    [1, 0],
    [2, 1],
    [3, 2],
    [9, 3],
  ])('proves what the vectors say of entry %d', async (position, opening) => {
    const keys = [await parseVkey(vectors.vkey)]
    const receipt = vectorReceipt(position, opening)

    expect(await checkReceipt(receipt, keys)).toEqual({
      origin: vectors.origin,
      index: position,
      hour: position === 9 ? vectors.hour + 2 : vectors.hour,
      size: 11,
      root: fromHex(vectors.roots_hex[11] ?? ''),
      edition: 1,
      fields: receipt.fields,
      amended: null,
      signedBy: keys,
    })
  })

  it('proves what was signed and, after a correction, what it says by now', async () => {
    const { ledger, first, amended } = await anAmendedLedger()
    const receipt = { ...first, fields: renamed, amended: await amended(6) }

    expect(await checkReceipt(first, ledger.keys)).toMatchObject({ index: 1, amended: null })
    expect(await checkReceipt(receipt, ledger.keys)).toMatchObject({
      index: 1,
      hour: HOUR,
      edition: 1,
      fields: renamed,
      amended: { index: 6, hour: HOUR + 1, size: 8 },
    })
  })

  it('holds whether its two proofs are from one moment or not', async () => {
    const { ledger, first, amended } = await anAmendedLedger()
    const early = { ...first, ...(await ledger.held(1, 4)) }
    const receipt = { ...early, fields: hidden, amended: await amended(4, 6) }

    expect(await checkReceipt(receipt, ledger.keys)).toMatchObject({
      size: 4,
      amended: { index: 4, size: 6 },
    })
  })

  it('may have been corrected to the words of a later edition, never of an earlier one', async () => {
    const salt = newSalt()
    const opening = { letterUuid: UUID, ...ada, letter_id: undefined }
    const to = (edition: number) => commit(salt, { ...opening, edition })
    const ledger = await aLedgerOf([
      aText(1),
      aText(2),
      an({ type: 'confirm', edition: 2, commitment: await to(2) }),
      an({ type: 'amend', target: 2, commitment: await to(3) }),
      an({ type: 'amend', target: 2, commitment: await to(1) }),
    ])
    const corrected = async (at: number, edition: number) => ({
      v: 'openletter-receipt/1',
      origin: ORIGIN,
      number: 1,
      salt: toBase64(salt),
      fields: { ...ada, edition },
      ...(await ledger.held(2)),
      amended: await ledger.held(at),
    })

    const later = await checkReceipt(await corrected(3, 3), ledger.keys)
    expect([later.edition, later.fields.edition]).toEqual([2, 3])
    expect(await refusal(async () => checkReceipt(await corrected(4, 1), ledger.keys))).toBe(
      'wrong-edition'
    )
  })

  it.each([
    ['another name', { name: 'Ada Sample' }],
    ['a name in other letters', { name: 'ada example' }],
    ['another address', { email: `hmac:${'ac'.repeat(32)}` }],
    ['another affiliation', { affiliation: 'Headteacher' }],
    ['a hidden name', { public: false }],
    // Without the lengths before them, these would come to the same bytes.
    ['a name that takes from the next field', { name: 'Ada Exampleh', email: ada.email.slice(1) }],
  ])('fails with %s', async (_, change) => {
    const { ledger, first } = await anAmendedLedger()

    const changed = { ...first, fields: { ...ada, ...change } }

    expect(await refusal(() => checkReceipt(changed, ledger.keys))).toBe('commitment-does-not-open')
  })

  it('holds for a name in either spelling of its accents', async () => {
    const keys = [await parseVkey(vectors.vkey)]
    const receipt = vectorReceipt(1, 0)
    const name = receipt.fields.name.normalize('NFD')

    expect(name).not.toBe(receipt.fields.name)
    const spelt = { ...receipt, fields: { ...receipt.fields, name } }
    expect(await refusal(() => checkReceipt(spelt, keys))).toBe('accepted')
  })

  it('fails with anything that is another signature’s', async () => {
    const { ledger, salt, first, amended } = await anAmendedLedger()
    const corrected = { ...first, fields: renamed, amended: await amended(6) }
    const other = Uint8Array.from(salt, (byte) => byte ^ 1)
    const check = (receipt: object) => refusal(() => checkReceipt(receipt, ledger.keys))
    const opens = 'commitment-does-not-open'

    expect(await check(corrected)).toBe('accepted')
    expect(await check({ ...first, salt: toBase64(other) })).toBe(opens)
    expect(await check({ ...first, fields: { ...ada, edition: 2 } })).toBe('wrong-edition')
    expect(await check({ ...corrected, fields: { ...renamed, edition: 2 } })).toBe(opens)
    expect(await check({ ...first, ...(await ledger.held(2)) })).toBe(opens)
    expect(await check({ ...first, ...(await ledger.held(3)) })).toBe('not-a-confirm')
    expect(await check({ ...first, ...(await ledger.held(6)) })).toBe('not-a-confirm')
    expect(await check({ ...first, index: 2 })).toBe('wrong-index')
    expect(await check({ ...first, entry: (await ledger.held(2)).entry })).toBe(
      'bad-inclusion-proof'
    )
    expect(await check({ ...first, proof: (await ledger.held(2)).proof })).toBe(
      'bad-inclusion-proof'
    )
    expect(await check({ ...first, fields: { ...ada, letter_id: UUID.replace('0', '1') } })).toBe(
      'wrong-letter'
    )
    expect(await check({ ...first, origin: ORIGIN.replace('example', 'test') })).toBe(
      'wrong-origin'
    )
  })

  it('fails with a correction that is older, newer, left out or none', async () => {
    const { ledger, first, amended } = await anAmendedLedger()
    const check = (receipt: object) => {
      return refusal(() => checkReceipt({ ...first, fields: renamed, ...receipt }, ledger.keys))
    }
    const newest = await amended(6)

    expect(await check({ amended: newest })).toBe('accepted')
    expect(await check({})).toBe('commitment-does-not-open')
    expect(await check({ amended: await amended(4) })).toBe('commitment-does-not-open')
    expect(await check({ amended: newest, fields: hidden })).toBe('commitment-does-not-open')
    expect(await check({ amended: await amended(2) })).toBe('amends-another-entry')
    expect(await check({ amended: await amended(7) })).toBe('amends-another-entry')
    expect(await check({ amended: newest, ...(await ledger.held(2)) })).toBe('amends-another-entry')
    expect(await check({ amended: { ...newest, entry: (await amended(4)).entry } })).toBe(
      'bad-inclusion-proof'
    )
    expect(await check({ amended: { ...newest, proof: (await amended(4)).proof } })).toBe(
      'bad-inclusion-proof'
    )
    expect(await check({ amended: { ...newest, index: 4 } })).toBe('wrong-index')
  })

  it('fails with a correction that stands before what it corrects', async () => {
    const salt = newSalt()
    const commitment = await commit(salt, { ...ada, letterUuid: UUID })
    const ledger = await aLedgerOf([
      aText(),
      an({ type: 'amend', target: 2, commitment }),
      aConfirm(),
      aSummary(1),
    ])
    const receipt = {
      v: 'openletter-receipt/1',
      origin: ORIGIN,
      number: 1,
      salt: toBase64(salt),
      fields: ada,
      ...(await ledger.held(2)),
      amended: await ledger.held(1),
    }

    expect(await refusal(() => checkReceipt(receipt, ledger.keys))).toBe('amends-another-entry')
  })

  it('shows a fork if its two proofs are from different ledgers of one size', async () => {
    const { ledger, first, amended } = await anAmendedLedger()
    const [signer] = ledger.keys
    const forked = ledger.entries.with(
      2,
      an({ type: 'confirm', edition: 1, commitment: hashLike(7) })
    )
    const fork = await aLedgerOf(forked, ...(signer ? [signer] : []))

    const receipt = {
      ...first,
      ...(await fork.held(1)),
      fields: renamed,
      amended: await amended(6),
    }

    expect(await refusal(() => checkReceipt(receipt, ledger.keys))).toBe('fork')
  })

  it('needs a key that is known', async () => {
    const { first } = await anAmendedLedger()

    expect(await refusal(() => checkReceipt(first, []))).toBe('unknown-key')
    expect(await refusal(async () => checkReceipt(first, [await aSigner()]))).toBe('unknown-key')
  })

  it('fails if any byte of its file is changed, but for the number', async () => {
    const { ledger, first, amended } = await anAmendedLedger()
    const text = JSON.stringify({
      ...first,
      number: 1347,
      fields: renamed,
      amended: await amended(6),
    })
    const file = utf8(text)
    // How many signed before is told by the ledger, not by one entry of it.
    const number = text.indexOf('1347')

    const accepted = new Set<number>()
    for (const { at, changed } of withOneBitChanged(file, [2, 32])) {
      const rule = await refusal(() => read(changed, (json) => checkReceipt(json, ledger.keys)))
      expect(rule, `byte ${at}`).toMatch(/^[a-z0-9-]+$/)
      if (rule === 'accepted') accepted.add(at)
    }

    expect([...accepted]).toEqual([number, number + 1, number + 2, number + 3])
  }, 30_000)

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'receipt'],
    ['a number', 7],
    ['a list', []],
    ['an object of nothing', {}],
    ['another version', { v: 'openletter-receipt/2' }],
    ['no version', { v: undefined }],
    ['an origin that is no text', { origin: 1 }],
    ['a number that is none', { number: '1' }],
    ['a number in parts', { number: 1.5 }],
    ['no fields', { fields: undefined }],
    ['fields that are none', { fields: 'Ada' }],
    ['an edition below 0', { fields: { ...ada, edition: -1 } }],
    ['an edition past what is written', { fields: { ...ada, edition: 65536 } }],
    ['an edition as text', { fields: { ...ada, edition: '1' } }],
    ['shown or not as a number', { fields: { ...ada, public: 1 } }],
    ['a name that is missing', { fields: { ...ada, name: null } }],
    ['a name that is too long', { fields: { ...ada, name: 'é'.repeat(32768) } }],
    ['a name of half a character', { fields: { ...ada, name: '\ud800' } }],
    ['an address that is missing', { fields: { ...ada, email: undefined } }],
    ['an affiliation that is a list', { fields: { ...ada, affiliation: ['Head'] } }],
    ['a salt of 31 bytes', { salt: toBase64(new Uint8Array(31)) }],
    ['no salt', { salt: '' }],
    ['an index below 0', { index: -1 }],
    ['an index of 2^53', { index: 2 ** 53 }],
    ['an entry that is no text', { entry: [1, 2] }],
    ['no proof', { proof: undefined }],
    ['a correction that is null', { amended: null }],
    ['a correction of nothing', { amended: {} }],
  ])('is refused if it is, or has, %s', async (_, what) => {
    const { ledger, first } = await anAmendedLedger()
    const isPart = typeof what === 'object' && what !== null && Object.keys(what).length > 0
    const receipt = isPart ? { ...first, ...what } : what

    expect(await refusal(() => checkReceipt(receipt, ledger.keys))).toBe('bad-receipt')
  })

  it.each([
    ['a salt that is not base64', { salt: 'salt' + '-'.repeat(40) }, 'not-base64'],
    ['an entry that is not base64', { entry: 'AA' }, 'not-base64'],
    ['an entry of nothing', { entry: '' }, 'bad-inclusion-proof'],
    ['a proof that is none', { proof: 'proof' }, 'bad-tlog-proof'],
  ])('is refused if it has %s', async (_, part, rule) => {
    const { ledger, first } = await anAmendedLedger()

    expect(await refusal(() => checkReceipt({ ...first, ...part }, ledger.keys))).toBe(rule)
  })

  it('may hold more than it needs to', async () => {
    const { ledger, first } = await anAmendedLedger()
    const more = { ...first, note: 'kept by Ada', fields: { ...ada, pronoun: 'she' } }

    expect((await checkReceipt(more, ledger.keys)).fields).toEqual(ada)
  })
})

/** What a file says, if it is JSON at all. */
function read(file: Uint8Array, then: (json: unknown) => unknown): unknown {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(file))
  } catch {
    return then(undefined)
  }
  return then(json)
}
