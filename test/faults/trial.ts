import { expect } from 'vitest'
import { MINUTE } from '../support/clock'
import { checkpointsOf } from '../registrar/signed'
import type { Fault, Part } from './fault'
import type { Journey } from './journey'
import { AT_ANY_MOMENT, IN_THE_END, type Checked } from './rules'
import { aWorld } from './world'

const MOST_TRIES = 4

/** How many calls were made while things could go wrong, and whether something did. */
export type Tried = { calls: Record<Part, number>; reached: boolean }

/**
 * One journey with one fault in it: somebody acts, acts again until they are told that it is done,
 * and all that is done by itself is done. Throws if a rule does not hold, or what they were told.
 */
export async function trial(journey: Journey, fault: Fault | null): Promise<Tried> {
  const world = await aWorld()
  const checked: Checked = {
    world,
    typed: [],
    erased: [],
    forgotten: 0,
    alike: [],
    seen: new Map(),
  }
  const { trouble } = world

  async function look() {
    for (const { size, root } of await checkpointsOf(world.letter)) checked.seen.set(size, root)
    for (const holds of AT_ANY_MOMENT) await holds(checked)
  }

  try {
    const course = await journey.begin(checked)
    await world.arm(fault)
    let told = await course.act()
    trouble.disarm()
    const tried = { calls: trouble.counts(), reached: trouble.wasReached() }
    if (told === true) await course.holds()
    if (told === 'undone') await expect(course.holds()).rejects.toThrow()
    await look()
    if (await trouble.land()) {
      if (told === true) await course.holds()
      await look()
    }

    for (let tries = 1; told !== true; tries++) {
      if (tries > MOST_TRIES) throw new Error(`After ${MOST_TRIES} more tries it is not done.`)
      world.pass(MINUTE)
      told = await (course.again ?? course.act)()
      if (told === true) await course.holds()
    }
    await world.settle()
    await course.inTheEnd?.()
    for (const holds of IN_THE_END) await holds(checked)
    return tried
  } finally {
    await world.end()
  }
}
