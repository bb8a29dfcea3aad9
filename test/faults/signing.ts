import { expect } from 'vitest'
import { paths } from '../../src/paths'
import { TRAP_FIELD } from '../../src/signatures/read-form'
import { confirm, tokenIn } from '../support/signers'
import type { Visitor } from '../support/visitor'
import type { Journey } from './journey'
import { counted, COUNTED, mailsSent, rowsFor, signed, someone, toldBy } from './people'
import type { Checked } from './rules'

/** All that an answer says to whoever gets it, but for what is new in each. */
async function sayings(answer: Response): Promise<string> {
  const headers = [...answer.headers].map(([name, value]) => {
    return name === 'set-cookie' ? `${name}: ${value.split('=')[0]}` : `${name}: ${value}`
  })
  const said = [answer.status, ...headers, await answer.text()].join('\n')
  return said.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
}

const sign: Journey = {
  name: 'sign',
  async begin(checked) {
    const { world } = checked
    const known = await counted(checked)
    const one = someone(checked)
    const other = { ...someone(checked, { email: known.fields.email }), visitor: world.visitor() }
    const page = paths.signatures(world.letter.slug)
    const press = async ({ fields, visitor }: typeof one) => visitor.submit(page, fields)
    return {
      async act() {
        const first = await press(one)
        await world.trouble.once()
        const second = await press(other)
        const told = first.status === 303 && second.status === 303
        // The form that comes back to each holds what each has typed.
        const [a, b] = [await sayings(first), await sayings(second)]
        const plain = (said: string, { fields }: typeof one) =>
          said.replaceAll(fields.name, 'name').replaceAll(fields.email, 'email')
        checked.alike.push([plain(a, one), plain(b, other)])
        return told
      },
      async holds() {
        const [mine] = await rowsFor(checked, one.fields.email)
        expect(mine).toMatchObject({ state: 'pending', name: one.fields.name })
        const states = (await rowsFor(checked, known.fields.email)).map(({ state }) => state)
        expect(states).toEqual(expect.arrayContaining(['counted', 'pending']))
      },
      async inTheEnd() {
        const { text } = await world.mailTo(one.fields.email)
        const token = tokenIn(text.match(/https:\S+\/confirm\?t=\S+/)?.[0] ?? '')
        const answer = await confirm(one.visitor, token, one.fields)
        expect(await answer.text()).toContain(COUNTED)
        expect((await world.mailTo(known.fields.email)).text).toContain('already')
        await world.settle()
      },
    }
  },
}

/** Is this somebody counted, once, with the number after whoever was there before. */
async function isCounted(checked: Checked, address: string) {
  const rows = await rowsFor(checked, address)
  expect(rows.map(({ state, number }) => ({ state, number }))).toEqual([
    { state: 'counted', number: 2 },
  ])
}

/** Opens the page that asks, and presses yes. */
async function yes(visitor: Visitor, token: string, fields: Record<string, string>) {
  const page = await visitor.visit(paths.confirm(token))
  if (page.status >= 500) return false
  const answer = await confirm(visitor, token, fields)
  return toldBy(await answer.text(), COUNTED)
}

const confirmByLink: Journey = {
  name: 'confirm by link',
  async begin(checked) {
    await counted(checked)
    const { visitor, token, fields } = await signed(checked)
    return {
      act: () => yes(visitor, token, fields),
      holds: () => isCounted(checked, fields.email),
      inTheEnd: async () => expect(await mailsSent()).toEqual({ confirm: 2, counted: 2 }),
    }
  },
}

const confirmByCode: Journey = {
  name: 'confirm by code',
  async begin(checked) {
    await counted(checked)
    const { visitor, code, fields } = await signed(checked)
    const enter = paths.code(checked.world.letter.slug)
    let token = ''
    return {
      async act() {
        // Whoever has come as far as the page that asks stays there.
        const answer = token ? null : await visitor.submit(enter, { code })
        token ||= tokenIn(answer?.headers.get('location') ?? '')
        return token !== '' && yes(visitor, token, fields)
      },
      holds: () => isCounted(checked, fields.email),
      inTheEnd: async () => expect(await mailsSent()).toEqual({ confirm: 2, counted: 2 }),
    }
  },
}

const sayNo: Journey = {
  name: 'say no',
  async begin(checked) {
    const { visitor, token, fields } = await signed(checked)
    return {
      async act() {
        const answer = await visitor.submit(paths.confirmation(), { t: token, choice: 'no' })
        return toldBy(await answer.text(), 'We have removed it')
      },
      async holds() {
        const rows = await rowsFor(checked, fields.email)
        expect(rows.map(({ state, name }) => ({ state, name }))).toEqual([
          { state: 'disowned', name: null },
        ])
      },
      inTheEnd: async () => expect(await mailsSent()).toEqual({ confirm: 1 }),
    }
  },
}

const beHeld: Journey = {
  name: 'be held',
  async begin(checked) {
    // A field that people don't see is filled in.
    const trap = { [TRAP_FIELD]: 'https://example.org' }
    const { visitor, token, fields } = await signed(checked, trap)
    return {
      async act() {
        const page = await (await confirm(visitor, token, fields)).text()
        return toldBy(page, 'being checked')
      },
      async holds() {
        expect(await rowsFor(checked, fields.email)).toMatchObject([
          { state: 'held', number: null },
        ])
      },
      inTheEnd: async () => expect(await mailsSent()).toEqual({ confirm: 1, held: 1 }),
    }
  },
}

/** What it takes to be counted, or to say no to it. */
export const SIGNING: Journey[] = [sign, confirmByLink, confirmByCode, beHeld, sayNo]
