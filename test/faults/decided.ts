import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { releaseDue } from '../../src/bursts/release-due'
import { runCases } from '../../src/cases/run'
import { deskPaths } from '../../src/desk-paths'
import { HELD_MS } from '../../src/gate/risk'
import { GRACE_MS } from '../../src/letters/state'
import { addressKey } from '../../src/mailbox'
import { finishDue } from '../../src/registrar/finish-due'
import { retain } from '../../src/retention/retain'
import { headOf, typesOf } from '../registrar/audit'
import { aHeld, master } from '../registrar/people'
import { DAY } from '../support/clock'
import { rowsOf } from '../support/tables'
import type { Journey } from './journey'
import { anOwner } from './owner'
import { counted, mailsSent, rowsFor } from './people'
import type { Checked } from './rules'

/** A case that somebody has decided, about these signatures. */
async function aCase({ world }: Checked, ids: string[]): Promise<string> {
  const id = crypto.randomUUID()
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO signature_case (id, letter_id, state, criteria, reason, sentence, undo_sentence,
                                   listed, summary, counted_then, listed_at, opened_at, decided_at)
       VALUES (?1, ?2, 'running', '{"states":["counted"]}', 'automated', 'They came from a robot.',
               'They did not.', ?3, '{}', ?3, ?4, ?4, ?4)`
    ).bind(id, world.letter.id, ids.length, Date.now()),
    ...ids.map((one, i) =>
      env.DB.prepare(
        'INSERT INTO case_signature (case_id, place, signature_id) VALUES (?, ?, ?)'
      ).bind(id, i + 1, one)
    ),
  ])
  return id
}

const stateOf = async (id: string) =>
  (await rowsOf<{ state: string }>('SELECT state FROM signature_case WHERE id = ?', id))[0]?.state

/** Goes on with what was decided, as every minute does. */
export const carryOn = ({ world }: Checked) =>
  runCases(world.env.DB, world.env.REGISTRAR, new Date()).catch(() => undefined)

const outOfCount = async (checked: Checked) => (await headOf(checked.world.letter)).removed

/** Two who are counted, of whom one asked for news, and the case that is about both. */
export async function decided(checked: Checked) {
  const people = [await counted(checked, { updates: 'on' }), await counted(checked)] as const
  const rows = await Promise.all(people.map(({ fields }) => rowsFor(checked, fields.email)))
  const ids = rows.flat().map(({ id }) => id)
  return { id: await aCase(checked, ids), ids, people }
}

async function statesOf(ids: string[]) {
  const sql = 'SELECT DISTINCT state FROM signature WHERE id IN (SELECT value FROM json_each(?))'
  return (await rowsOf<{ state: string }>(sql, JSON.stringify(ids))).map(({ state }) => state)
}

const carryOut: Journey = {
  name: 'carry out a case',
  async begin(checked) {
    const { id, ids } = await decided(checked)
    return {
      async act() {
        await carryOn(checked)
        return (await stateOf(id)) === 'done'
      },
      async holds() {
        expect(await statesOf(ids)).toEqual(['removed'])
        expect(await outOfCount(checked)).toBe(2)
        expect((await typesOf(checked.world.letter)).replace(/[^I]/g, '')).toBe('II')
      },
      inTheEnd: async () => expect(await mailsSent()).toMatchObject({ removed: 1 }),
    }
  },
}

const undo: Journey = {
  name: 'undo a case',
  async begin(checked) {
    const { id, ids } = await decided(checked)
    await carryOn(checked)
    await env.DB.prepare(
      `UPDATE signature_case SET state = 'undoing', run_to = 0, leased_until = NULL WHERE id = ?`
    )
      .bind(id)
      .run()
    await checked.world.deliver()
    return {
      async act() {
        await carryOn(checked)
        return (await stateOf(id)) === 'undone'
      },
      async holds() {
        expect(await statesOf(ids)).toEqual(['counted'])
        expect(await outOfCount(checked)).toBe(0)
        expect((await typesOf(checked.world.letter)).replace(/[^IR]/g, '')).toBe('IIRR')
      },
      inTheEnd: async () => expect(await mailsSent()).toMatchObject({ removed: 1 }),
    }
  },
}

const release: Journey = {
  name: 'release who is held',
  async begin(checked) {
    const { world } = checked
    const { form } = await aHeld(world.letter, { name: 'Ada Quillheld' }, Date.now())
    checked.typed.push(form.name, form.email)
    await world.deliver()
    world.pass(HELD_MS)
    const isCounted = async () => (await rowsFor(checked, form.email))[0]?.state === 'counted'
    return {
      async act() {
        await releaseDue(world.env.DB, world.env.REGISTRAR, new Date()).catch(() => 0)
        return isCounted()
      },
      holds: async () => expect(await typesOf(world.letter)).toBe('TSCS'),
      inTheEnd: async () => expect(await mailsSent()).toEqual({ counted: 1, held: 1 }),
    }
  },
}

const forgetSigners: Journey = {
  name: 'forget signers',
  async begin(checked) {
    const { world } = checked
    const { letter } = world
    const owner = await anOwner(checked)
    const known = await counted(checked, { updates: 'on', school: 'Quillmere Lodge School' })
    await owner.submit(deskPaths.lifeAct(letter.id, 'close'), { sure: 'yes', stage: 'open' })
    world.pass(GRACE_MS)
    await finishDue(world.env.DB, world.env.REGISTRAR, new Date())
    world.pass(170 * DAY)
    await aNight(checked)
    await world.settle()
    const { fields } = known
    const about = await rowsOf(
      `SELECT id FROM outbox WHERE state = 'sent' AND letter_id = ?`,
      letter.id
    )
    world.pass(40 * DAY)
    return {
      async act() {
        await aNight(checked)
        const [run] = await rowsOf<{ ended_at: number | null }>(
          'SELECT ended_at FROM retention_run WHERE letter_id = ?',
          letter.id
        )
        return typeof run?.ended_at === 'number'
      },
      async holds() {
        expect(await typesOf(letter)).toBe('TSCSLSNS')
        expect(await rowsFor(checked, fields.email)).toEqual([])
        expect(await headOf(letter)).toMatchObject({ confirmed: 1, withdrawn: 0, removed: 0 })
      },
      async inTheEnd() {
        const { name, email, school } = fields
        checked.forgotten = about.length
        checked.erased.push(name, email, school, await addressKey(master, email))
      },
    }
  },
}

const aNight = ({ world }: Checked) =>
  retain(world.env.DB, world.env.REGISTRAR, new Date()).catch(() => undefined)

/** What somebody has decided, or a clock. */
export const DECIDED: Journey[] = [carryOut, undo, release, forgetSigners]
