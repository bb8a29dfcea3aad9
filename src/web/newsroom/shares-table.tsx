import type { Child } from 'hono/jsx'
import type { Share, ShareCell } from '../../newsroom/shares'
import { findShare } from '../../newsroom/shares'
import { labelIn, PHASES, REGIONS } from '../../register/places'
import { formatNumber } from '../ui/number'
import { percent } from './percent'

/** Schools whose head signed, by region and phase; what a region has no school of stays empty. */
export function RegionsByPhase({ cells }: { cells: ShareCell[] }) {
  const phases = [...phasesIn(cells), null]
  return (
    <table class="stack wide">
      <caption>Schools whose head signed, by region and phase (empty: no such school)</caption>
      <thead>
        <tr>
          <th scope="col">Region</th>
          {phases.map((phase) => (
            <th scope="col" class="num">
              {shortPhase(phase)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {regionsIn(cells).map((region) => (
          <PhasesOf region={region} phases={phases} cells={cells} />
        ))}
      </tbody>
      <tfoot>
        <PhasesOf region={null} phases={phases} cells={cells} />
      </tfoot>
    </table>
  )
}

type PhasesOfProps = { region: string | null; phases: (string | null)[]; cells: ShareCell[] }

function PhasesOf({ region, phases, cells }: PhasesOfProps) {
  return (
    <tr>
      <th scope="row">{region ? labelIn(REGIONS, region) : 'England'}</th>
      {phases.map((phase) => {
        const cell = findShare(cells, { region, authority: null, phase })
        return (
          <td class="num" data-l={cell ? shortPhase(phase) : undefined}>
            {cell && <OfSchools part={cell.headSigned} whole={cell.schools} />}
          </td>
        )
      })}
    </tr>
  )
}

/** All that is told of each place or phase, a row for each. */
export function SharesTable(props: { caption: string; of: string; rows: [Child, Share][] }) {
  const { caption, of, rows } = props
  return (
    <table class="stack">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {SHARE_COLUMNS.map((column) => (
            <th scope="col" class="num">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, cell]) => (
          <tr>
            <th scope="row">{label}</th>
            <ShareColumns cell={cell} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const SHARE_COLUMNS = ['Schools', 'With a signer', 'Head signed', 'Named in the register']

/** The columns of a share; empty where there is none. */
export function ShareColumns({ cell }: { cell: Share | null }) {
  const parts = cell && [cell.withSigner, cell.headSigned]
  return (
    <>
      <td class="num" data-l={cell ? SHARE_COLUMNS[0] : undefined}>
        {cell && formatNumber(cell.schools)}
      </td>
      {[0, 1].map((i) => (
        <td class="num" data-l={cell ? SHARE_COLUMNS[i + 1] : undefined}>
          {cell && parts && <Part part={parts[i] ?? 0} whole={cell.schools} />}
        </td>
      ))}
      <td class="num" data-l={cell ? SHARE_COLUMNS[3] : undefined}>
        {cell && formatNumber(cell.namedHeadSigned)}
      </td>
    </>
  )
}

/** The phases that have schools, and the label of each. */
export function phasesIn(cells: ShareCell[]): string[] {
  return cells.flatMap(({ region, phase }) => (region === null && phase ? [phase] : []))
}

function regionsIn(cells: ShareCell[]): string[] {
  return cells.flatMap(({ region, authority, phase }) =>
    region && !authority && !phase ? [region] : []
  )
}

function shortPhase(phase: string | null): string {
  return phase ? labelIn(PHASES, phase).replace(/ \(.*/, '') : 'All'
}

function Part({ part, whole }: { part: number; whole: number }) {
  return (
    <>
      {formatNumber(part)} {part > 0 && <span class="soft s">{percent(part, whole)}</span>}
    </>
  )
}

function OfSchools({ part, whole }: { part: number; whole: number }) {
  return (
    <>
      {percent(part, whole)}{' '}
      <span class="soft of">
        {formatNumber(part)} of {formatNumber(whole)}
      </span>
    </>
  )
}
