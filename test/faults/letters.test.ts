import { expect, it } from 'vitest'
import { DECIDED } from './decided'
import { LETTERS } from './letters'
import { MAILING } from './mailing'
import { brokenBy, tryAll } from './try-all'

it.for([...LETTERS, ...MAILING, ...DECIDED])(
  '$name holds every rule whichever call fails',
  { timeout: 0 },
  async (journey, { task }) => {
    const report = await tryAll(journey)
    task.meta.faults = report

    expect(brokenBy(report)).toBe('')
  }
)
