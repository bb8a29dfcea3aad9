import { DIMENSIONS, type Breakdown } from '../../newsroom/breakdown'
import type { HistoryData } from '../../newsroom/public-data'
import type { SharesData } from '../../newsroom/shares-data'
import type { Table } from '../csv'

/** The hours of a letter: the fields of history.json as columns. */
export function historyTable(history: HistoryData): Table {
  return {
    names: ['hour', 'counted', 'confirmed', 'withdrawn', 'removed', 'reinstated'],
    rows: history.map((row) => [
      row.hour,
      row.counted,
      row.confirmed,
      row.withdrawn,
      row.removed,
      row.reinstated,
    ]),
  }
}

/** Every cell of a breakdown. Each says its moment, so that a row can be quoted alone. */
export function breakdownTable(breakdown: Breakdown, asOf: string, ledgerSize: number): Table {
  return {
    names: ['dimension', 'key', 'label', 'counted', 'as_of', 'ledger_size'],
    rows: DIMENSIONS.flatMap((dimension) =>
      breakdown[dimension].map(({ key, label, counted }) => [
        dimension,
        key,
        label,
        counted,
        asOf,
        ledgerSize,
      ])
    ),
  }
}

/** Every cell of the shares. Each says of which register and moment it is. */
export function sharesTable({ register, cells, as_of, ledger_size }: SharesData): Table {
  const of = [register?.as_of ?? '', register?.extract ? 'extract' : 'whole', as_of, ledger_size]
  return {
    names: [
      'region',
      'local_authority',
      'phase',
      'label',
      'schools',
      'with_signer',
      'head_signed',
      'named_head_signed',
      'register_as_of',
      'register_loaded',
      'as_of',
      'ledger_size',
    ],
    rows: cells.map(({ region, local_authority, phase, label, ...counts }) => [
      region ?? '',
      local_authority ?? '',
      phase ?? '',
      label,
      counts.schools,
      counts.with_signer,
      counts.head_signed,
      counts.named_head_signed,
      ...of,
    ]),
  }
}
