import { createMessageBatch } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/index'
import { signLink } from '../../src/link'
import { DEAD_LETTERS } from '../../src/mail/watch'
import { paths } from '../../src/paths'
import { LINK_MS } from '../../src/signatures/sign'
import { audit } from '../registrar/audit'
import { chance } from '../registrar/chance'
import { master, signersOf } from '../registrar/people'
import { DAY, MINUTE } from '../support/clock'
import { confirm } from '../support/signers'
import { rowsOf } from '../support/tables'
import { COUNTED, signed, someone } from './people'
import { aWorld, type World } from './world'

let world: World
beforeEach(async () => {
  world = await aWorld()
})
afterEach(() => world.end())

/** Somebody fills in the form. */
async function signs(over: Record<string, string> = {}) {
  const who = someone({ world, typed: [] }, over)
  const answer = await who.visitor.submit(paths.signatures(world.letter.slug), who.fields)
  expect(answer.status).toBe(303)
  return who
}

const addresses = async () => (await world.provider.mails()).map(({ to }) => to).sort()

describe('a ticket for mail', () => {
  it('that comes five times, in any order and three days late, has each mail sent once', async () => {
    const people = [await signs(), await signs(), await signs()]
    const { next } = chance(5)
    const tickets = world.queue.waiting().flatMap(({ body }) => Array<typeof body>(5).fill(body))
    world.queue.lose()
    world.pass(3 * DAY)

    const shuffled = tickets.map((body) => ({ body, place: next() }))
    for (const { body } of shuffled.sort((a, b) => a.place - b.place)) {
      const message = { id: crypto.randomUUID(), body, attempts: 1, timestamp: new Date() }
      await worker.queue(createMessageBatch('countersign-mail', [message]), world.env)
    }

    expect(tickets).toHaveLength(15)
    expect(await addresses()).toEqual(people.map(({ fields }) => fields.email).sort())
  })

  it('that gets lost delays its mail by less than two minutes', async () => {
    const { fields } = await signs()
    world.queue.lose()

    // Cron comes at its worst: a moment before the ticket is found to be late.
    world.pass(MINUTE / 2 - 1)
    await world.sweep()
    expect(await addresses()).toEqual([])
    world.pass(MINUTE)
    await world.sweep()

    expect(await addresses()).toEqual([fields.email])
  })

  it('that nobody can take lands with the dead; its mail leaves once somebody can', async () => {
    const { fields } = await signs()
    await world.arm({ mode: 'goes down', part: 'D1', k: 1 })
    for (let i = 0; i < 6; i++) {
      await world.deliver()
      world.pass(MINUTE / 2)
    }
    world.trouble.disarm()
    expect(await addresses()).toEqual([])
    expect(world.queue.dead).toHaveLength(1)

    const dead = world.queue.dead.map((one) => ({ ...one, timestamp: new Date() }))
    await worker.queue(createMessageBatch('countersign-mail-dead', dead), world.env)
    const alarms = await rowsOf('SELECT kind FROM alarm WHERE cleared_at IS NULL')
    await world.sweep()

    expect(alarms).toEqual([{ kind: DEAD_LETTERS }])
    expect(await addresses()).toContain(fields.email)
  })
})

describe('a code', () => {
  it('that is typed again after the yes behind it is not simply called wrong', async () => {
    const { visitor, fields, code, token } = await signed({ world, typed: [] })
    const enter = paths.code(world.letter.slug)
    expect((await visitor.submit(enter, { code })).status).toBe(303)
    expect(await (await confirm(visitor, token, fields)).text()).toContain(COUNTED)

    const again = await visitor.submit(enter, { code })

    expect(await again.text()).toContain('or was used already')
    expect(await (await visitor.visit(paths.confirm(token))).text()).toContain('already')
  })
})

describe('a clock that steps', () => {
  it('by ten minutes, to and fro, lets no more mail go to an address than the caps do', async () => {
    const { fields } = await signs()
    for (const minutes of [-10, 20, -10, -10, 20, -10, 10]) {
      await world.sweep()
      world.pass(minutes * MINUTE)
      await world.visitor().submit(paths.signatures(world.letter.slug), fields)
    }
    await world.settle()

    const sent = (await addresses()).filter((to) => to === fields.email)
    expect(sent).toHaveLength(3)
  })
})

describe('fifty signatures of one address', () => {
  it('that are confirmed at once count as one, with one number and one mail', async () => {
    const { letter } = world
    const { fields } = someone({ world, typed: [] })
    const began = Date.now()
    const signers = await signersOf(letter, Array<typeof fields>(50).fill(fields), began)

    const answers = await Promise.all(
      signers.map(async ({ id }) => {
        const token = await signLink(master, 'confirm', id, began + LINK_MS)
        return confirm(world.visitor(), token, fields)
      })
    )
    const pages = await Promise.all(answers.map((answer) => answer.text()))
    await world.settle()

    expect(pages.filter((page) => page.includes(COUNTED))).toHaveLength(1)
    expect(await audit(letter)).toMatchObject({ confirmed: 1, counted: 1 })
    expect(await addresses()).toEqual([fields.email])
  })
})
