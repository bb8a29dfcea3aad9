import type { Breakdown, BreakdownRow, Dimension } from '../../newsroom/breakdown'
import { IN_NO_TILE } from './citation'

/** A nation or region as a tile: its short name, and its column and row. */
export type Tile = { key: string; short: string; at: [column: number, row: number] }

export const TILES: Tile[] = [
  { key: 'scotland', short: 'SCT', at: [1, 0] },
  { key: 'northern-ireland', short: 'NI', at: [0, 1] },
  { key: 'north-east', short: 'NE', at: [2, 1] },
  { key: 'north-west', short: 'NW', at: [1, 2] },
  { key: 'yorkshire-and-the-humber', short: 'YH', at: [2, 2] },
  { key: 'wales', short: 'WAL', at: [0, 3] },
  { key: 'west-midlands', short: 'WM', at: [1, 3] },
  { key: 'east-midlands', short: 'EM', at: [2, 3] },
  { key: 'east-of-england', short: 'EE', at: [3, 3] },
  { key: 'south-west', short: 'SW', at: [1, 4] },
  { key: 'south-east', short: 'SE', at: [2, 4] },
  { key: 'london', short: 'LDN', at: [3, 4] },
]

// No register lists their schools, so they are as signers give their country.
const BY_COUNTRY = ['scotland', 'northern-ireland']

/** A row of the map's table; `by` says what it was counted by. */
export type TileRow = BreakdownRow & { by: Dimension }

type Places = Pick<Breakdown, 'region' | 'country'>

/** Is anybody in a region that the map has. */
export function isMapped({ region }: Pick<Breakdown, 'region'>): boolean {
  return region.some(({ key }) => TILES.some((tile) => tile.key === key))
}

/**
 * The total by region and nation: England's and Wales by the schools that signers chose, the others
 * by country, and in a last row everybody who is in none of these. It sums to the total.
 */
export function rowsOfTiles({ region, country }: Places): TileRow[] {
  const placed = [
    ...region.filter((row) => isMapped({ region: [row] })).map((row) => rowBy('region', row)),
    ...country.filter(({ key }) => BY_COUNTRY.includes(key)).map((row) => rowBy('country', row)),
  ].sort((a, b) => b.counted - a.counted)
  const sum = (rows: BreakdownRow[]) => rows.reduce((all, { counted }) => all + counted, 0)
  const label = 'Elsewhere, not given or withheld'
  const rest = { key: IN_NO_TILE, label, counted: sum(region) - sum(placed) }
  return rest.counted > 0 ? [...placed, rowBy('region', rest)] : placed
}

function rowBy(by: Dimension, row: BreakdownRow): TileRow {
  return { ...row, by }
}

/** Shades begin at no, one, two and three of these steps: a round number. */
export function stepOf(most: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most / 4))))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step * 4 >= most) ?? 10 * power
}
