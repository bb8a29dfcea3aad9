import { expect } from 'vitest'
import { sweep } from '../../src/mail/sweep'
import { paths } from '../../src/paths'
import { MINUTE } from '../support/clock'
import { rowsOf } from '../support/tables'
import type { Journey } from './journey'
import { counted, mailsSent, rowsFor, signed, someone } from './people'

const sendMail: Journey = {
  name: 'send mail',
  async begin(checked) {
    const { world } = checked
    const people = [someone(checked), someone(checked), someone(checked)]
    for (const { fields, visitor } of people) {
      await visitor.submit(paths.signatures(world.letter.slug), fields)
    }
    return {
      async act() {
        await world.deliver()
        return true
      },
      holds: async () => {},
      async inTheEnd() {
        const ends = await rowsOf<{ state: string }>('SELECT state FROM outbox')
        const refused = ends.filter(({ state }) => state === 'refused').length
        // The provider refuses one of them at most, and no other is lost with it.
        expect(refused).toBeLessThanOrEqual(1)
        expect(await mailsSent()).toEqual({ confirm: 3 - refused })
      },
    }
  },
}

const sweepMail: Journey = {
  name: 'sweep mail',
  async begin(checked) {
    const { world } = checked
    const { fields, visitor } = someone(checked)
    await visitor.submit(paths.signatures(world.letter.slug), fields)
    world.queue.lose()
    world.pass(MINUTE)
    return {
      async act() {
        // What fails is tried anew a minute later.
        await sweep(world.env.DB, world.env.MAIL_QUEUE, new Date()).catch(() => null)
        await world.deliver()
        return true
      },
      holds: async () => {},
      async inTheEnd() {
        const [{ state } = { state: '' }] = await rowsOf<{ state: string }>(
          'SELECT state FROM outbox'
        )
        // The one mail there is may be the one that the provider refuses.
        if (state === 'refused') return
        expect((await world.mailTo(fields.email)).text).toContain('/confirm?t=')
      },
    }
  },
}

const webhook: Journey = {
  name: 'webhook',
  async begin(checked) {
    const { world } = checked
    const angry = await counted(checked, { updates: 'on' })
    const gone = await signed(checked)
    const secret = `whsec_${btoa('hooks'.repeat(5).slice(0, 24))}`
    const fates = { [angry.fields.email]: 'complained', [gone.fields.email]: 'bounced' } as const
    const first = await world.provider.news({ secret, fates, at: Date.now() })
    const heard = new Set<number>()
    return {
      async act() {
        // Whoever posts again signs again, for the time it is then.
        const news = await world.provider.news({ secret, fates, at: Date.now() })
        const due = first.flatMap((_, i) => (heard.has(i) ? [] : [i]))
        await Promise.all(
          due.map(async (i) => {
            const { status } = await world.post(paths.resendHook(), news[i] ?? {})
            if (status === 200) heard.add(i)
          })
        )
        return heard.size === first.length
      },
      async holds() {
        expect(await rowsFor(checked, angry.fields.email)).toMatchObject([
          { state: 'counted', updates: 0, kept_address: null },
        ])
      },
      async inTheEnd() {
        const outcomes = await rowsOf(
          'SELECT outcome, n FROM mail_outcome WHERE letter_id = ? ORDER BY outcome',
          world.letter.id
        )
        expect(outcomes).toEqual([
          { outcome: 'bounced', n: 1 },
          { outcome: 'complained', n: 2 },
          { outcome: 'delivered', n: 2 },
        ])
        // Where nothing may go any more, nothing goes.
        const sent = (await world.provider.mails()).length
        for (const { visitor, fields } of [angry, gone]) {
          await visitor.submit(paths.links(world.letter.slug), { email: fields.email })
        }
        await world.settle()
        expect(await world.provider.mails()).toHaveLength(sent)
      },
    }
  },
}

/** How mail leaves, and what is heard of it. */
export const MAILING: Journey[] = [sendMail, sweepMail, webhook]
