import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatVkey } from '../../src/ledger/vkey.ts'
import { LedgerFixture, signer, UUID } from './ledger-fixture.ts'
import { json, serveLedger, SLUG, type LedgerServer } from './ledger-server.ts'
import { Workplace } from './verify-command.ts'

const OTHER_UUID = '00112233-4455-6677-8899-aabbccddeeff'
const CHECKPOINT = `/ledger/${UUID}/checkpoint`
const BUNDLE = `/ledger/${UUID}/tile/entries/000.p/7`
const KEYS = '/.well-known/countersign-keys.txt'

describe('a ledger that does not hold', () => {
  let site: LedgerServer
  let place: Workplace

  beforeEach(async () => {
    site = await serveLedger()
    place = new Workplace()
    site.ledger.confirm(5)
    site.ledger.sumUp()
  })
  afterEach(() => {
    site.close()
    place.remove()
  })

  /** Audits, demands exit code 1 and evidence, and tells by which rule. */
  async function refusal(args = [site.letter]) {
    const audit = await place.run(args)
    const evidence = place.evidence()
    const { rule } = evidence.found

    expect(audit.text).toBe('')
    expect(audit.code).toBe(1)
    expect(audit.problems).toContain('NOT VERIFIED')
    expect(audit.problems).toContain(`(${rule})`)
    expect(audit.problems).toContain(place.evidenceFiles()[0])
    return { rule, evidence, problems: audit.problems }
  }

  it('is refused when a SUMMARY is off by one, though properly signed', async () => {
    site.ledger.add({ type: 'summary', totals: { confirmed: 6, withdrawn: 0, removed: 0 } })
    site.claims = { counted: 6, confirmed: 6 }

    const { rule, problems, evidence } = await refusal()

    expect(rule).toBe('summary-is-wrong')
    expect(problems).toContain('Entry 7')
    expect(evidence.notes).toEqual([
      { from: site.letter, note: await site.ledger.checkpoint(site.signers) },
    ])
    const [bundle] = evidence.entries.bundles
    expect(bundle?.from).toBe(`${site.base}/tile/entries/000.p/8`)
    expect(new Uint8Array(Buffer.from(bundle?.base64 ?? '', 'base64'))).toEqual(
      site.ledger.bundle(0, 8)
    )
  })

  it('is refused when its signature is bad', async () => {
    const note = await site.ledger.checkpoint(site.signers)
    const other = site.ledger.copy()
    other.confirm()
    const [text] = (await other.sumUp().checkpoint(site.signers)).split('\n\n')
    const [, lines] = note.split('\n\n')
    site.answers[`/ledger/${UUID}`] = { status: 404 }
    site.answers[CHECKPOINT] = { body: `${text}\n\n${lines}` }

    const { rule } = await refusal([site.base])

    expect(rule).toBe('bad-signature')
  })

  it('is refused when another key signed it than the one pinned', async () => {
    const other = await signer(site.name, 2)

    const { rule, problems, evidence } = await refusal([site.letter, '--vkey', formatVkey(other)])

    expect(rule).toBe('unknown-key')
    expect(problems).toContain('If a new key was announced')
    expect(evidence.pinned).toEqual([formatVkey(other)])
  })

  it('is refused when a pinned key is of another ledger', async () => {
    const other = await signer(`localhost/ledger/${OTHER_UUID}`)

    const { rule, problems } = await refusal([site.letter, '--vkey', formatVkey(other)])

    expect(rule).toBe('not-the-pinned-ledger')
    expect(problems).toContain(OTHER_UUID)
  })

  it('is refused when the site lists no key for it', async () => {
    site.answers[KEYS] = { body: '# none yet\n' }

    const { rule } = await refusal()

    expect(rule).toBe('unknown-key')
  })

  it('is refused when an entry is not the one that was signed', async () => {
    const forged = site.ledger.copy()
    forged.entries[3]?.fill(0xff, 30)
    site.answers[BUNDLE] = { body: forged.bundle(0, 7) }

    const { rule, evidence } = await refusal()

    expect(rule).toBe('wrong-root')
    expect(evidence.entries.bundles).toHaveLength(1)
  })

  it('is refused when a bundle lacks an entry', async () => {
    site.answers[BUNDLE] = { body: site.ledger.bundle(0, 6) }

    const { rule } = await refusal()

    expect(rule).toBe('bundle-too-short')
  })

  it('is refused when a bundle ends within an entry', async () => {
    site.answers[BUNDLE] = { body: site.ledger.bundle(0, 7).slice(0, -1) }

    const { rule } = await refusal()

    expect(rule).toBe('bad-bundle')
  })

  it('is refused when it is of another letter than its address says', async () => {
    const other = new LedgerFixture(site.name.replace(UUID, OTHER_UUID)).sumUp()
    site.answers[`/ledger/${UUID}`] = { status: 404 }
    site.answers[CHECKPOINT] = { body: await other.checkpoint([await signer(other.name)]) }

    const { rule, problems } = await refusal([site.base])

    expect(rule).toBe('another-ledger')
    expect(problems).toContain(OTHER_UUID)
  })

  it.each([
    ['counted', 6],
    ['confirmed', 6],
    ['withdrawn', 1],
    ['removed', 1],
    ['edition', 2],
    ['text_sha256', 'ab'.repeat(32)],
  ])('is refused when the site gives another %s', async (name, value) => {
    site.claims[name] = value

    const { rule, problems } = await refusal()

    expect(rule).toBe('published-numbers-differ')
    expect(problems).toContain(`${name} is ${value} on the site`)
  })

  it('is refused when the site gives another history, after a second look', async () => {
    const row = { hour: '2026-06-06T13:00:00Z', confirmed: 5, withdrawn: 0, removed: 0 }
    const path = `/letters/${SLUG}/history.json`
    site.answers[path] = json([{ ...row, reinstated: 0, counted: 4 }])

    const { rule } = await refusal()

    expect(rule).toBe('published-history-differs')
    expect(site.asked.filter((asked) => asked === path)).toHaveLength(2)
  })

  it('is refused when the words on the site are not those that were signed', async () => {
    site.answers[`/letters/${SLUG}/editions/1.txt`] = { body: '# Abolish all schools\n' }

    const { rule, evidence } = await refusal()

    expect(rule).toBe('published-text-differs')
    expect(evidence.read.map(({ text }) => text)).toContain('# Abolish all schools\n')
  })

  it('is refused when an entry is of an hour that is in no calendar', async () => {
    site.ledger.hour = 2_400_000_000
    site.ledger.sumUp()

    const { rule, problems } = await refusal()

    expect(rule).toBe('hour-out-of-range')
    expect(problems).toContain('Entry 7')
  })

  it('is told of to machines too', async () => {
    site.claims.counted = 6

    const audit = await place.run(['--json', site.letter])

    expect(audit.code).toBe(1)
    expect(JSON.parse(audit.text)).toMatchObject({
      asked: ['audit', site.letter],
      verified: false,
      rule: 'published-numbers-differ',
      evidence: place.evidenceFiles()[0],
    })
  })

  it('leaves earlier evidence be', async () => {
    site.claims.counted = 6

    await place.run([site.letter, site.letter])

    expect(place.evidenceFiles()).toHaveLength(2)
  })
})
