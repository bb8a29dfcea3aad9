import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/ask'
import { checkConsistency } from '../../src/ledger/check-proof'
import { openCheckpoint, type Checkpoint } from '../../src/ledger/checkpoint'
import { verifierKey, type VerifierKey } from '../../src/ledger/vkey'
import type { Letter } from '../../src/letters/letter'
import { checkpointOf } from '../../src/proofs/checkpoint'
import { proveConsistency } from '../../src/proofs/prove'
import { parseKeyFile } from '../../src/ledger/key-file'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { aSite } from '../support/site'
import { audit, headOf } from './audit'
import { withSettings } from './database'
import { aCounted, NOON, tell } from './people'
import { checkpointsOf, checkSignatures, TEST_KEY } from './signed'

type Key = { jwk: string; x: string }

/** A key pair as a deployment's settings hold it. */
async function aKey(): Promise<Key> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const { kty, crv, d, x } = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey
  return { jwk: JSON.stringify({ kty, crv, d, x }), x: x ?? '' }
}

const opened = () => aLetter({ openedAt: new Date(NOON) })

const examined = (letter: Letter) => tell(letter, { verb: 'examine', at: NOON })

const current = (key: Key) => ({ LEDGER_KEY: key.jwk, LEDGER_KEY_PREVIOUS: '' })

const overlap = (key: Key, previous: Key | null) => ({
  LEDGER_KEY: key.jwk,
  LEDGER_KEY_PREVIOUS: previous
    ? previous.jwk
    : ((env as unknown as Record<string, string>).LEDGER_KEY ?? ''),
})

/** Who signed each checkpoint of a letter, by size; every signature is checked. */
async function signersOf(letter: Letter, keys: string[]) {
  const signers: Record<number, string[]> = {}
  for (const checkpoint of await checkpointsOf(letter)) {
    signers[checkpoint.size] = await checkSignatures(letter.origin, checkpoint, keys)
  }
  return signers
}

/** What somebody can open of a letter's checkpoints who trusts one key. */
async function openedBy(letter: Letter, x: string): Promise<Checkpoint[]> {
  const bytes = Uint8Array.fromBase64(x, { alphabet: 'base64url' })
  const keys: VerifierKey[] = [await verifierKey(letter.origin, bytes)]
  const opened: Checkpoint[] = []
  for (const { size } of await checkpointsOf(letter)) {
    const [stored] = await ask(env.DB, checkpointOf(env.DB, { id: letter.id }, size))
    const checkpoint = await openCheckpoint(stored?.note ?? '', keys).catch(() => null)
    if (checkpoint) opened.push(checkpoint)
  }
  return opened
}

describe('a key that replaces another', () => {
  it('signs beside it for a while, then alone, and the ledger stays one line', async () => {
    const letter = await opened()
    const fresh = await aKey()
    const keys = [TEST_KEY, fresh.x]
    await aCounted(letter)

    await withSettings(letter, overlap(fresh, null))
    await aCounted(letter)
    await aCounted(letter)
    await withSettings(letter, current(fresh))
    await aCounted(letter)
    await aCounted(letter)

    expect(await signersOf(letter, keys)).toEqual({
      2: [TEST_KEY],
      4: [TEST_KEY],
      6: [fresh.x, TEST_KEY],
      8: [fresh.x, TEST_KEY],
      10: [fresh.x],
      12: [fresh.x],
    })
    const [old, both] = [await openedBy(letter, TEST_KEY), await openedBy(letter, fresh.x)]
    expect(old.map(({ size }) => size)).toEqual([2, 4, 6, 8])
    expect(both.map(({ size }) => size)).toEqual([6, 8, 10, 12])
    const all = [...old, ...both].sort((a, b) => a.size - b.size)
    for (const [i, to] of all.entries()) {
      for (const from of all.slice(0, i)) {
        await checkConsistency({
          from: BigInt(from.size),
          to: BigInt(to.size),
          oldRoot: from.root,
          newRoot: to.root,
          proof: await proveConsistency(env.DB, letter.id, from.size, to.size),
        })
      }
    }
    await audit(letter, { keys })
  })

  it('signs the newest checkpoint of a ledger that nobody adds to, when it is examined', async () => {
    const letter = await opened()
    await aCounted(letter)
    const fresh = await aKey()
    const before = await headOf(letter)
    await withSettings(letter, overlap(fresh, null))

    await examined(letter)
    const version = (await headOf(letter)).version
    await examined(letter)

    expect(await signersOf(letter, [TEST_KEY, fresh.x])).toEqual({
      2: [TEST_KEY],
      4: [fresh.x, TEST_KEY],
    })
    expect(await headOf(letter)).toMatchObject({ size: before.size, root: before.root, version })
    await audit(letter, { keys: [TEST_KEY, fresh.x] })
  })

  it('takes no signature off a checkpoint when the other key is dropped', async () => {
    const letter = await opened()
    await aCounted(letter)
    const fresh = await aKey()
    await withSettings(letter, overlap(fresh, null))
    await examined(letter)
    await withSettings(letter, current(fresh))

    await examined(letter)

    expect(await signersOf(letter, [TEST_KEY, fresh.x])).toEqual({
      2: [TEST_KEY],
      4: [fresh.x, TEST_KEY],
    })
  })

  it('takes none off either if there was no overlap', async () => {
    const letter = await opened()
    await aCounted(letter)
    const fresh = await aKey()
    await withSettings(letter, current(fresh))

    await examined(letter)

    expect(await signersOf(letter, [TEST_KEY, fresh.x])).toMatchObject({
      4: expect.toSatisfy(
        (by: string[]) => by.toSorted().join() === [TEST_KEY, fresh.x].sort().join()
      ),
    })
    await aCounted(letter)
    await audit(letter, { keys: [TEST_KEY, fresh.x] })
  })

  it('can be replaced in its turn', async () => {
    const letter = await opened()
    const [second, third] = [await aKey(), await aKey()]
    await withSettings(letter, overlap(second, null))
    await aCounted(letter)
    await withSettings(letter, overlap(third, second))
    await aCounted(letter)
    await examined(letter)

    expect(await signersOf(letter, [TEST_KEY, second.x, third.x])).toEqual({
      2: [TEST_KEY],
      4: [second.x, TEST_KEY],
      6: [third.x, second.x],
    })
  })

  it('is one signature if it is set as both', async () => {
    const letter = await opened()
    const fresh = await aKey()
    await withSettings(letter, overlap(fresh, fresh))

    await aCounted(letter)

    expect(await signersOf(letter, [TEST_KEY, fresh.x])).toEqual({ 2: [TEST_KEY], 4: [fresh.x] })
  })

  it('is published with it, and then for as long as the settings name the old one', async () => {
    const letter = await opened()
    const fresh = await aKey()
    await withSettings(letter, overlap(fresh, null))
    await aCounted(letter)

    const during = await published(letter, overlap(fresh, null))
    const after = await published(letter, { ...current(fresh), LEDGER_KEYS_RETIRED: TEST_KEY })
    const leaked = await published(letter, current(fresh))

    expect(during).toEqual({ file: [fresh.x, TEST_KEY], set: [fresh.x, TEST_KEY] })
    expect(after).toEqual(during)
    expect(leaked).toEqual({ file: [fresh.x], set: [fresh.x] })
  })
})

/** The keys that a site of such settings publishes for a letter's ledger, in both places. */
async function published(letter: Letter, settings: Record<string, string>) {
  for (const path of [paths.keyFile(), paths.jwks()]) {
    await caches.default.delete(new URL(path, env.ORIGIN))
  }
  const site = aSite(settings)
  const file = await parseKeyFile(await (await site(paths.keyFile())).text())
  const set: { keys: { x: string }[] } = await (await site(paths.jwks())).json()
  const own = file.filter(({ name }) => name === letter.origin)
  const bare = { alphabet: 'base64url', omitPadding: true } as const
  return {
    file: own.map(({ publicKey }) => publicKey.toBase64(bare)),
    set: set.keys.map(({ x }) => x),
  }
}
