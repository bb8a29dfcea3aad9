import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import type { Totals } from '../../newsroom/totals'
import { findRole, roleLabel, schoolLabel } from '../../signatures/signature'
import type { SignerRow } from '../../signatures/signers'
import { formatNumber, signatures } from '../ui/number'
import { DataDeleted } from '../ui/data-deleted'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { FindSigners, type Asked } from './find-signers'

type SignersPageProps = {
  at: AtLetter
  totals: Totals
  asked: Asked
  signers: SignerRow[]
  /** The cursor of the next page, or null on the last. */
  next: string | null
  first: boolean
}

/** Who signed, as the public may see it; of those who are not shown, only the role. */
export function SignersPage(props: SignersPageProps) {
  const { at, totals, asked, signers } = props
  const shown = totals.counted - totals.unnamed
  const said = outcome(props)
  return (
    <DeskPage title="Who signed" at={at}>
      <p>
        {signatures(totals.counted)} confirmed, as of <Time at={totals.asOf} kind="moment" />:{' '}
        {formatNumber(shown)} shown by name, {formatNumber(totals.unnamed)} not shown. Nobody sees
        addresses. Signers who are not shown stand here by their role alone.
      </p>
      <DataDeleted letter={at.letter} />
      <FindSigners letter={at.letter} asked={asked} />
      {said && <p role="status">{said}</p>}
      {signers.length > 0 && <Table at={at} signers={signers} />}
      <Pages {...props} />
    </DeskPage>
  )
}

function Table({ at, signers }: Pick<SignersPageProps, 'at' | 'signers'>) {
  const { letter } = at
  const checks = denied(at.role, at.stage, 'check-names') === null
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Signer</th>
          <th scope="col">Role and school</th>
          <th scope="col" class="num">
            Number
          </th>
          {letter.edition > 1 && (
            <th scope="col" class="num">
              Edition
            </th>
          )}
          {checks && (
            <th scope="col" class="num">
              <span class="vh">To do</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {signers.map((row) => (
          <tr>
            <th scope="row">
              {row.name === null ? <i class="soft">{hidden(row)}</i> : <b>{row.name}</b>}
            </th>
            <td>
              {roleLabel(letter, row.role, row.roleOther)}
              {row.school && `, ${schoolLabel(letter, row.role, row.school)}`}
            </td>
            <td class="num" data-l="Number">
              {formatNumber(row.number)}
            </td>
            {letter.edition > 1 && (
              <td class="num" data-l="Edition">
                {row.edition}
              </td>
            )}
            {checks && (
              <td class="num">
                {row.name === null ? (
                  <a
                    class="s lone"
                    href={`${deskPaths.openedSigners(letter.id)}?number=${row.number}`}
                  >
                    Look into it<span class="vh">: number {row.number}</span>
                  </a>
                ) : (
                  <a class="s lone" href={`${deskPaths.names(letter.id)}?q=${row.number}`}>
                    Take off<span class="vh"> the name {row.name}</span>
                  </a>
                )}{' '}
                <a class="s lone" href={`${deskPaths.newCase(letter.id)}?network_of=${row.number}`}>
                  Case<span class="vh"> about number {row.number} and others like it</span>
                </a>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function hidden({ off }: SignerRow): string {
  return off ? 'Name off display for now' : 'Name not shown'
}

function outcome({ at: { letter }, asked, signers, next, first }: SignersPageProps): string {
  const { query, role, edition } = asked
  const of = [
    query && ` for “${query}”`,
    role && ` with the role “${findRole(letter, role)?.label ?? role}”`,
    edition > 0 && ` of edition ${edition}`,
  ]
    .filter(Boolean)
    .join('')
  const unseen = query ? ' People who are not shown can’t be found by name.' : ''
  if (signers.length === 0) {
    if (next !== null) return `Nothing so far${of}. It goes on with the next page.`
    if (!of) return first ? 'Nobody yet.' : 'Nobody further.'
    return `Nobody${first ? '' : ' further'}${of}.${unseen}`
  }
  if (!of) return ''
  const n = `${formatNumber(signers.length)}${first ? '' : ' more'}`
  return `${n}${of}${next === null ? '' : ', and it goes on with the next page'}.${unseen}`
}

function Pages({ at, asked, next, first }: SignersPageProps) {
  if (first && !next) return null
  const { query, role, edition, oldestFirst } = asked
  const same = {
    ...(query && { q: query }),
    ...(role && { role }),
    ...(edition > 0 && { edition: String(edition) }),
    ...(oldestFirst && { sort: 'oldest' }),
  }
  const to = (more: Record<string, string>) =>
    `${deskPaths.signers(at.letter.id)}?${String(new URLSearchParams({ ...same, ...more }))}`
  return (
    <nav class="row rule noprint" aria-label="Pages of the list">
      {!first && <a href={to({})}>First page</a>}
      {next && <a href={to({ after: next })}>Next page</a>}
    </nav>
  )
}
