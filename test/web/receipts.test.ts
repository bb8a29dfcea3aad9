import { describe, expect, it } from 'vitest'
import { parseKeyFile } from '../../src/ledger/key-file'
import { checkReceipt, type Receipt, type ReceiptEntry } from '../../src/ledger/receipt'
import { parseTlogProof } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { treesOver } from '../ledger/rfc6962'
import { commitmentTo, leafOf } from '../ledger/stranger'
import { tell } from '../registrar/people'
import { aLetter, reviseLetter } from '../support/letters'
import { ada, change, signAndConfirm } from '../support/signers'
import { aCountedDatabase, aSite } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { entriesOf } from './long-ledger'

describe('a receipt', () => {
  it('proves that a signature is in the ledger, with nothing but the published keys', async () => {
    const letter = await aLetter()
    await signAndConfirm(letter)
    const { manage, fields } = await signAndConfirm(letter, ada({ role: 'retired' }))
    await signAndConfirm(letter)

    const receipt = await receiptOf(manage)

    expect(receipt).toMatchObject({ number: 2, index: 4, origin: letter.origin })
    expect(await check(receipt)).toMatchObject({
      origin: letter.origin,
      index: 4,
      size: 8,
      edition: 1,
      amended: null,
      fields: {
        letter_id: letter.uuid,
        edition: 1,
        public: true,
        name: fields.name,
        affiliation: 'Retired headteacher, Brambleholt Primary',
      },
    })
    await checkAsStranger(letter, receipt)
    expect(JSON.stringify(receipt)).not.toContain(fields.email)
  })

  it('is for its signer alone, and kept by no cache', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)

    const answer = await visitor.visit(paths.receipt(manage))

    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="${letter.slug}-receipt.json"`
    )
  })

  it('costs the database two calls, however it was corrected', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await change(visitor, manage, 'correct', said(fields, { name: 'Ada Penn' }))
    const { db, counted } = aCountedDatabase()

    await aSite({ DB: db })(paths.receipt(manage))

    expect(counted.calls).toBe(2)
  })

  it('grows with the ledger: an older one still holds, a newer one proves more', async () => {
    const letter = await aLetter()
    const { manage } = await signAndConfirm(letter)

    const first = await receiptOf(manage)
    for (let i = 0; i < 3; i++) await signAndConfirm(letter)
    const later = await receiptOf(manage)

    expect([await check(first), await check(later)]).toMatchObject([
      { index: 2, size: 4 },
      { index: 2, size: 10 },
    ])
    expect({ ...later, proof: '' }).toEqual({ ...first, proof: '' })
  })
})

describe('the receipt of someone who', () => {
  it('corrected their signature opens the correction', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    const before = await receiptOf(manage)
    await change(visitor, manage, 'correct', said(fields, { name: 'Ada Penn' }))
    await signAndConfirm(letter)
    await change(
      visitor,
      manage,
      'correct',
      said(fields, { name: 'Ada Pennyfeather', role: 'parent', school: '' })
    )

    const after = await receiptOf(manage)

    expect(await check(after)).toMatchObject({
      index: 2,
      size: 10,
      amended: { index: 8, size: 10 },
      fields: { name: 'Ada Pennyfeather', affiliation: 'Parent' },
    })
    expect([after.entry, after.salt, after.number]).toEqual([before.entry, before.salt, 1])
    await checkAsStranger(letter, after)
    await expect(check({ ...before, fields: after.fields })).rejects.toThrow()
    await expect(check({ ...after, amended: undefined })).rejects.toThrow()
  })

  it('hid their name says so, and shown again says that', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)

    await visitor.submit(paths.signatureChange(), { t: manage, action: 'hide' })
    const hidden = await receiptOf(manage)
    await visitor.submit(paths.signatureChange(), { t: manage, action: 'show' })
    const shown = await receiptOf(manage)

    expect([hidden.fields.public, shown.fields.public]).toEqual([false, true])
    expect([(await check(hidden)).amended?.index, (await check(shown)).amended?.index]).toEqual([
      4, 6,
    ])
  })

  it('changed what no entry holds has no correction in it', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)

    await change(visitor, manage, 'correct', said(fields, { country: 'wales' }))

    const receipt = await receiptOf(manage)
    expect(receipt.amended).toBeUndefined()
    expect(await check(receipt)).toMatchObject({ index: 2, size: 4 })
  })

  it('withdrew proves that they once signed; signing again, that they do', async () => {
    const letter = await aLetter()
    const { visitor, manage, fields } = await signAndConfirm(letter)
    await change(visitor, manage, 'correct', said(fields, { name: 'Ada Penn' }))

    await change(visitor, manage, 'withdraw')
    const withdrawn = await receiptOf(manage)
    await reviseLetter(letter, 'Dear Inspector,\n\n1. Other words.')
    await change(visitor, manage, 'sign-again', { edition: '2' })
    const again = await receiptOf(manage)

    expect(await check(withdrawn)).toMatchObject({ index: 2, amended: { index: 4 }, edition: 1 })
    expect(await check(again)).toMatchObject({ index: 10, amended: null, edition: 2 })
    expect([withdrawn.number, again.number]).toEqual([1, 2])
    await checkAsStranger(letter, again)
  })

  it('was removed and reinstated still opens their entry', async () => {
    const letter = await aLetter()
    const { manage } = await signAndConfirm(letter)
    const [row] = await rowsOf<{ id: string }>(
      'SELECT id FROM signature WHERE letter_id = ?',
      letter.id
    )
    const id = row?.id ?? ''
    const caseId = crypto.randomUUID()
    const at = Date.now()

    await tell(letter, { verb: 'remove', id, reason: 'automated', caseId, at })
    const removed = await receiptOf(manage)
    await tell(letter, { verb: 'reinstate', id, caseId, at })
    const reinstated = await receiptOf(manage)

    expect(await check(removed)).toMatchObject({ index: 2, size: 6 })
    expect(await check(reinstated)).toMatchObject({ index: 2, size: 8 })
  })

  it('erased their signature is gone, and so is what would open their entry', async () => {
    const letter = await aLetter()
    const { visitor, manage } = await signAndConfirm(letter)
    const { salt } = await receiptOf(manage)

    await change(visitor, manage, 'erase')

    const answer = await visitor.visit(paths.receipt(manage))
    expect(answer.status).toBe(410)
    expect(await answer.text()).not.toContain('openletter-receipt')
    const kept = Uint8Array.fromBase64(salt).toBase64({ alphabet: 'base64url' }).slice(0, 43)
    expect(await rowsOf('SELECT 1 FROM signature WHERE salt LIKE ?', `${kept}%`)).toEqual([])
  })
})

async function receiptOf(manage: string): Promise<Receipt> {
  const answer = await aVisitor().visit(paths.receipt(manage))
  expect(answer.status).toBe(200)
  return answer.json<Receipt>()
}

/** As whoever is shown the file would check it. */
async function check(receipt: Receipt) {
  const keys = await parseKeyFile(await aVisitor().read(paths.keyFile()))
  return checkReceipt(JSON.parse(JSON.stringify(receipt)), keys)
}

/** The same from the definitions alone: the commitment opens, and each path is the tree's own. */
async function checkAsStranger(letter: Letter, receipt: Receipt) {
  const entries = await entriesOf(letter)
  const trees = treesOver(await Promise.all(entries.map((entry) => leafOf(entry))))
  const newest = bytesOf(receipt.amended?.entry ?? receipt.entry)
  const { letter_id: uuid, ...opening } = receipt.fields

  expect(newest.slice(-32).toHex()).toBe(await commitmentTo(bytesOf(receipt.salt), uuid, opening))
  const held: ReceiptEntry[] = [receipt, receipt.amended ?? []].flat()
  for (const { entry, index, proof } of held) {
    const said = parseTlogProof(proof)
    const root = (await trees.root(entries.length)).toBase64()
    expect(bytesOf(entry)).toEqual(entries[index])
    expect(said).toMatchObject({ index, extra: null })
    expect(said.hashes).toEqual(await trees.path(index, entries.length))
    expect(said.checkpoint).toContain(`${letter.origin}\n${entries.length}\n${root}\n\n`)
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.fromBase64(base64)
}

/** What a signer says of themselves, as the manage page sends it. */
function said(fields: Record<string, string>, over: Record<string, string> = {}) {
  const { email: _, consent: __, edition: ___, updates: ____, ...rest } = fields
  return { ...rest, ...over }
}
