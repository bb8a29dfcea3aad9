import type { Letter } from '../../letters/letter'
import type { Breakdown, BreakdownRow } from '../../newsroom/breakdown'
import { findShare, type ShareCell } from '../../newsroom/shares'
import type { Totals } from '../../newsroom/totals'
import type { NewestRegister } from '../../register/newest'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { AboutShares } from './about-shares'
import { LetterHead } from './letter-head'
import { SHARE_COLUMNS, ShareColumns } from './shares-table'

type PlacesPageProps = {
  letter: Letter
  totals: Totals
  breakdown: Breakdown
  register: NewestRegister
  cells: ShareCell[]
}

/** Every local authority: its signatures, and its share of schools. */
export function PlacesPage({ letter, totals, breakdown, register, cells }: PlacesPageProps) {
  const rows = rowsOf(breakdown.local_authority, cells)
  return (
    <Layout title={`Local authorities: ${letter.title}`} letter={letter}>
      <LetterHead up="Newsroom: local authorities" letter={letter}>
        <p>
          As of <Time at={totals.asOf} kind="moment" />.{' '}
          <a href={paths.newsroom(letter.slug)}>The newsroom of this letter</a>
        </p>
      </LetterHead>
      <Section id="about" title="What is counted">
        <p>A signature counts where the first school is that its signer chose from the register.</p>
        <AboutShares register={register} />
        <p>
          With phases, as data: <a href={paths.sharesCsv(letter.slug)}>shares.csv</a>
        </p>
      </Section>
      <table class="stack">
        <caption class="vh">Local authorities, by name</caption>
        <thead>
          <tr>
            <th scope="col">Local authority</th>
            {['Signatures', ...SHARE_COLUMNS].map((column) => (
              <th scope="col" class="num">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.filter(hasAny).map(({ label, counted, cell }) => (
            <tr>
              <th scope="row">{label}</th>
              <td class="num" data-l="Signatures">
                {formatNumber(counted)}
              </td>
              <ShareColumns cell={cell} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td class="num" data-l="Signatures">
              {formatNumber(totals.counted)}
            </td>
            <ShareColumns cell={findShare(cells, { region: null, authority: null, phase: null })} />
          </tr>
        </tfoot>
      </table>
      <Quiet rows={rows.filter((row) => !hasAny(row))} />
    </Layout>
  )
}

type Row = { label: string; counted: number; cell: ShareCell | null }

function hasAny({ counted, cell }: Row): boolean {
  return counted > 0 || (cell !== null && cell.withSigner > 0)
}

/** Local authorities with nothing to show, in a few lines. */
function Quiet({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return null
  const named = rows.map(({ label, cell }) => `${label} (${formatNumber(cell?.schools ?? 0)})`)
  return (
    <Section id="others" title="The others">
      <p>Nothing to show, with the number of schools: {named.join(', ')}.</p>
    </Section>
  )
}

/** Those that have schools or signatures, by name; then who is in none of them. */
function rowsOf(counted: BreakdownRow[], cells: ShareCell[]): Row[] {
  const whole = cells.filter(({ authority, phase }) => authority && !phase)
  const rows = whole.map((cell) => ({
    key: cell.authority ?? '',
    label: cell.name ?? '',
    counted: counted.find(({ key }) => key === cell.authority)?.counted ?? 0,
    cell,
  }))
  const others = counted.filter(({ key }) => !rows.some((row) => row.key === key))
  const isPlace = (key: string) => key !== 'not-given' && key !== 'withheld'
  const abroad = others.filter(({ key }) => isPlace(key)).map((row) => ({ ...row, cell: null }))
  const nowhere = others.filter(({ key }) => !isPlace(key)).map((row) => ({ ...row, cell: null }))
  return [...[...rows, ...abroad].sort((a, b) => (a.label < b.label ? -1 : 1)), ...nowhere]
}
