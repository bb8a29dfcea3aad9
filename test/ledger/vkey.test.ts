import { describe, expect, it } from 'vitest'
import { formatVkey, parseVkey, verifierKey } from '../../src/ledger/vkey'
import ledger from '../vectors/ledger.json'
import notes from '../vectors/notes.json'
import { everyChangeOf } from './changes'
import { refusal } from './refusal'

const REFUSED = ['bad-vkey', 'not-base64']

const { vkey } = notes.specification
const [NAME = '', ID = '', KEY = ''] = vkey.split('+')

describe('a verifier key', () => {
  it.each([
    ['of the specification’s example', vkey],
    ['of a ledger', ledger.vkey],
    ['of the ledger’s next key', notes.rotating.vkeys[0] ?? ''],
  ])('is read and spelt as others spell it: %s', async (_, text) => {
    const key = await parseVkey(text)

    expect(formatVkey(key)).toBe(text)
    expect(await verifierKey(key.name, key.publicKey)).toEqual(key)
  })

  it('has the name, the id and the key worked out elsewhere', async () => {
    const key = await verifierKey(ledger.origin, Uint8Array.fromHex(ledger.public_key_hex))

    expect(key.name).toBe(ledger.origin)
    expect(key.id.toHex()).toBe(ledger.key_id_hex)
    expect(formatVkey(key)).toBe(ledger.vkey)
  })

  it.each([vkey, ledger.vkey])('is rejected after any accident to it: %s', async (text) => {
    const accepted: string[] = []
    for (const changed of everyChangeOf(text)) {
      const verdict = await refusal(() => parseVkey(changed))
      if (!REFUSED.includes(verdict)) accepted.push(`${verdict}: ${changed}`)
    }

    expect(accepted).toEqual([])
  })

  it.each([
    ['it is empty', ['', '+', '++', ' ']],
    ['a part is missing', [NAME, `${NAME}+${ID}`, `${NAME}+${KEY}`, `${ID}+${KEY}`]],
    ['a part is empty', [`+${ID}+${KEY}`, `${NAME}++${KEY}`, `${NAME}+${ID}+`]],
    ['there is more of it', [`${vkey}+`, `+${vkey}`, `${NAME}+${vkey}`, `${vkey}+${KEY}`]],
    [
      'there are spaces',
      [` ${vkey}`, `${vkey} `, `${vkey}\n`, `${vkey}\r\n`, `${NAME} +${ID}+${KEY}`],
    ],
    [
      'its id is spelt in another way',
      [ID.toUpperCase(), `0${ID}`, `0x${ID}`, ID.slice(1)].map(known),
    ],
    ['its id is another key’s', ['00000000', '530d903b', 'ffffffff'].map(known)],
    ['it is cut short', [`${NAME}+${ID}+${KEY.slice(0, -4)}`]],
    ['it is too long', [`${NAME}+${ID}+${KEY}AAAA`]],
  ])('is rejected if %s', async (_, texts) => {
    const verdicts = await Promise.all(texts.map((text) => refusal(() => parseVkey(text))))

    expect(verdicts.filter((one) => !REFUSED.includes(one))).toEqual([])
  })

  it.each([0x00, 0x02, 0x04, 0x05, 0x06, 0xff])(
    'is rejected for another kind of signature: type %i',
    async (type) => {
      const text = await vkeyOf('a.example', Uint8Array.of(type, ...new Uint8Array(32).fill(7)))

      expect(await refusal(() => parseVkey(text))).toBe('bad-vkey')
    }
  )

  it.each([0, 31, 33, 64])('is rejected with a key of %i bytes', async (length) => {
    const text = await vkeyOf('a.example', Uint8Array.of(1, ...new Uint8Array(length).fill(7)))

    expect(await refusal(() => parseVkey(text))).toBe('bad-vkey')
  })

  it.each(['a b', 'a\u00a0b', 'a\u3000b', 'a\tb', 'a\nb'])(
    'is rejected with a space in its name: %j',
    async (name) => {
      const text = await vkeyOf(name, Uint8Array.of(1, ...new Uint8Array(32).fill(7)))

      expect(await refusal(() => parseVkey(text))).toBe('bad-vkey')
    }
  )
})

function known(id: string): string {
  return `${NAME}+${id}+${KEY}`
}

/** A vkey whose id is right, whatever else it is. */
async function vkeyOf(name: string, typeAndKey: Uint8Array): Promise<string> {
  const named = Uint8Array.of(...new TextEncoder().encode(`${name}\n`), ...typeAndKey)
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', named)).slice(0, 4)
  return `${name}+${id.toHex()}+${typeAndKey.toBase64()}`
}
