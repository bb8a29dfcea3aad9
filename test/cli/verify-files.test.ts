import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/ledger/bytes.ts'
import { commit } from '../../src/ledger/commitment.ts'
import { formatVkey } from '../../src/ledger/vkey.ts'
import { signer, UUID } from './ledger-fixture.ts'
import { serveLedger, type LedgerServer } from './ledger-server.ts'
import { Workplace } from './verify-command.ts'

/** Makes every way out of the machine throw, before anything else runs. */
const NO_NETWORK = `--import=data:text/javascript,${encodeURIComponent(`
  import net from 'node:net'
  import dns from 'node:dns'
  const stop = () => { throw new Error('the network was used') }
  net.Socket.prototype.connect = net.connect = dns.lookup = globalThis.fetch = stop
`)}`

const FIELDS = {
  letter_id: UUID,
  edition: 1,
  public: true,
  name: 'Ada Example',
  email: 'hmac:00',
  affiliation: 'Headteacher, Example School',
}

describe('verifying files', () => {
  let site: LedgerServer
  let place: Workplace
  let early: string
  let late: string
  let receipt: string

  beforeEach(async () => {
    site = await serveLedger()
    place = new Workplace()
    const { ledger, signers } = site
    const salt = new Uint8Array(32).fill(7)
    ledger.confirm(4)
    ledger.totals.confirmed++
    const opening = { ...FIELDS, letterUuid: UUID }
    const index = ledger.confirmWith(await commit(salt, opening))
    ledger.sumUp()
    early = place.write('early.tlog-proof', await ledger.total(signers))
    const proof = await ledger.proofOf(index, signers)
    const entry = toBase64(ledger.entries[index] ?? salt)
    const kept = { origin: site.name, number: 5, salt: toBase64(salt), fields: FIELDS }
    const parts = { v: 'openletter-receipt/1', ...kept, entry, index, proof }
    receipt = place.write('receipt.json', JSON.stringify(parts))
    ledger.withdraw(1)
    ledger.sumUp()
    late = place.write('late.tlog-proof', await ledger.total(signers))
    place.write('consistency', ledger.consistency(7, 9))
  })
  afterEach(() => {
    site.close()
    place.remove()
  })

  const offline = (...args: string[]) => {
    return place.run([...args, '--vkey', site.vkey], [NO_NETWORK])
  }

  it('verifies a total without any network', async () => {
    const total = await offline('total', late)

    expect(total.problems).toBe('')
    expect(total.code).toBe(0)
    expect(total.text).toMatch(/^4 signatures are counted: 5 confirmed, 1 withdrawn, 0 removed\./)
    expect(total.text).toContain('Verified:')
  })

  it('can’t use the network where it is shut off', async () => {
    const total = await place.run(['total', late], [NO_NETWORK])

    expect(total.code).toBe(2)
    expect(total.problems).toContain('the network was used')
  })

  it('fetches the key from the site in the ledger’s name, where none is pinned', async () => {
    const total = await place.run(['total', late])

    expect(total.code).toBe(0)
    expect(site.asked).toEqual(['/.well-known/countersign-keys.txt'])
    expect(total.text).toContain(`--vkey '${site.vkey}'`)
  })

  it.each([
    ['the newest', '', 4],
    ['a past one', '?size=7', 5],
  ])('verifies a total at an address: %s', async (_, query, counted) => {
    const total = await place.run(['total', `${site.base}/total.tlog-proof${query}`, '--json'])

    expect(total.code).toBe(0)
    expect(JSON.parse(total.text)).toMatchObject({ verified: true, counted })
  })

  it('refuses a total of another size than the address says', async () => {
    const path = `/ledger/${UUID}/total.tlog-proof?size=9`
    site.answers[path] = { body: place.read(early) }

    const total = await place.run(['total', site.url + path])

    expect(total.code).toBe(1)
    expect(place.evidence().found.rule).toBe('another-size')
  })

  it('refuses a total whose number was changed', async () => {
    const text = place.read(late).replace(/^extra .*$/m, (line) => line.replace('AU', 'AV'))
    place.write('forged.tlog-proof', text)

    const total = await offline('total', 'forged.tlog-proof')

    expect(total.code).toBe(1)
    expect(place.evidence().found.rule).toBe('bad-inclusion-proof')
    expect(place.evidence().read).toEqual([{ from: 'forged.tlog-proof', text }])
  })

  it('verifies a pair without any network, in either order', async () => {
    for (const pair of [
      [early, late],
      [late, early],
    ]) {
      const check = await offline('pair', ...pair, '--consistency', 'consistency')

      expect(check.problems).toBe('')
      expect(check.code).toBe(0)
      expect(check.text).toContain('contains the earlier one unchanged')
      expect(check.text.indexOf('5 signatures')).toBeLessThan(check.text.indexOf('4 signatures'))
    }
  })

  it('fetches the proof of a pair from the ledger’s site', async () => {
    const pair = await place.run(['pair', early, late])

    expect(pair.code).toBe(0)
    expect(site.asked).toContain(`/ledger/${UUID}/consistency?from=7&to=9`)
  })

  it('takes two copies of one total for the same', async () => {
    const pair = await offline('pair', late, late)

    expect(pair.code).toBe(0)
    expect(pair.text).toContain('both are the same total')
  })

  it('finds that a ledger was forked, and keeps both signed notes', async () => {
    const other = site.ledger.copy(7)
    Object.assign(other.totals, { confirmed: 5, withdrawn: 0 })
    other.withdraw(2)
    const note = await other.sumUp().checkpoint(site.signers)
    place.write('fork.tlog-proof', await other.total(site.signers))

    const pair = await offline('pair', late, 'fork.tlog-proof')

    expect(pair.code).toBe(1)
    expect(pair.problems).toContain('two different ledgers of 9 entries')
    const evidence = place.evidence()
    expect(evidence.found.rule).toBe('fork')
    expect(evidence.notes).toEqual([
      { from: late, note: await site.ledger.checkpoint(site.signers) },
      { from: 'fork.tlog-proof', note },
    ])
  })

  it('finds that a later ledger does not contain the earlier one', async () => {
    const other = site.ledger.copy(6)
    Object.assign(other.totals, { confirmed: 5, withdrawn: 0 })
    other.confirm(6)
    site.ledger = other.sumUp()
    place.write('fork.tlog-proof', await other.total(site.signers))

    const pair = await place.run(['pair', early, 'fork.tlog-proof'])

    expect(pair.code).toBe(1)
    expect(place.evidence().found.rule).toBe('bad-consistency-proof')
    expect(place.evidence().notes).toHaveLength(2)
  })

  it('takes the lack of a proof for what it is', async () => {
    site.answers[`/ledger/${UUID}/consistency?from=7&to=9`] = { status: 404, body: 'No such size.' }

    const pair = await place.run(['pair', early, late])

    expect(pair.code).toBe(1)
    expect(place.evidence().found.rule).toBe('no-consistency-proof')
  })

  it('does not compare totals of two ledgers', async () => {
    const other = await serveLedger()
    place.write('other.tlog-proof', await other.ledger.sumUp().total(other.signers))
    other.close()

    const pair = await place.run(['pair', early, 'other.tlog-proof'])

    expect(pair.code).toBe(2)
    expect(pair.problems).toContain('totals of two ledgers')
  })

  it('verifies a receipt without any network', async () => {
    const check = await offline('receipt', receipt)

    expect(check.problems).toBe('')
    expect(check.code).toBe(0)
    expect(check.text).toContain('Name: Ada Example (shown publicly)')
    expect(check.text).toContain('Entry: 5, made between 14:00 and 15:00 BST on 6 June 2026')
  })

  it('verifies that a total contains a receipt', async () => {
    const same = await offline('receipt', receipt, '--total', early)
    const later = await place.run(['receipt', receipt, '--total', late])

    expect(same.code).toBe(0)
    expect(same.text).toContain('The ledger of this total contains it: 5 signatures')
    expect(later.code).toBe(0)
    expect(later.text).toContain('The ledger of this total contains it: 4 signatures')
    expect(site.asked).toContain(`/ledger/${UUID}/consistency?from=7&to=9`)
  })

  it('tells by an audit whether the signature of a receipt still counts', async () => {
    const counts = await place.run(['receipt', receipt, '--audit'])
    site.ledger.withdraw(5)
    site.ledger.sumUp()
    const withdrawn = await place.run(['receipt', receipt, '--audit'])

    expect([counts.code, withdrawn.code]).toEqual([0, 0])
    expect(counts.text).toContain('By now, at 9 entries, it counts.')
    expect(withdrawn.text).toContain('By now, at 11 entries, it does not count: it was withdrawn.')
  })

  it('tells by an audit that a receipt shows what was corrected since', async () => {
    site.ledger.add({ type: 'amend', target: 5, commitment: new Uint8Array(32) })
    site.ledger.add({ type: 'amend', target: 5, commitment: new Uint8Array(32).fill(1) })
    site.ledger.sumUp()

    const check = await place.run(['receipt', receipt, '--audit'])
    const data = await place.run(['--json', 'receipt', receipt, '--audit'])

    expect(check.code).toBe(0)
    expect(check.text).toContain(
      'Corrected since, by entry 10: this receipt shows what was said before.'
    )
    expect(JSON.parse(data.text)).toMatchObject({ now: { standing: 'live', corrected_by: 10 } })
  })

  it('takes files that were saved with the line ends of Windows', async () => {
    for (const name of [early, late, 'consistency']) {
      place.write(name, place.read(name).replaceAll('\n', '\r\n'))
    }

    const pair = await offline('pair', early, late, '--consistency', 'consistency')

    expect(pair.problems).toBe('')
    expect(pair.code).toBe(0)
  })

  it('can’t check a total with a file that holds no proof', async () => {
    place.write('consistency', 'We are down for maintenance.\n')

    const pair = await offline('pair', early, late, '--consistency', 'consistency')

    expect(pair.code).toBe(2)
    expect(place.evidenceFiles()).toEqual([])
  })

  it('finds that a ledger no longer holds the entry of a receipt', async () => {
    const other = site.ledger.copy(5)
    Object.assign(other.totals, { confirmed: 4, withdrawn: 0 })
    other.confirm(3)
    site.ledger = other.sumUp()

    const check = await place.run(['receipt', receipt, '--audit'])

    expect(check.code).toBe(1)
    expect(place.evidence().found.rule).toBe('bad-consistency-proof')
    expect(place.evidence().notes).toHaveLength(2)
  })

  it('finds that a total is older than a receipt', async () => {
    const old = site.ledger.copy(1).sumUp()
    Object.assign(old.totals, { confirmed: 0, withdrawn: 0 })
    old.entries.pop()
    place.write('old.tlog-proof', await old.sumUp().total(site.signers))

    const check = await offline('receipt', receipt, '--total', 'old.tlog-proof')

    expect(check.code).toBe(1)
    expect(place.evidence().found.rule).toBe('older-than-the-receipt')
  })

  it('refuses a receipt with another name in it, and keeps the name out of the evidence', async () => {
    place.write('forged.json', place.read(receipt).replace('Ada', 'Eve'))

    const check = await offline('receipt', 'forged.json')

    expect(check.code).toBe(1)
    expect(place.evidence().found.rule).toBe('commitment-does-not-open')
    expect(JSON.stringify(place.evidence())).not.toContain('Eve')
  })

  it('refuses a file that another key signed', async () => {
    const other = formatVkey(await signer(site.name, 2))

    const total = await place.run(['total', late, '--vkey', other], [NO_NETWORK])

    expect(total.code).toBe(1)
    expect(place.evidence().found.rule).toBe('unknown-key')
  })
})
