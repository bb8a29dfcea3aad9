import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { checkConsistency } from '../../src/ledger/check-proof'
import { parseNote } from '../../src/ledger/note'
import { parseCheckpoint } from '../../src/ledger/checkpoint'
import { parseTlogProof } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import type { Memory } from '../../src/registrar/memory'
import { paths } from '../../src/paths'
import { aLetter } from '../support/letters'
import { runCron } from '../support/site'
import { rowsOf } from '../support/tables'
import { aVisitor } from '../support/visitor'
import { leafOf, rootOfLeaves } from '../ledger/stranger'
import { audit, entriesOf, headOf, memoryOf } from './audit'
import { chance } from './chance'
import { copyOf } from './copy'
import { aCounted, aSigner, correction, registrarOf, tell, yes, type Signer } from './people'
import { checkpointsOf } from './signed'

// Much is read here after each step, and more than once.
vi.setConfig({ testTimeout: 60_000 })

// Links expire by the clock of the site.
const NOW = Date.now()

const opened = () => aLetter({ openedAt: new Date(NOW) })
const someoneCounted = (letter: Letter) => aCounted(letter, {}, NOW)
const someone = (letter: Letter) => aSigner(letter, {}, NOW)
const agreed = (signer: Signer) => yes(signer, { at: NOW })

const openAlarms = async (letter: Letter) => {
  const alarms = await rowsOf<{ kind: string }>(
    'SELECT kind FROM alarm WHERE letter_id = ? AND cleared_at IS NULL',
    letter.id
  )
  return alarms.map(({ kind }) => kind)
}

function remember(letter: Letter, memory: Memory) {
  return runInDurableObject(registrarOf(letter), (_, state) =>
    state.storage.kv.put('memory', memory)
  )
}

/** Somebody who keeps every checkpoint that the site or its database has ever shown. */
function aWitness(letter: Letter) {
  const kept = new Map<number, string>()
  const visitor = aVisitor()

  function keep(size: number, root: string) {
    // Two roots of one size are a fork, and nothing can ever mend it.
    expect({ size, root }).toEqual({ size, root: kept.get(size) ?? root })
    kept.set(size, root)
  }
  function keepNote(note: string) {
    const { size, root } = parseCheckpoint(parseNote(note).text)
    keep(size, root.toHex())
  }

  return {
    kept,
    async look() {
      for (const { size, root } of await checkpointsOf(letter)) keep(size, root)
      const { size, root } = await headOf(letter)
      keep(size, root)
      keepNote(await visitor.read(paths.checkpoint(letter.uuid)))
      keepNote(parseTlogProof(await visitor.read(paths.totalProof(letter.uuid))).checkpoint)
      const { ledger } = JSON.parse(await visitor.read(paths.letterJson(letter.slug))) as {
        ledger: { size: number; root: string; checkpoint: string }
      }
      keep(ledger.size, Uint8Array.fromBase64(ledger.root).toHex())
      keepNote(ledger.checkpoint)
    },
    /** Is everything kept a part of the ledger as it is now, by its entries and by its own proofs. */
    async isOneLine() {
      const entries = await entriesOf(letter)
      const leaves = await Promise.all(entries.map(({ bytes }) => leafOf(bytes)))
      const sizes = [...kept.keys()].sort((a, b) => a - b)
      for (const size of sizes) {
        const root = (await rootOfLeaves(leaves.slice(0, size))).toHex()
        expect({ size, root: kept.get(size) }).toEqual({ size, root })
      }
      for (const from of sizes) {
        const to = entries.length
        const lines = await visitor.read(paths.consistency(letter.uuid, from, to))
        await checkConsistency({
          from: BigInt(from),
          to: BigInt(to),
          oldRoot: Uint8Array.fromHex(kept.get(from) ?? ''),
          newRoot: Uint8Array.fromHex(kept.get(to) ?? ''),
          proof: lines
            .split('\n')
            .slice(0, -1)
            .map((line) => Uint8Array.fromBase64(line)),
        })
      }
    },
  }
}

const countOn = async (letter: Letter) => {
  const read = await aVisitor().read(paths.countJson(letter.slug))
  return JSON.parse(read) as { counted: number; ledger_size: number }
}

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('a database restored to an earlier moment', () => {
  async function restored() {
    const letter = await opened()
    const witness = aWitness(letter)
    await someoneCounted(letter)
    const then = await copyOf(letter)
    await witness.look()
    for (let i = 0; i < 3; i++) {
      await someoneCounted(letter)
      await witness.look()
    }
    const now = await copyOf(letter)
    await then.putBack()
    return { letter, witness, now }
  }

  it.each([
    ['by the Registrar that wrote it', false],
    ['by one that comes back after an eviction', true],
  ])('is not signed on, and everyone who looks is told: %s', async (_, evicted) => {
    const { letter, witness } = await restored()
    const signer = await someone(letter)
    const signed = await checkpointsOf(letter)
    if (evicted) await evictDurableObject(registrarOf(letter))

    const answers = [await tell(letter, agreed(signer)), await tell(letter, agreed(signer))]
    await runCron()

    expect(answers.map(({ outcome }) => outcome)).toEqual(['refusing', 'refusing'])
    expect(await openAlarms(letter)).toEqual(['ledger-fork'])
    expect(await checkpointsOf(letter)).toEqual(signed)
    const health = await aVisitor().visit(paths.health())
    expect(health.status).toBe(503)
    expect(await health.text()).toContain(`Alarm ledger-fork of the letter ${letter.slug} since `)
    await witness.look()
  })

  it('is refused too if it only takes back what had no entry, such as “this wasn’t me”', async () => {
    const letter = await opened()
    const signer = await someone(letter)
    const before = await copyOf(letter)
    expect((await tell(letter, { verb: 'disown', id: signer.id, at: NOW })).outcome).toBe(
      'disowned'
    )

    await before.putBack()

    expect((await tell(letter, agreed(signer))).outcome).toBe('refusing')
    expect(await openAlarms(letter)).toEqual(['ledger-fork'])
  })

  it('shows its own numbers on every page, until somebody undoes it', async () => {
    const { letter } = await restored()
    await tell(letter, agreed(await someone(letter)))

    const pages = [
      paths.home(),
      paths.letter(letter.slug),
      paths.signatures(letter.slug),
      paths.ledger(letter.slug),
      paths.newsroom(letter.slug),
      paths.checkpoint(letter.uuid),
      paths.totalProof(letter.uuid),
      paths.ledgerTile(letter.uuid, 'tile/0/000.p/4'),
      paths.ledgerTile(letter.uuid, 'tile/entries/000.p/4'),
    ]
    const statuses: [string, number][] = []
    for (const page of pages) statuses.push([page, (await aVisitor().visit(page)).status])

    expect(statuses).toEqual(pages.map((page) => [page, 200]))
    expect(await countOn(letter)).toMatchObject({ counted: 1, ledger_size: 4 })
    expect(await aVisitor().read(paths.checkpoint(letter.uuid))).toContain(`${letter.uuid}\n4\n`)
  })

  it('goes on in the same line once that is undone', async () => {
    const { letter, witness, now } = await restored()
    const signer = await someone(letter)
    await tell(letter, agreed(signer))

    await now.putBack()
    await runCron()

    expect(await openAlarms(letter)).toEqual([])
    expect(await countOn(letter)).toMatchObject({ counted: 4, ledger_size: 10 })
    expect(await someoneCounted(letter)).toMatchObject({ number: 5 })
    await witness.look()
    await witness.isOneLine()
    await audit(letter)
  })

  it('is found out though nobody signs', async () => {
    const { letter } = await restored()

    await runCron('41 * * * *')

    expect(await openAlarms(letter)).toEqual(['ledger-fork'])
  })

  it('is found out in whatever is asked for first', async () => {
    const { letter } = await restored()
    const { id } = await someone(letter)
    const acts = [
      { verb: 'withdraw', id, at: NOW },
      { verb: 'erase', id, at: NOW },
      { verb: 'disown', id, at: NOW },
      { verb: 'close', at: NOW },
      { verb: 'finish', at: NOW },
    ] as const

    for (const act of acts) expect(await tell(letter, act)).toMatchObject({ outcome: 'refusing' })

    expect(await rowsOf('SELECT state FROM signature WHERE id = ?', id)).toEqual([
      { state: 'pending' },
    ])
  })

  it('need not be smaller: another line of the same size is not signed on either', async () => {
    const letter = await opened()
    const then = await copyOf(letter)
    const memory = await memoryOf(letter)
    await someoneCounted(letter)
    const ours = { copy: await copyOf(letter), memory: await memoryOf(letter) }
    await then.putBack()
    // As another installation would, which knows nothing of this one.
    await remember(letter, memory ?? { committed: null, intended: [] })
    await someoneCounted(letter)
    expect(await headOf(letter)).toMatchObject({ size: ours.memory?.committed?.size })
    if (ours.memory) await remember(letter, ours.memory)
    const signed = await checkpointsOf(letter)

    const { outcome } = await tell(letter, agreed(await someone(letter)))

    expect(outcome).toBe('refusing')
    expect(await openAlarms(letter)).toEqual(['ledger-fork'])
    expect(await checkpointsOf(letter)).toEqual(signed)
    await ours.copy.putBack()
    await runCron()
    expect(await openAlarms(letter)).toEqual([])
    await someoneCounted(letter)
    await audit(letter)
  })
})

describe('a database that is restored again and again', () => {
  it.each([1, 2])(
    'never comes to two roots for one size (%i)',
    async (seed) => {
      const { next, below } = chance(seed)
      const letter = await opened()
      const witness = aWitness(letter)
      const copies: Awaited<ReturnType<typeof copyOf>>[] = [await copyOf(letter)]
      const signers: Signer[] = []
      const told: string[] = []
      let newest = copies[0]

      for (let step = 0; step < 40; step++) {
        const signer = signers[below(signers.length)]
        const chosen = next()
        if (chosen < 0.2) {
          // Any earlier moment, or a later one again.
          await copies[below(copies.length)]?.putBack()
        } else if (chosen < 0.3) {
          await newest?.putBack()
        } else if (chosen < 0.4) {
          await evictDurableObject(registrarOf(letter))
        } else if (chosen < 0.5 && signer) {
          told.push((await tell(letter, { verb: 'withdraw', id: signer.id, at: NOW })).outcome)
        } else if (chosen < 0.6 && signer) {
          told.push((await tell(letter, correction(signer, { name: 'Grace Inkwell' }))).outcome)
        } else {
          const one = await someone(letter)
          signers.push(one)
          told.push((await tell(letter, agreed(one))).outcome)
        }
        await witness.look()
        const copy = await copyOf(letter)
        copies.push(copy)
        if ((await headOf(letter)).size === Math.max(...witness.kept.keys())) newest = copy
      }
      await newest?.putBack()
      await runCron()
      await someoneCounted(letter)
      await witness.look()

      await witness.isOneLine()
      await audit(letter)
      expect(told).toContain('refusing')
      expect(told).toContain('counted')
    },
    60_000
  )
})
