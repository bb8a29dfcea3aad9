import * as z from 'zod/mini'

/** Parts that several of the public data share. A description is for strangers, and is printed. */

const rfc3339 = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/), z.meta({ format: 'date-time' }))

export const text = (what: string) => z.string().check(z.describe(what))
export const textOrNone = (what: string) => z.nullable(z.string()).check(z.describe(what))
export const time = (what: string) => rfc3339.check(z.describe(what))
export const timeOrNone = (what: string) => z.nullable(rfc3339).check(z.describe(what))
export const number = (what: string) => z.int().check(z.gte(0), z.describe(what))

export const slug = text('The letter’s name in addresses.')
export const counted = number(
  'Signatures confirmed by email and neither withdrawn nor removed since: confirmed − withdrawn − removed.'
)
export const asOf = time('When the numbers were read, all of one moment.')
export const ledgerSize = number(
  'Entries in the letter’s ledger at that moment. Of two answers, the one with more is the newer.'
)

/** The breakdowns of a letter, each a list of cells. */
export const breakdownRow = z
  .object({
    key: text('What programs call it; `withheld` and `not-given` are keys too.'),
    label: text('What people call it.'),
    counted: number('How many of the counted signatures.'),
  })
  .check(z.describe('A cell of a breakdown.'))

const cells = (what: string) => z.array(breakdownRow).check(z.describe(what))

export const breakdown = z
  .object({
    role: cells('By role, in the letter’s own words, as the signers give it.'),
    region: cells(
      'By region of the school, if the signer chose one from the official register; otherwise ' +
        '`not-given`. Of several schools the first counts. `withheld` as in country.'
    ),
    local_authority: cells('By local authority of the school, as region.'),
    phase: cells('By phase of the school, such as primary, as region.'),
    type: cells('By type of the school, such as academy, as region.'),
    assurance: cells('By what stands behind the role that a signer gives.'),
    country: cells(
      'By country, as the signers give it. A signer whose name is hidden enters a cell only where ' +
        'at least five such signers share it; the others stand together in the row `withheld`.'
    ),
    edition: cells('By edition of the text that was signed.'),
  })
  .check(
    z.describe(
      'The total, divided in several ways. Each list that is not empty adds up to `counted`.'
    )
  )
