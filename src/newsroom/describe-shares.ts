import type { Letter } from '../letters/letter'
import type { NewestRegister } from '../register/newest'
import { labelIn, PHASES, REGIONS } from '../register/places'
import type { ShareCell } from './shares'
import type { SharesData } from './shares-data'
import type { Totals } from './totals'

/** The shares of a letter as public data. */
export function describeShares(
  letter: Pick<Letter, 'slug'>,
  totals: Pick<Totals, 'asOf' | 'ledgerSize'>,
  register: NewestRegister | null,
  cells: ShareCell[]
): SharesData {
  return {
    letter: letter.slug,
    as_of: totals.asOf.toISOString(),
    ledger_size: totals.ledgerSize,
    register: register && {
      country: 'england',
      name: register.name,
      as_of: register.asOf,
      extract: register.isExtract,
    },
    cells: cells.map((cell) => ({
      region: cell.region,
      local_authority: cell.authority,
      phase: cell.phase,
      label: cell.phase ? `${placeLabel(cell)}: ${labelIn(PHASES, cell.phase)}` : placeLabel(cell),
      schools: cell.schools,
      with_signer: cell.withSigner,
      head_signed: cell.headSigned,
      named_head_signed: cell.namedHeadSigned,
    })),
  }
}

/** What a place of the shares is called. */
export function placeLabel({ region, name }: Pick<ShareCell, 'region' | 'name'>): string {
  return name ?? (region ? labelIn(REGIONS, region) : 'England')
}
