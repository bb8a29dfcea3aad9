import { expect } from 'vitest'
import { paths } from '../../src/paths'
import { addressKey } from '../../src/mailbox'
import { typesOf, type Row } from '../registrar/audit'
import { master } from '../registrar/people'
import { change, tokenIn } from '../support/signers'
import type { Journey } from './journey'
import { counted, mailsSent, rowsFor, toldBy } from './people'

/** The entries of a ledger with one signature in it, and what comes after. */
const entries = (more: string) => `TSCS${more}`

/** What somebody who is counted does from their own page, and how they are told that it is done. */
function aChange(
  name: string,
  told: string[],
  press: (who: Awaited<ReturnType<typeof counted>>) => Promise<Response>,
  ends: { row: Partial<Row>; types: string; mails: Record<string, number> },
  before?: (who: Awaited<ReturnType<typeof counted>>) => Promise<unknown>
): Journey {
  return {
    name,
    async begin(checked) {
      const who = await counted(checked, { updates: 'on' })
      await before?.(who)
      await checked.world.deliver()
      return {
        async act() {
          return toldBy(await (await press(who)).text(), ...told)
        },
        async holds() {
          expect(await rowsFor(checked, who.fields.email)).toMatchObject([ends.row])
          expect(await typesOf(checked.world.letter)).toBe(entries(ends.types))
        },
        inTheEnd: async () => expect(await mailsSent()).toEqual(ends.mails),
      }
    },
  }
}

const correct = aChange(
  'amend',
  ['Your changes are saved', 'Nothing was changed'],
  ({ visitor, manage, fields }) =>
    change(visitor, manage, 'correct', { ...fields, school: 'Fenmoor High' }),
  { row: { school: 'Fenmoor High' }, types: 'AS', mails: { changed: 1, confirm: 1, counted: 1 } }
)

const withdraw = aChange(
  'withdraw',
  ['Your signature is withdrawn'],
  ({ visitor, manage }) => change(visitor, manage, 'withdraw'),
  { row: { state: 'withdrawn' }, types: 'WS', mails: { confirm: 1, counted: 1, withdrawn: 1 } }
)

const signAgain = aChange(
  'sign again',
  ['Your signature counts again', 'Only a withdrawn signature can be signed again'],
  ({ visitor, manage }) => change(visitor, manage, 'sign-again', { edition: '1' }),
  {
    row: { state: 'counted', number: 2 },
    types: 'WSCS',
    mails: { confirm: 1, counted: 1, withdrawn: 1 },
  },
  ({ visitor, manage }) => change(visitor, manage, 'withdraw')
)

const erase: Journey = {
  name: 'erase',
  async begin(checked) {
    const { world } = checked
    const { visitor, manage, fields } = await counted(checked, {
      updates: 'on',
      school: 'Quillmere Lodge School',
    })
    const { name, email, school } = fields
    return {
      async act() {
        const page = await (await change(visitor, manage, 'erase')).text()
        return toldBy(page, 'Everything about you is erased', 'We hold nothing')
      },
      async holds() {
        expect(await rowsFor(checked, email)).toEqual([])
        expect(await typesOf(world.letter)).toBe(entries('WS'))
      },
      async inTheEnd() {
        // The mails before the one that says so: the one with the link, and the one that says counted.
        checked.forgotten = 2
        checked.erased.push(name, email, school, await addressKey(master, email))
        expect(await mailsSent()).toMatchObject({ erased: 1 })
      },
    }
  },
}

const askForLink: Journey = {
  name: 'ask for the link',
  async begin(checked) {
    const { world } = checked
    const { visitor, fields } = await counted(checked)
    const sent = (await world.provider.mails()).length
    return {
      async act() {
        const page = paths.links(world.letter.slug)
        return (await visitor.submit(page, { email: fields.email })).status < 400
      },
      holds: async () => {},
      async inTheEnd() {
        const mails = (await world.provider.mails()).slice(sent)
        expect(mails.length).toBeGreaterThan(0)
        const manage = tokenIn(mails.at(-1)?.text.match(/https:\S+\/signature\?t=\S+/)?.[0] ?? '')
        expect((await visitor.visit(paths.signature(manage))).status).toBe(200)
      },
    }
  },
}

/** What somebody who counts does about it. */
export const CHANGES: Journey[] = [correct, withdraw, signAgain, erase, askForLink]
