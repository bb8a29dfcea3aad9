import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatVkey } from '../../src/ledger/vkey.ts'
import { signer, UUID } from './ledger-fixture.ts'
import { serveLedger, type LedgerServer } from './ledger-server.ts'
import { Workplace } from './verify-command.ts'

const STATE = 'state.json'

describe('watching a ledger', () => {
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

  const look = (...args: string[]) => place.run(['watch', site.base, '--state', STATE, ...args])

  function grow() {
    site.ledger.confirm(3)
    site.ledger.sumUp()
  }

  /** Looks once more and demands code 1, evidence with both notes, and the state as it was. */
  async function refusal() {
    const state = place.read(STATE)
    const { checkpoint } = JSON.parse(state) as { checkpoint: string }
    const second = await look()

    expect(second.code).toBe(1)
    expect(place.read(STATE)).toBe(state)
    const evidence = place.evidence()
    const notes = evidence.notes.map(({ note }) => note)
    expect(notes).toContain(checkpoint)
    expect(notes).toContain(await site.ledger.checkpoint(site.signers))
    return { rule: evidence.found.rule, problems: second.problems }
  }

  it('keeps the first look, then sees that it only grew', async () => {
    const first = await look()
    const same = await look()
    grow()
    const grown = await look()

    expect([first.code, same.code, grown.code]).toEqual([0, 0, 0])
    expect(first.text).toContain(`First look: ${site.name} has 7 entries`)
    expect(first.text).toContain(`--vkey '${site.vkey}'`)
    expect(same.text).toContain('still has 7 entries')
    expect(grown.text).toMatch(/grew from 7 to 11 entries since the last look at \d\d:\d\d/)
    const state = JSON.parse(place.read(STATE)) as unknown
    expect(state).toMatchObject({
      checkpoint: await site.ledger.checkpoint(site.signers),
      keys: [site.vkey],
    })
  })

  it('trusts the keys of its first look, whatever the site lists later', async () => {
    await look()
    site.answers['/.well-known/countersign-keys.txt'] = { status: 500 }
    grow()

    expect((await look()).code).toBe(0)
  })

  it('finds another root at the same size', async () => {
    await look()
    const forked = site.ledger.copy(5)
    Object.assign(forked.totals, { confirmed: 4, withdrawn: 0 })
    forked.withdraw(1)
    site.ledger = forked.sumUp()

    const { rule } = await refusal()

    expect(rule).toBe('fork')
  })

  it('finds a fork that has grown on', async () => {
    await look()
    const forked = site.ledger.copy(5)
    forked.totals.confirmed = 4
    forked.confirm(6)
    site.ledger = forked.sumUp()

    const { rule } = await refusal()

    expect(rule).toBe('bad-consistency-proof')
  })

  it('finds that a ledger was restored to an earlier state, after a second look', async () => {
    grow()
    await look()
    site.ledger = site.ledger.copy(7)

    const { rule, problems } = await refusal()

    expect(rule).toBe('ledger-shrank')
    expect(problems).toContain('had 11 entries and now has 7')
  })

  it('does not mistake an older cached answer for a loss', async () => {
    const older = { body: await site.ledger.checkpoint(site.signers) }
    grow()
    await look()
    site.answers[`/ledger/${UUID}/checkpoint`] = older
    setTimeout(() => delete site.answers[`/ledger/${UUID}/checkpoint`], 3_000)

    expect((await look()).code).toBe(0)
  })

  it('finds that another key signs', async () => {
    await look()
    site.signers = [await signer(site.name, 2)]

    const { rule, problems } = await refusal()

    expect(rule).toBe('unknown-key')
    expect(problems).toContain('If a new key was announced')
  })

  it('goes on with a new key that is pinned, and tells of one that is not known yet', async () => {
    await look()
    const next = await signer(site.name, 2)
    site.signers = [...site.signers, next]
    grow()

    const overlap = await look()
    site.signers = [next]
    grow()
    const pinned = await look('--vkey', formatVkey(next))
    const after = await look()

    expect([overlap.code, pinned.code, after.code]).toEqual([0, 0, 0])
    expect(overlap.text).toContain('A key not known here')
    expect(after.text).not.toContain('A key not known here')
  })

  it('finds that a letter leads to another ledger than it did', async () => {
    const watch = ['watch', site.letter, '--state', STATE]
    await place.run(watch)
    const other = site.ledger.copy()
    Object.assign(other, { name: site.name.replace(UUID, '00112233-4455-6677-8899-aabbccddeeff') })
    site.ledger = other

    const second = await place.run(watch)

    expect(second.code).toBe(1)
    expect(place.evidence().found.rule).toBe('another-ledger')
  })

  it('leaves the state untouched when the site is down', async () => {
    await look()
    const state = place.read(STATE)
    site.close()

    const second = await look()

    expect(second.code).toBe(2)
    expect(place.read(STATE)).toBe(state)
    expect(place.evidenceFiles()).toEqual([])
  })

  it.each([
    ['is no JSON', 'hello'],
    ['is of another kind', '{}'],
    ['was changed', null],
  ])('refuses a state that %s, and leaves it', async (_, text) => {
    await look()
    const state = text ?? place.read(STATE).replace('\\n7\\n', '\\n8\\n')
    place.write(STATE, state)

    const second = await look()

    expect(second.code).toBe(2)
    expect(second.problems).toContain('does not hold an earlier look')
    expect(place.read(STATE)).toBe(state)
  })

  it('does not mix up two ledgers in one state', async () => {
    await look()

    const second = await place.run(['watch', 'http://localhost:9/letters/b', '--state', STATE])

    expect(second.code).toBe(2)
    expect(second.problems).toContain(`${STATE} keeps looks at ${site.base}`)
  })

  it('goes on looking at an interval, through an outage, until something is wrong', async () => {
    const child = place.start(['watch', site.base, '--state', STATE, '--interval', '1'])
    let said = ''
    child.stdout.on('data', (data: Buffer) => (said += data.toString()))
    child.stderr.on('data', (data: Buffer) => (said += data.toString()))
    const ended = new Promise((done) => child.on('exit', done))

    await expect.poll(() => said, { timeout: 20_000 }).toContain('First look')
    site.answers[`/ledger/${UUID}/checkpoint`] = { status: 404 }
    await expect.poll(() => said, { timeout: 20_000 }).toContain('answered 404')
    site.answers = {}
    grow()
    await expect.poll(() => said, { timeout: 20_000 }).toContain('grew from 7 to 11 entries')
    site.signers = [await signer(site.name, 2)]

    expect(await ended).toBe(1)
    expect(said).toContain('(unknown-key)')
  })
})
