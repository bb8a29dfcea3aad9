import { expect, it } from 'vitest'
import { CHANGES } from './changes'
import { SIGNING } from './signing'
import { brokenBy, tryAll } from './try-all'

it.for([...SIGNING, ...CHANGES])(
  '$name holds every rule whichever call fails',
  { timeout: 0 },
  async (journey, { task }) => {
    const report = await tryAll(journey)
    task.meta.faults = report

    expect(brokenBy(report)).toBe('')
  }
)
