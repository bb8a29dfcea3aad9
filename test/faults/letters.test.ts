import { expect, it } from 'vitest'
import { DECIDED } from './decided'
import { DISPUTED } from './disputed'
import { LETTERS } from './letters'
import { MAILING } from './mailing'
import { brokenBy, tryAll } from './try-all'

// Letters that end stay due in the database: what forgets signers comes before those that end many.
it.for([...DECIDED, ...DISPUTED, ...LETTERS, ...MAILING])(
  '$name holds every rule whichever call fails',
  { timeout: 0 },
  async (journey, { task }) => {
    const report = await tryAll(journey)
    task.meta.faults = report

    expect(brokenBy(report)).toBe('')
  }
)
