import { expect } from 'vitest'
import { saveWords } from '../../src/desk/save-words'
import { deskPaths } from '../../src/desk-paths'
import { GRACE_MS } from '../../src/letters/state'
import { paths } from '../../src/paths'
import { finishDue } from '../../src/registrar/finish-due'
import { LINK_MS } from '../../src/signatures/sign'
import { typesOf } from '../registrar/audit'
import { HOUR } from '../support/clock'
import { change } from '../support/signers'
import type { Journey } from './journey'
import { anOwner } from './owner'
import { counted, mailsSent, rowsFor, signed, someone } from './people'

const OTHER = 'Dear Inspector,\n\n1. Say what you came to see.\n2. Say it in six plain words.'

const publish: Journey = {
  name: 'publish an edition',
  async begin(checked) {
    const { world } = checked
    const { letter } = world
    const owner = await anOwner(checked)
    const told = await counted(checked, { updates: 'on' })
    await counted(checked)
    const late = someone(checked)
    const words = { title: letter.title, addressed_to: letter.addressedTo, text: OTHER }
    const saved = await saveWords(
      world.env.DB,
      letter.id,
      { edition: 1, version: 0 },
      words,
      owner.id,
      new Date()
    )
    if (!('saved' in saved)) throw new Error('The draft was not saved.')
    const version = String(saved.saved.version)
    const sure = { edition: '1', version, reason: 'A number was missing.', sure: 'yes' }
    return {
      async act() {
        const answer = await owner.submit(deskPaths.newEdition(letter.id), sure)
        return answer.status === 303
      },
      async holds() {
        expect((await world.letterNow()).edition).toBe(2)
        expect(await typesOf(letter)).toBe('TSCSCSTS')
      },
      async inTheEnd() {
        expect(await mailsSent()).toEqual({ confirm: 2, counted: 2, 'new-edition': 1 })
        expect((await world.mailTo(told.fields.email)).text).toContain('A number was missing.')
        const page = paths.signatures(letter.slug)
        expect((await late.visitor.submit(page, late.fields)).status).toBe(409)
        expect(await rowsFor(checked, late.fields.email)).toEqual([])
        expect(await rowsFor(checked, told.fields.email)).toMatchObject([{ edition: 1 }])
      },
    }
  },
}

const close: Journey = {
  name: 'close',
  async begin(checked) {
    const { world } = checked
    const owner = await anOwner(checked)
    const { fields } = await counted(checked)
    return {
      async act() {
        const sure = { sure: 'yes', stage: 'open' }
        const answer = await owner.submit(deskPaths.lifeAct(world.letter.id, 'close'), sure)
        if (answer.status === 303) return true
        // Nobody presses twice without looking: the page says how the letter stands.
        const page = await owner.read(deskPaths.life(world.letter.id))
        return page.includes('Reopen')
      },
      async holds() {
        expect((await world.letterNow()).state).toBe('closed')
        expect(await rowsFor(checked, fields.email)).toMatchObject([{ state: 'counted' }])
      },
      async inTheEnd() {
        expect(await typesOf(world.letter)).toBe('TSCS')
        const late = someone(checked)
        const page = paths.signatures(world.letter.slug)
        expect((await late.visitor.submit(page, late.fields)).status).toBe(410)
      },
    }
  },
}

const finish: Journey = {
  name: 'close the ledger',
  async begin(checked) {
    const { world } = checked
    const owner = await anOwner(checked)
    const { visitor, manage } = await counted(checked)
    const { fields } = await signed(checked)
    await owner.submit(deskPaths.lifeAct(world.letter.id, 'close'), { sure: 'yes', stage: 'open' })
    world.pass(Math.max(GRACE_MS, LINK_MS) + HOUR)
    const isFinished = async () => (await world.letterNow()).finishedAt !== null
    return {
      async act() {
        await finishDue(world.env.DB, world.env.REGISTRAR, new Date()).catch(() => 0)
        return isFinished()
      },
      async holds() {
        expect(await typesOf(world.letter)).toBe('TSCSLS')
      },
      async inTheEnd() {
        // Who never confirmed is forgotten; who counts may still leave, after CLOSE too.
        expect(await rowsFor(checked, fields.email)).toEqual([])
        expect((await change(visitor, manage, 'withdraw')).status).toBe(200)
        expect(await typesOf(world.letter)).toBe('TSCSLSWS')
      },
    }
  },
}

/** What is done to a letter. */
export const LETTERS: Journey[] = [publish, close, finish]
