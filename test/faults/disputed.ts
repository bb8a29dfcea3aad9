import { expect } from 'vitest'
import { deskPaths } from '../../src/desk-paths'
import { paths } from '../../src/paths'
import { headOf, typesOf } from '../registrar/audit'
import { rowsOf } from '../support/tables'
import type { Visitor } from '../support/visitor'
import { carryOn, decided } from './decided'
import type { Journey } from './journey'
import { aMember, anOwner } from './owner'
import { counted, mailsSent, rowsFor, someone } from './people'
import type { Checked } from './rules'

type Case = { id: string; state: string; version: number; listed: number }

const casesOf = ({ world }: Checked) =>
  rowsOf<Case>('SELECT * FROM signature_case WHERE letter_id = ?', world.letter.id)

/** Presses one button of a case, as somebody who has just looked at it and is sure. */
async function press(checked: Checked, who: Visitor, act: string, more = {}): Promise<boolean> {
  const [one] = await casesOf(checked)
  if (!one) return false
  const seen = { version: String(one.version), seen_state: one.state, sure: 'yes' }
  const path = deskPaths.case(checked.world.letter.id, one.id)
  return (await who.submit(path, { ...seen, act, ...more })).status === 303
}

/**
 * An owner who opens a case about everybody named alike and asks, and a checker who agrees. Each
 * call goes on where the case stands, until it is carried out or something goes wrong.
 */
async function twoDeciders(checked: Checked): Promise<() => Promise<boolean>> {
  const { letter } = checked.world
  const [owner, checker] = [await anOwner(checked), await aMember(checked, 'checker')]
  const search = { states: 'both', name: 'Ada Quillfaults*' }
  const why = { reason: 'automated', sentence: 'They came from a robot.' }

  return async function decide(): Promise<boolean> {
    const [one] = await casesOf(checked)
    if (one?.state === 'done') return true
    if (one?.state === 'running') {
      await carryOn(checked)
      return (await casesOf(checked))[0]?.state === 'done'
    }
    const isDone =
      one === undefined
        ? (await owner.submit(deskPaths.cases(letter.id), search)).status === 303
        : one.state === 'open'
          ? await press(checked, owner, 'decide', why)
          : await press(checked, checker, 'approve')
    return isDone && decide()
  }
}

const decide: Journey = {
  name: 'decide a case',
  async begin(checked) {
    const people = [await counted(checked, { updates: 'on' }), await counted(checked)]
    return {
      act: await twoDeciders(checked),
      async holds() {
        for (const { fields } of people) {
          expect(await rowsFor(checked, fields.email)).toMatchObject([{ state: 'removed' }])
        }
        expect(await casesOf(checked)).toMatchObject([{ state: 'done', listed: 2 }])
        expect((await headOf(checked.world.letter)).removed).toBe(2)
        expect((await typesOf(checked.world.letter)).replace(/[^I]/g, '')).toBe('II')
      },
      // Whoever may agree is asked, and whoever asked is answered, once.
      inTheEnd: async () => {
        expect(await mailsSent()).toMatchObject({ removed: 1, notice: 2 })
        const correction = await checked.world.read(paths.corrections(checked.world.letter.slug))
        expect(correction).toContain('They came from a robot.')
      },
    }
  },
}

const uphold: Journey = {
  name: 'uphold an objection',
  async begin(checked) {
    const { world } = checked
    const { id, people } = await decided(checked)
    const [one, other] = people
    await carryOn(checked)
    const checker = await aMember(checked, 'checker')
    await world.deliver()
    const objections = () =>
      rowsOf<{ id: string; upheld: number | null }>(
        'SELECT id, upheld FROM objection WHERE letter_id = ?',
        world.letter.id
      )
    return {
      async act() {
        if ((await objections()).length === 0) {
          const said = { t: one.manage, action: 'object', words: 'It was me.' }
          await one.visitor.submit(paths.signatureChange(), said)
        }
        const [objection] = await objections()
        if (!objection) return false
        const path = `${deskPaths.case(world.letter.id, id)}/objections`
        const answer = { objection: objection.id, act: 'uphold' }
        const words = { [`answer-${objection.id}`]: 'They showed us the letter.' }
        const { status } = await checker.submit(path, { ...answer, ...words })
        // Pressed again after the answer got lost: the page says that it is answered.
        return status === 303 || (await objections())[0]?.upheld === 1
      },
      async holds() {
        expect(await objections()).toMatchObject([{ upheld: 1 }])
        expect(await rowsFor(checked, one.fields.email)).toMatchObject([{ state: 'counted' }])
        expect(await rowsFor(checked, other.fields.email)).toMatchObject([{ state: 'removed' }])
        expect((await typesOf(world.letter)).replace(/[^IR]/g, '')).toBe('IIR')
      },
      inTheEnd: async () => expect(await mailsSent()).toMatchObject({ removed: 1, reinstated: 1 }),
    }
  },
}

const complain: Journey = {
  name: 'complain about data',
  async begin(checked) {
    const { world } = checked
    const owner = await anOwner(checked)
    const { visitor, fields } = someone(checked)
    const { name, email } = fields
    const typed = { about: 'shown', words: 'My school is shown.', name, email }
    const found = () =>
      rowsOf<{ id: string; outcome: string | null }>(
        'SELECT id, outcome FROM data_complaint WHERE letter_id = ?',
        world.letter.id
      )
    let number = ''
    return {
      async act() {
        if (!number) {
          const filed = await visitor.submit(paths.dataComplaint(world.letter.slug), typed)
          if (filed.status !== 303) return false
          number = filed.headers.get('location')?.match(/sent=(\w+)/)?.[1] ?? ''
        }
        const [one] = await found()
        const path = deskPaths.complaint(world.letter.id, one?.id ?? '')
        const answer = { outcome: 'upheld', answer: 'It is off the list.' }
        return (await owner.submit(path, answer)).status === 303
      },
      async holds() {
        const complaints = await found()
        expect(complaints).toMatchObject([{ outcome: 'upheld' }])
        expect(complaints[0]?.id.slice(0, 8).toUpperCase()).toBe(number)
      },
      // Owner and steward are told of it, and whoever complained reads twice, whatever failed.
      inTheEnd: async () => expect(await mailsSent()).toEqual({ notice: 4 }),
    }
  },
}

/** What people decide about each other. */
export const DISPUTED: Journey[] = [decide, uphold, complain]
