import { describe, expect, it } from 'vitest'
import type { CheckedReceipt } from '../../src/ledger/receipt'
import { encodeEntry, type Entry } from '../../src/ledger/entry'
import { Replay } from '../../src/ledger/replay'
import { whatItOpens } from '../../src/verify/receipt-words'

const UUID = '5b0e8f4e-6a52-4c5e-9d0a-0d7f3e1c2b4a'

/** 6 June 2026, 13:00 UTC. */
const HOUR = Date.UTC(2026, 5, 6, 13) / 3_600_000

const HASH = new Uint8Array(32)

const receipt: CheckedReceipt = {
  index: 1,
  hour: HOUR,
  size: 3,
  root: HASH,
  origin: `letters.example.org/ledger/${UUID}`,
  edition: 1,
  fields: {
    letter_id: UUID,
    edition: 1,
    public: true,
    name: 'Ada Example',
    email: 'hmac:00',
    affiliation: 'Headteacher',
  },
  amended: null,
  signedBy: [],
}

/** One signature, at 1, and what came after it. */
function audited(...later: Entry[]) {
  const replay = new Replay(UUID)
  const entries: Entry[] = [
    { type: 'text', edition: 1, textHash: HASH },
    { type: 'confirm', edition: 1, commitment: HASH },
    ...later,
  ]
  for (const entry of entries) replay.add(encodeEntry(UUID, HOUR, entry))
  return { replay }
}

const amend: Entry = { type: 'amend', target: 1, commitment: HASH }

describe('what a page says of a receipt', () => {
  it('gives the hour by British time', () => {
    expect(whatItOpens(receipt, null)).toContain(
      'counted between 14:00 and 15:00 BST on 6 June 2026'
    )
  })

  it('tells that the signature was corrected after the receipt was made', () => {
    const said = whatItOpens(receipt, audited(amend, amend))

    expect(said).toContain('It was corrected since, by entry 3')
    expect(said).toContain('It is counted in the number above.')
  })

  it('tells of no correction that the receipt is of itself, and of none that is not there', () => {
    const amended = { index: 2, hour: HOUR, size: 3, root: HASH }

    expect(whatItOpens({ ...receipt, amended }, audited(amend))).not.toContain('corrected since')
    expect(whatItOpens(receipt, audited())).not.toContain('corrected since')
    expect(whatItOpens(receipt, null)).not.toContain('corrected since')
  })
})
