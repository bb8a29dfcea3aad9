import { A_PART, countOrganisations, signersOf, type TypedSchool } from '../../desk/school-words'
import { deskPaths } from '../../desk-paths'
import type { Totals } from '../../newsroom/totals'
import { formatNumber, organisations, signatures } from '../ui/number'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'

/** What is shown of what signers typed: one part of the signatures, one page of the texts. */
export type TypedPart = {
  at: AtLetter
  typed: TypedSchool[]
  totals: Totals
  /** The signatory number that the part begins after, and the next part; null: this is the last. */
  after: number
  next: number | null
  /** How many texts stand on pages before. */
  skip: number
}

/** How many organisations that makes, and what it is made from. */
export function TypedNumbers(props: TypedPart) {
  const { at, typed, totals, after, next } = props
  const part = after > 0 || next !== null
  return (
    <>
      <p class="short">
        {part &&
          `Of the signatory numbers ${formatNumber(after + 1)} to ${formatNumber(after + A_PART)}: `}
        <b>{organisations(countOrganisations(typed))}, as merged by the team</b>, from{' '}
        {signatures(signersOf(typed))} and {formatNumber(typed.length)}{' '}
        {typed.length === 1 ? 'way' : 'ways'} to write them, as of{' '}
        <Time at={totals.asOf} kind="moment" />. This is for you alone: no public number, list or
        share knows of it, and what each signer wrote stays as it is.
      </p>
      {totals.unnamed > 0 && (
        <p class="short">
          {formatNumber(totals.unnamed)} of all signers are not shown by name. What they typed is
          not here.
        </p>
      )}
      {at.letter.schools === 'none' && (
        <p class="note">This letter does not ask signers for their school or organisation.</p>
      )}
      {part && (
        <nav class="row" aria-label="Parts">
          {after > 0 && <a href={deskPaths.typedSchools(at.letter.id)}>First part</a>}
          {next !== null && <a href={addressOf({ ...props, after: next, skip: 0 })}>Next part</a>}
        </nav>
      )}
    </>
  )
}

/** The page with the same part, and what else is asked of it. */
export function addressOf(
  { at, after, skip }: Pick<TypedPart, 'at' | 'after' | 'skip'>,
  more: Record<string, string> = {}
): string {
  const asked = new URLSearchParams({
    ...(after > 0 && { after: String(after) }),
    ...(skip > 0 && { skip: String(skip) }),
    ...more,
  })
  return `${deskPaths.typedSchools(at.letter.id)}?${asked}`
}
