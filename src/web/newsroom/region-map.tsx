import type { BreakdownRow } from '../../newsroom/breakdown'
import { formatNumber } from '../ui/number'
import { stepOf, TILES } from './tiles'

/** How much of the colour a shade has; text is legible on the darkest. */
const SHADES = ['0.05', '0.17', '0.3', '0.44']

const SIDE = 92
const GAP = 6

/** The nations and regions of the UK as tiles, each with its number. A table beside it says the same. */
export function RegionMap({ rows }: { rows: BreakdownRow[] }) {
  const numbers = TILES.map(({ key }) => rows.find((row) => row.key === key)?.counted ?? 0)
  const step = stepOf(Math.max(...numbers))
  return (
    <>
      <svg class="fig map" viewBox="0 0 388 486" role="img" aria-labelledby="map-title">
        <title id="map-title">
          Map of signatures by region and nation. The table has the same numbers.
        </title>
        {TILES.map(({ short, at: [column, row] }, i) => {
          const [x, y] = [1 + column * (SIDE + GAP), 1 + row * (SIDE + GAP)]
          const number = numbers[i] ?? 0
          const shade = SHADES[Math.min(SHADES.length - 1, Math.floor(number / step))]
          return (
            <>
              <rect x={x} y={y} width={SIDE} height={SIDE} fill-opacity={shade} />
              <text x={x + SIDE / 2} y={y + 30} text-anchor="middle">
                {short}
              </text>
              <text class="v" x={x + SIDE / 2} y={y + 72} text-anchor="middle">
                {formatNumber(number)}
              </text>
            </>
          )
        })}
      </svg>
      <svg class="fig map" viewBox="0 0 388 48" aria-hidden="true">
        {SHADES.map((shade, i) => (
          <>
            <rect x={1 + i * (SIDE + GAP)} y="1" width={SIDE} height="12" fill-opacity={shade} />
            <text x={1 + i * (SIDE + GAP)} y="40">
              {formatNumber(i * step)}
              {i === SHADES.length - 1 && '+'}
            </text>
          </>
        ))}
      </svg>
    </>
  )
}
