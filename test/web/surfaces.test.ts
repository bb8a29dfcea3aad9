import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { parseKeyFile } from '../../src/ledger/key-file'
import { checkTotal } from '../../src/ledger/tlog-proof'
import type { Letter } from '../../src/letters/letter'
import { keepDay } from '../../src/newsroom/keep-day'
import { requireSettings } from '../../src/env'
import { paths } from '../../src/paths'
import { chance } from '../registrar/chance'
import {
  aCounted,
  aHeld,
  aSigner,
  NOON,
  refusal,
  reinstatement,
  removal,
  tell,
} from '../registrar/people'
import { aLetter } from '../support/letters'
import { aVisitor } from '../support/visitor'

const HOUR = 60 * 60 * 1000
const STEPS = 60

const { read } = aVisitor()
const json = async (path: string) => JSON.parse(await read(path)) as Record<string, unknown>

it('every place that says a number says the same one', async () => {
  const letter = await aLetter({ openedAt: new Date(NOON - HOUR) })
  const sums = await wander(letter)
  const { slug, uuid } = letter

  const { ledger, breakdown, ...numbers } = (await json(paths.letterJson(slug))) as {
    ledger: { size: number }
    breakdown: Record<string, { counted: number }[]>
  }
  const { counted } = sums
  expect(numbers).toMatchObject(sums)
  expect(await json(paths.countJson(slug))).toMatchObject({ counted, ledger_size: ledger.size })

  const proof = await read(paths.totalProof(uuid))
  const { live, confirmed, withdrawn, removed, size } = await checkTotal(
    proof,
    await parseKeyFile(await read(paths.keyFile()))
  )
  expect({ size, counted: live, confirmed, withdrawn, removed }).toEqual({
    size: ledger.size,
    counted,
    confirmed: sums.confirmed,
    withdrawn: sums.withdrawn,
    removed: sums.removed,
  })
  for (const rows of Object.values(breakdown).filter((one) => one.length > 0)) {
    expect(rows.reduce((sum, row) => sum + row.counted, 0)).toBe(counted)
  }

  const history = (await json(paths.historyJson(slug))) as unknown as { counted: number }[]
  expect(history.at(-1)?.counted).toBe(counted)
  expect((await read(paths.historyCsv(slug))).trim().split('\r\n').at(-1)?.split(',')[1]).toBe(
    String(counted)
  )
  const cells = (await read(paths.breakdownCsv(slug))).trim().split('\r\n').slice(1)
  const roles = cells.map((line) => line.split(',')).filter(([dimension]) => dimension === 'role')
  expect(roles.reduce((sum, row) => sum + Number(row.at(3)), 0)).toBe(counted)

  const named = (await json(paths.signaturesJson(slug))) as { signatures: unknown[] }
  const lines = (await read(paths.signaturesCsv(slug))).trim().split('\r\n').length - 1
  const unnamed = Number(
    /and (\d+) whose/.exec(textOf(await read(paths.signatures(slug))))?.[1] ?? 0
  )
  expect(lines).toBe(named.signatures.length)
  expect(named.signatures.length + unnamed).toBe(counted)

  const said = new RegExp(`\\b${counted} signatures? confirmed`)
  for (const path of [
    paths.letter(slug),
    paths.newsroom(slug),
    paths.pastTotal(slug, ledger.size),
    paths.ledger(slug),
    paths.embed(slug),
  ]) {
    expect({ path, text: textOf(await read(path)) }).toEqual({
      path,
      text: expect.stringMatching(said),
    })
  }
  expect(textOf(await read(paths.badge(slug)))).toContain(String(counted))

  expect(await keepDay(env.DB, requireSettings(env), letter.id, new Date(NOON + 99 * HOUR))).toBe(
    'kept'
  )
  const [, payload = ''] = (await read(paths.keptDayJws(slug, '2026-06-26'))).split('.')
  const kept = new TextDecoder().decode(Uint8Array.fromBase64(payload, { alphabet: 'base64url' }))
  expect(JSON.parse(kept)).toMatchObject({ ...sums, ledger_size: ledger.size })
})

/** Lets things happen to a letter in an order that looks random. Returns what it must say then. */
async function wander(letter: Letter) {
  const { oneOf, below } = chance(20_260_622)
  const sums = { counted: 0, confirmed: 0, awaiting_confirmation: 0, held: 0, refused: 0 }
  const all = { ...sums, withdrawn: 0, removed: 0 }
  const counted: { id: string }[] = []
  const removed: { id: string }[] = []
  const take = (from: { id: string }[]) => from.splice(below(from.length), 1)[0]

  for (let step = 0; step < STEPS; step++) {
    const at = NOON + step * HOUR
    const what =
      step < 5
        ? 'confirm'
        : oneOf(['sign', 'confirm', 'hide', 'refuse', 'withdraw', 'remove', 'reinstate'] as const)
    if (what === 'sign') {
      await aSigner(letter, {}, at)
      all.awaiting_confirmation += 1
    }
    if (what === 'confirm' || what === 'hide') {
      counted.push(await aCounted(letter, what === 'hide' ? { public: '' } : {}, at))
      all.confirmed += 1
      all.counted += 1
    }
    if (what === 'refuse') {
      await tell<'refuse'>(letter, refusal(await aHeld(letter, {}, at), { at }))
      all.refused += 1
    }
    const one = what === 'withdraw' || what === 'remove' ? take(counted) : undefined
    if (one && what === 'withdraw') {
      await tell<'withdraw'>(letter, { verb: 'withdraw', id: one.id, at })
      all.withdrawn += 1
      all.counted -= 1
    }
    if (one && what === 'remove') {
      await tell<'remove'>(letter, removal(one, { at }))
      removed.push(one)
      all.removed += 1
      all.counted -= 1
    }
    const back = what === 'reinstate' ? take(removed) : undefined
    if (back) {
      await tell<'reinstate'>(letter, reinstatement(back, { at }))
      counted.push(back)
      all.removed -= 1
      all.counted += 1
    }
  }
  return all
}

function textOf(html: string): string {
  return html.replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ')
}
