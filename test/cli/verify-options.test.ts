import { describe, expect, it } from 'vitest'
import { Problem } from '../../src/cli/problem.ts'
import { readOptions } from '../../src/cli/verify-options.ts'
import { isAddress, readWhere } from '../../src/cli/verify-where.ts'
import { UUID } from './ledger-fixture.ts'

const site = 'https://letters.example.org'

describe('the command line of verify', () => {
  it('takes bare addresses for an audit', () => {
    const { command, vkeys, json } = readOptions([site, `${site}/letters/a`])

    expect(command).toEqual({ verb: 'audit', urls: [site, `${site}/letters/a`] })
    expect(vkeys).toEqual([])
    expect(json).toBe(false)
  })

  it('takes options anywhere, and several keys', () => {
    const { command, vkeys } = readOptions('--vkey a pair x --consistency c y --vkey=b'.split(' '))

    expect(command).toEqual({ verb: 'pair', a: 'x', b: 'y', consistency: 'c' })
    expect(vkeys).toEqual(['a', 'b'])
  })

  it.each([
    ['nothing', []],
    ['an option that there is not', [site, '--fast']],
    ['an option of another verb', [site, '--state', 'x']],
    ['an option without its value', ['total', 'x', '--vkey']],
    ['a watch without a state', ['watch', site]],
    ['an interval of no seconds', ['watch', site, '--state', 'x', '--interval', '0']],
    ['an interval that is no number', ['watch', site, '--state', 'x', '--interval', '5m']],
    ['one total instead of two', ['pair', 'a']],
    ['two totals instead of one', ['total', 'a', 'b']],
  ])('refuses %s', (_, args) => {
    expect(() => readOptions(args)).toThrow(Problem)
  })
})

describe('an address', () => {
  it.each([
    ['a letter', '/letters/a-1', { kind: 'letter', slug: 'a-1', size: null }],
    ['any page of it', '/letters/a/editions/2?x#y', { kind: 'letter', slug: 'a', size: null }],
    ['its JSON', '/letters/a.json', { kind: 'letter', slug: 'a', size: null }],
    ['a total it cites', '/letters/a/newsroom/at/1234', { kind: 'letter', slug: 'a', size: 1234 }],
    ['a ledger', `/ledger/${UUID}/`, { kind: 'ledger', uuid: UUID, size: null }],
    [
      'a past total',
      `/ledger/${UUID}/total.tlog-proof?size=7`,
      { kind: 'ledger', uuid: UUID, size: 7 },
    ],
    ['a site', '', { kind: 'site' }],
    ['its newsroom', '/newsroom', { kind: 'site' }],
  ])('of %s is understood', (_, path, where) => {
    expect(readWhere(site + path)).toEqual({ site, ...where })
  })

  it('is https unless it says otherwise, or is of this machine', () => {
    expect(readWhere('letters.example.org/letters/a').site).toBe(site)
    expect(readWhere('localhost:8787/letters/a').site).toBe('http://localhost:8787')
    expect(readWhere('http://192.168.0.9/letters/a').site).toBe('http://192.168.0.9')
  })

  it.each([
    ['https://letters.example.org/letters/a', true],
    ['letters.example.org/letters/a', true],
    ['localhost:8787/ledger/x', true],
    ['total.tlog-proof', false],
    ['ledger/total.tlog-proof', false],
    ['../letters/total', false],
  ])('is told from a file: %s', (typed, expected) => {
    expect(isAddress(typed)).toBe(expected)
  })

  it.each([
    ['of no letter', `${site}/about`],
    ['of no ledger', `${site}/ledger/1234`],
    ['of another protocol', 'ftp://letters.example.org/letters/a'],
    ['that is none', 'http://'],
  ])('%s is refused', (_, typed) => {
    expect(() => readWhere(typed)).toThrow(Problem)
  })
})
