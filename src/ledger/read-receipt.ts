import { fromBase64, utf8 } from './bytes.ts'
import type { Receipt, ReceiptEntry, ReceiptFields } from './receipt.ts'
import { Rejected } from './rejected.ts'

const SALT_LENGTH = 32

/** The largest number, and the longest text, that two bytes can say. */
const LARGEST_UINT16 = 0xffff

/** The receipt that a value from JSON is. What it has besides is passed over. */
export function readReceipt(value: unknown): Receipt {
  const receipt = object(value, 'the receipt')
  const { v } = receipt
  if (v !== 'openletter-receipt/1') throw badReceipt('it is of a kind that is not known')
  const { amended } = receipt
  return {
    v,
    origin: text(receipt.origin, 'origin'),
    number: count(receipt.number, 'number'),
    salt: readSalt(receipt.salt),
    fields: readFields(object(receipt.fields, 'fields')),
    ...readEntry(receipt),
    ...(amended !== undefined && { amended: readEntry(object(amended, 'amended')) }),
  }
}

function readFields(fields: Record<string, unknown>): ReceiptFields {
  const { public: isPublic } = fields
  if (typeof isPublic !== 'boolean') throw badReceipt('public is not true or false')
  const edition = count(fields.edition, 'edition')
  if (edition > LARGEST_UINT16) throw badReceipt('edition is too large')
  return {
    letter_id: text(fields.letter_id, 'letter_id'),
    edition,
    public: isPublic,
    name: shortText(fields.name, 'name'),
    email: shortText(fields.email, 'email'),
    affiliation: shortText(fields.affiliation, 'affiliation'),
  }
}

function readEntry({ entry, index, proof }: Record<string, unknown>): ReceiptEntry {
  return {
    entry: text(entry, 'entry'),
    index: count(index, 'index'),
    proof: text(proof, 'proof'),
  }
}

function readSalt(value: unknown): string {
  const salt = text(value, 'salt')
  if (fromBase64(salt).length !== SALT_LENGTH) throw badReceipt('salt is not of 32 bytes')
  return salt
}

function object(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return { ...value }
  throw badReceipt(`${name} is missing`)
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value.isWellFormed()) return value
  throw badReceipt(`${name} is not text`)
}

function shortText(value: unknown, name: string): string {
  const short = text(value, name)
  if (utf8(short.normalize('NFC')).length <= LARGEST_UINT16) return short
  throw badReceipt(`${name} is too long`)
}

function count(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw badReceipt(`${name} is not a whole number`)
}

function badReceipt(problem: string): Rejected {
  return new Rejected('bad-receipt', `This is no receipt: ${problem}.`)
}
