import { equalBytes, fromBase64 } from './bytes.ts'
import { commit } from './commitment.ts'
import { letterOf } from './origin.ts'
import { readReceipt } from './read-receipt.ts'
import { Rejected } from './rejected.ts'
import { checkEntry, parseTlogProof, type ProvenEntry } from './tlog-proof.ts'
import type { VerifierKey } from './vkey.ts'

/** What a signer downloads: bytes in base64, and `proof` as the text of a tlog-proof. */
export type Receipt = ReceiptEntry & {
  v: 'openletter-receipt/1'
  origin: string
  number: number
  salt: string
  fields: ReceiptFields
  /** The newest correction, if there was one. Then it is what the fields open. */
  amended?: ReceiptEntry
}

export type ReceiptFields = {
  letter_id: string
  edition: number
  public: boolean
  name: string
  email: string
  affiliation: string
}

export type ReceiptEntry = { entry: string; index: number; proof: string }

/** Where an entry stands, and the head of the ledger that proves it. */
export type Place = { index: number; hour: number; size: number; root: Uint8Array }

/** What a receipt proves: `edition` is that of the CONFIRM, `fields` are as they are by now. */
export type CheckedReceipt = Place & {
  origin: string
  edition: number
  fields: ReceiptFields
  amended: Place | null
  signedBy: VerifierKey[]
}

/**
 * Checks a receipt as read from JSON: that its entries stand in a ledger signed by one of the keys,
 * and that salt and fields open what the newest of them commits to. Throws `Rejected`. It can't say
 * whether the signature was withdrawn since, nor vouch for `number`: an audit can.
 */
export async function checkReceipt(value: unknown, keys: VerifierKey[]): Promise<CheckedReceipt> {
  const receipt = readReceipt(value)
  const { origin, fields, amended } = receipt
  const confirm = await prove(receipt, receipt, keys)
  const amend = amended ? await prove(receipt, amended, keys) : null
  const { edition, commitment } = opened(fields, confirm, amend)

  const { letter_id: letterUuid, ...said } = fields
  demand(letterUuid === letterOf(origin), 'wrong-letter', 'The receipt is of another letter.')
  const salt = fromBase64(receipt.salt)
  if (!equalBytes(await commit(salt, { letterUuid, ...said }), commitment)) {
    const problem = 'The entry was not made from this salt and these fields.'
    throw new Rejected('commitment-does-not-open', problem)
  }
  return {
    ...placeOf(confirm),
    origin,
    edition,
    fields,
    amended: amend && placeOf(amend),
    signedBy: confirm.signedBy,
  }
}

async function prove(
  { origin }: Receipt,
  { entry, index, proof }: ReceiptEntry,
  keys: VerifierKey[]
) {
  const proven = await checkEntry({ entry: fromBase64(entry), proof: parseTlogProof(proof), keys })
  demand(proven.origin === origin, 'wrong-origin', 'The proof is of another ledger.')
  demand(proven.index === index, 'wrong-index', 'The proof is of another entry.')
  return proven
}

/** The commitment that the fields have to open, and the edition that the CONFIRM is to. */
function opened(fields: ReceiptFields, confirm: ProvenEntry, amend: ProvenEntry | null) {
  if (confirm.entry.type !== 'confirm') {
    throw new Rejected('not-a-confirm', 'The entry counts no signature.')
  }
  const { edition, commitment } = confirm.entry
  if (!amend) {
    demand(fields.edition === edition, 'wrong-edition', 'The entry is to another edition.')
    return { edition, commitment }
  }

  const { entry, index } = amend
  if (entry.type !== 'amend' || entry.target !== confirm.index || index <= confirm.index) {
    throw new Rejected('amends-another-entry', 'The correction is not one of this signature.')
  }
  // A correction may be to newer words, never to older ones.
  demand(fields.edition >= edition, 'wrong-edition', 'The entry is to a later edition.')
  demandOneLedger(confirm, amend)
  return { edition, commitment: entry.commitment }
}

/** Two roots of one size, both signed: whoever holds this can show that the ledger was forked. */
function demandOneLedger(one: ProvenEntry, other: ProvenEntry) {
  const holds = one.size !== other.size || equalBytes(one.root, other.root)
  demand(holds, 'fork', 'Two roots were signed for one size of the ledger.')
}

function placeOf({ index, hour, size, root }: ProvenEntry): Place {
  return { index, hour, size, root }
}

function demand(holds: boolean, rule: string, problem: string) {
  if (!holds) throw new Rejected(rule, problem)
}
