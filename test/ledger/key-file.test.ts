import { describe, expect, it } from 'vitest'
import { formatKeyFile, parseKeyFile } from '../../src/ledger/key-file'
import { formatVkey, verifierKey } from '../../src/ledger/vkey'
import { refusal } from './refusal'

const key = (name: string) => verifierKey(name, new Uint8Array(32).fill(name.length))

describe('a key file', () => {
  it('gives back the keys that were written, in their order', async () => {
    const keys = [await key('example.org/b'), await key('example.org/aa')]
    const text = formatKeyFile([
      { vkey: formatVkey(keys[0] ?? (await key('x'))), comment: 'current' },
      { vkey: formatVkey(keys[1] ?? (await key('x'))) },
    ])

    expect(text).toMatch(/^# current\nexample\.org\/b\+.*\nexample\.org\/aa\+.*\n$/)
    expect(await parseKeyFile(text)).toEqual(keys)
  })

  it('keeps a comment on its one line', async () => {
    const vkey = formatVkey(await key('example.org/b'))

    const text = formatKeyFile([{ vkey, comment: `since\n${vkey}` }])

    expect(await parseKeyFile(text)).toHaveLength(1)
  })

  it('passes over comments, blank lines and the ends of Windows lines', async () => {
    const vkey = formatVkey(await key('example.org/b'))

    expect(await parseKeyFile(`# a\r\n\r\n  ${vkey}\r\n\n#${vkey}`)).toHaveLength(1)
    expect(await parseKeyFile('')).toEqual([])
  })

  it('passes over keys for signatures of other types, which may come', async () => {
    const vkey = formatVkey(await key('example.org/b'))
    const other = `example.org/b+0a1b2c3d+${btoa('\u0006and a key of some length')}`

    expect(await parseKeyFile(`${other}\n${vkey}\n`)).toEqual([await key('example.org/b')])
    expect(await refusal(() => parseKeyFile(`${vkey}\nexample.org/b+0a1b2c3d+A\n`))).toBe(
      'bad-vkey'
    )
  })

  it('is rejected for one line that is no key, and says which', async () => {
    const vkey = formatVkey(await key('example.org/b'))
    const text = `${vkey}\n${vkey.slice(0, -1)}\n`

    expect(await refusal(() => parseKeyFile(text))).toBe('bad-vkey')
    await expect(parseKeyFile(text)).rejects.toThrow('Line 2')
  })
})
