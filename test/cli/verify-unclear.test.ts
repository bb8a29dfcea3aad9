import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trustFor } from '../../src/cli/verify-keys.ts'
import { Reader } from '../../src/cli/verify-reader.ts'
import { formatVkey } from '../../src/ledger/vkey.ts'
import { LedgerFixture, signer, UUID } from './ledger-fixture.ts'
import { json, serveLedger, SLUG, type LedgerServer } from './ledger-server.ts'
import { Workplace } from './verify-command.ts'

const BUNDLE = `/ledger/${UUID}/tile/entries/000.p/7`
const KEYS = '/.well-known/countersign-keys.txt'
const LETTER = `/letters/${SLUG}.json`

describe('what can’t be checked', () => {
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

  /** Demands exit code 2, a sentence, and neither a stack nor evidence. */
  async function unclear(args: string[]) {
    const check = await place.run(args)

    expect(check.code).toBe(2)
    expect(check.text).toBe('')
    expect(check.problems).not.toMatch(/^\s+at /m)
    expect(place.evidenceFiles()).toEqual([])
    return check.problems
  }

  it.each([
    ['the letter', LETTER],
    ['the keys', KEYS],
    ['the entries', BUNDLE],
  ])('is told of where %s are not there', async (_, path) => {
    site.answers[path] = { status: 404, body: 'There is no such thing here.\n' }

    expect(await unclear([site.letter])).toContain('answered 404: There is no such thing here.')
  })

  it.each([
    ['the letter', LETTER],
    ['the keys', KEYS],
    ['the entries', BUNDLE],
  ])('is told of where a web page stands instead of %s', async (_, path) => {
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    site.answers[path] = { headers, body: '<h1>Welcome to our wifi</h1>' }

    expect(await unclear([site.letter])).toContain('answered with a web page')
  })

  it.each([
    ['the checkpoint', `/ledger/${UUID}/checkpoint`, ['BASE']],
    ['the keys', KEYS, ['LETTER']],
    ['a total', `/ledger/${UUID}/total.tlog-proof`, ['total', 'LETTER']],
    ['a watched checkpoint', `/ledger/${UUID}/checkpoint`, ['watch', 'BASE', '--state', 'state']],
  ])('is told of where other words stand instead of %s', async (_, path, args) => {
    site.answers[`/ledger/${UUID}`] = { status: 404 }
    site.answers[path] = { body: 'We are down for maintenance.\n' }

    const problems = await unclear(
      args.map((arg) => arg.replace('BASE', site.base).replace('LETTER', site.letter))
    )

    expect(problems).toContain('does not hold what is looked for there')
  })

  it('is told of where a file is of another kind', async () => {
    expect(await unclear(['total', place.write('hello.txt', 'hello\n')])).toContain('hello.txt')
  })

  it('is told of where a watch’s file has no time in it', async () => {
    await place.run(['watch', site.base, '--state', 'state'])
    place.write('state', place.read('state').replace(/"looked_at": ".*"/, '"looked_at": "soon"'))

    expect(await unclear(['watch', site.base, '--state', 'state'])).toContain(
      'does not hold an earlier look'
    )
  })

  it.each([
    ['letters.example.org:8443', 'https://letters.example.org'],
    ['letters.example.org', 'https://letters.example.org:8443'],
  ])('is told of where the ledger of %s is shown by %s', async (host, other) => {
    const key = await signer(`${host}/ledger/${UUID}`)
    const reader = new Reader()
    reader.text = async () => `${formatVkey(key)}\n`

    const trust = (shown: string) => trustFor(key.name, { reader, pinned: [], site: shown })

    await expect(trust(other)).rejects.toThrow('can’t vouch for a name that is not its own')
    expect((await trust(`https://${host}`)).keys).toHaveLength(1)
  })

  it('is told of where the site is down', async () => {
    site.close()

    const problems = await unclear([site.letter])

    expect(problems).toContain('could not be read (ECONNREFUSED)')
    expect(problems).toContain('try again')
  })

  it('is tried again where a site stumbles', async () => {
    site.answers[LETTER] = { status: 503, once: true }

    const audit = await place.run([site.letter])

    expect(audit.code).toBe(0)
  })

  it('is told of where an answer has no end', async () => {
    site.answers[BUNDLE] = { endless: true }

    expect(await unclear([site.letter])).toContain('larger than it can rightly be')
  })

  it('follows a redirect within the site', async () => {
    const own = await fetch(site.url + LETTER)
    site.answers['/moved'] = json(await own.json())
    site.answers[LETTER] = { status: 301, headers: { location: '/moved' } }

    expect((await place.run([site.letter])).code).toBe(0)
  })

  it.each([
    ['another site', 'http://other.example.org/letters/a-letter.json'],
    ['another protocol', 'ftp://localhost/a-letter.json'],
    ['a file', 'file:///etc/hostname'],
  ])('goes to no other place when redirected to %s', async (_, location) => {
    site.answers[LETTER] = { status: 302, headers: { location } }

    const problems = await unclear([site.letter])

    expect(problems).toContain(`leads to ${location}, which is another place`)
  })

  it('does not follow redirects for ever', async () => {
    site.answers[LETTER] = { status: 302, headers: { location: LETTER } }

    expect(await unclear([site.letter])).toContain('round in circles')
    expect(site.asked.filter((path) => path === LETTER)).toHaveLength(4)
  })

  it('is told of where a site shows the ledger of another one', async () => {
    const name = `letters.example.org/ledger/${UUID}`
    site.ledger = new LedgerFixture(name).sumUp()
    site.signers = [await signer(name)]

    const problems = await unclear([site.letter])

    expect(problems).toContain('can’t vouch for a name that is not its own')
    const pinned = await place.run([site.letter, '--vkey', formatVkey(await signer(name))])
    expect(pinned.code).toBe(0)
  })

  it.each([
    ['no JSON', { body: '{' }],
    ['a number that is none', json({ title: 'A', ledger: { checkpoint: 'x', size: '7' } })],
    ['a letter that nothing was signed of', json({ ledger: { checkpoint: null } })],
  ])('is told of where the letter’s data are %s', async (_, answer) => {
    site.answers[LETTER] = answer

    expect(await unclear([site.letter])).toContain(LETTER)
  })

  it.each([
    ['a file that is not there', ['total', 'none.tlog-proof']],
    ['a folder instead of a file', ['total', '.']],
    ['a whole site to watch', ['watch', 'https://letters.example.org', '--state', 'x']],
    ['a key that is none', ['https://letters.example.org/', '--vkey', 'key']],
  ])('is told of where the command line has %s', async (_, args) => {
    expect(await unclear(args)).toMatch(/[.+]/)
  })

  it('explains itself', async () => {
    const help = await place.run(['--help'])

    expect(help.code).toBe(0)
    for (const word of ['total', 'pair', 'receipt', 'watch', '--vkey', '--json', '--interval']) {
      expect(help.text).toContain(word)
    }
  })
})
