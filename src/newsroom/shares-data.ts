import * as z from 'zod/mini'
import { asOf, ledgerSize, number, slug, text, textOrNone } from './public-fields'
import { register } from './schools-data'

const keyOrNone = (what: string) => textOrNone(`${what}, as in the breakdowns; null: of all.`)

const shareCell = z
  .object({
    region: keyOrNone('Key of the region'),
    local_authority: keyOrNone('Key of the local authority'),
    phase: keyOrNone('Key of the phase'),
    label: text('What people call the place and the phase.'),
    schools: number('Its schools: open, and funded by the state.'),
    with_signer: number('Those of them that a counted signer has named.'),
    head_signed: number('Those of them whose head has signed.'),
    named_head_signed: number('Those of them where the register names the head who has signed.'),
  })
  .check(z.describe('A place of England, and a phase of its schools.'))

export const sharesData = z
  .object({
    letter: slug,
    as_of: asOf,
    ledger_size: ledgerSize,
    register: z
      .nullable(register)
      .check(
        z.describe('That the shares are of; null: none is loaded, or signers choose from none.')
      ),
    cells: z
      .array(shareCell)
      .check(z.describe('England, its regions, its local authorities, each in all and by phase.')),
  })
  .check(
    z.describe(
      'Shares of England’s state-funded schools. Signers elsewhere are counted, and have no share. ' +
        'A school counts once, however many of it sign. One whose only signers are not shown by ' +
        'name is left out of a cell unless at least five such signers, or heads, share that cell, and ' +
        'at least five of its schools are left without. A cell of all phases counts it where the cell ' +
        'of its own phase does, or where the same holds for the other phases together.'
    )
  )

export type SharesData = z.infer<typeof sharesData>
