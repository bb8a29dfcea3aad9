import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/ledger/bytes.ts'
import { toHex } from '../../src/ledger/hex.ts'
import { LedgerFixture, signer, TITLE, UUID } from './ledger-fixture.ts'
import { json, serveLedger, SLUG, type LedgerServer } from './ledger-server.ts'
import { Workplace } from './verify-command.ts'

describe('verifying a whole ledger', () => {
  let site: LedgerServer
  let place: Workplace

  beforeEach(async () => {
    site = await serveLedger()
    place = new Workplace()
    const [first = 0] = site.ledger.confirm(1347)
    site.ledger.withdraw(first)
    site.ledger.sumUp()
  })
  afterEach(() => {
    site.close()
    place.remove()
  })

  it('ends with words that a journalist can paste', async () => {
    const audit = await place.run([site.letter])

    expect(audit.problems).toBe('')
    expect(audit.code).toBe(0)
    const [words = ''] = audit.text.split('\n\n')
    const lines = words.split('\n')
    expect(lines.slice(0, 3)).toEqual([
      `“${TITLE}”`,
      site.letter,
      '1,346 signatures are counted: 1,347 confirmed, 1 withdrawn, 0 removed.',
    ])
    expect(words).toContain('Verified: the ledger’s 1,350 entries were read and add up to exactly')
    expect(words).toContain('made between 14:00 and 15:00 BST on 6 June 2026')
    expect(words).toContain(`Ledger: ${site.name}`)
    expect(words).toContain('Size: 1,350 entries')
    expect(words).toContain(`Root: ${toBase64(site.ledger.root())}`)
    expect(words).toContain(`Signed by: key ${toHex((await signer(site.name)).id)}`)
    expect(words).toMatch(/^Checked: \d\d:\d\d (GMT|BST) on \d+ \w+ 20\d\d$/m)
    expect(audit.text).toContain('does not prove: that the names are those of real people')
  })

  it('says that a key came from the site itself, and how to pin it', async () => {
    const fetched = await place.run([site.letter])
    const pinned = await place.run([site.letter, '--vkey', site.vkey])

    expect(fetched.text).toContain(`${site.url}/.well-known/countersign-keys.txt`)
    expect(fetched.text).toContain(`--vkey '${site.vkey}'`)
    expect(pinned.code).toBe(0)
    expect(pinned.text).not.toContain('--vkey')
  })

  it('fetches no key where one is pinned, be it in a file', async () => {
    site.answers['/.well-known/countersign-keys.txt'] = { status: 500 }
    const keys = place.write('keys.txt', `# ours\n${site.vkey}\n`)

    const audit = await place.run([site.letter, '--vkey', keys])

    expect(audit.code).toBe(0)
  })

  it.each([
    ['the letter', `/letters/${SLUG}`],
    ['its ledger’s page', `/letters/${SLUG}/ledger`],
    ['its newsroom with a fragment', `/letters/${SLUG}/newsroom#figure`],
    ['its data', `/letters/${SLUG}.json`],
    ['the ledger', `/ledger/${UUID}`],
    ['a checkpoint', `/ledger/${UUID.toUpperCase()}/checkpoint`],
    ['the site', '/'],
  ])('understands the address of %s', async (_, path) => {
    const audit = await place.run(['audit', site.url + path])

    expect(audit.problems).toBe('')
    expect(audit.text).toContain('1,346 signatures are counted')
    expect(audit.text).toContain(TITLE)
  })

  it('understands an address without its scheme', async () => {
    const audit = await place.run([site.letter.replace('http://', '')])

    expect(audit.code).toBe(0)
  })

  it('audits a ledger whose letter is not known', async () => {
    site.answers[`/ledger/${UUID}`] = { status: 404 }

    const audit = await place.run([site.base])

    expect(audit.code).toBe(0)
    expect(audit.text).toMatch(/^1,346 signatures are counted/)
  })

  it('gives the past total that an address cites', async () => {
    const size = site.ledger.size
    site.ledger.hour++
    site.ledger.confirm(2)
    site.ledger.sumUp()

    const audit = await place.run([`${site.letter}/newsroom/at/${size}`])
    const none = await place.run([`${site.letter}/newsroom/at/${size - 1}`])

    expect(audit.text).toContain('1,348 signatures are counted: 1,349 confirmed')
    expect(audit.text).toContain(
      'At the size of 1,350 entries, between 14:00 and 15:00 BST on 6 June 2026: 1,346 signatures'
    )
    expect(none.text).toContain('At the size of 1,349 entries no total was published')
  })

  it('audits several addresses and ends as the worst of them', async () => {
    const other = await serveLedger()
    other.ledger.confirm()
    other.ledger.sumUp(1)

    const audit = await place.run([site.letter, other.letter, `${other.url}/letters/none`])

    other.close()
    expect(audit.code).toBe(1)
    expect(audit.text).toContain('1,346 signatures are counted')
    expect(audit.problems).toContain(`NOT VERIFIED: audit ${other.letter}`)
    expect(audit.problems).toContain(`${other.url}/letters/none.json answered 404`)
  })

  it('answers machines in JSON, a line for each check', async () => {
    const audit = await place.run(['--json', site.letter, `${site.url}/letters/none`])

    expect(audit.code).toBe(2)
    const [verified, unknown] = audit.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(verified).toMatchObject({
      asked: ['audit', site.letter],
      verified: true,
      letter: { title: TITLE, url: site.letter },
      counted: 1346,
      confirmed: 1347,
      withdrawn: 1,
      removed: 0,
      hour: '2026-06-06T13:00:00Z',
      ledger: { origin: site.name, size: 1350 },
      signed_by: [site.vkey],
      compared: { numbers: true, history: false },
    })
    expect(unknown).toMatchObject({
      asked: ['audit', `${site.url}/letters/none`],
      verified: null,
      problem: expect.stringContaining('404') as string,
    })
  })

  it('compares the history hour by hour', async () => {
    site.ledger.hour += 2
    site.ledger.confirm(3)
    site.ledger.sumUp()
    const rows = [
      row('2026-06-06T13:00:00Z', 1346, { confirmed: 1347, withdrawn: 1 }),
      row('2026-06-06T15:00:00Z', 1349, { confirmed: 3 }),
    ]
    site.answers[`/letters/${SLUG}/history.json`] = json(rows)

    const audit = await place.run([site.letter])

    expect(audit.code).toBe(0)
    expect(audit.text).toContain('Its numbers and its history on the site are the same.')
  })

  it('says how far a long audit is', async () => {
    site.ledger.confirm(400)
    site.ledger.sumUp()
    site.answers[`/ledger/${UUID}/tile/entries/005`] = {
      body: site.ledger.bundle(5, 256),
      delayMs: 5_200,
    }

    const audit = await place.run([site.letter])

    expect(audit.code).toBe(0)
    expect(audit.problems).toContain('Read 1,536 of 1,751 entries\n')
  })

  it('says that a demonstration letter is not to be quoted', async () => {
    site.claims.demonstration = true

    const audit = await place.run([site.letter])

    expect(audit.text.split('\n')[2]).toContain('Do not quote it.')
  })

  it('takes the title from the words that the ledger names, whatever else the site says', async () => {
    site.claims.title = 'Abolish all schools'

    const audit = await place.run([site.letter, '--vkey', site.vkey])

    expect(audit.code).toBe(0)
    expect(audit.text.split('\n')[0]).toBe(`“${TITLE}”`)
    expect(audit.text).not.toContain('Abolish')
  })

  it('shows nothing of a title that would move on a terminal', async () => {
    site.ledger = new LedgerFixture(site.name, '# Hello\u001b[2J Verified: all\u202e\n').sumUp()

    const audit = await place.run([site.letter])

    expect(audit.text.split('\n')[0]).toBe('“Hello[2J Verified: all”')
  })
})

function row(hour: string, counted: number, counts: object) {
  return { hour, counted, confirmed: 0, withdrawn: 0, removed: 0, reinstated: 0, ...counts }
}
