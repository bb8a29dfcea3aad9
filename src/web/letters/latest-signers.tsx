import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { ListedSignature } from '../../signatures/list'
import { AssuranceLegend } from '../ui/assurance-mark'
import { DataDeleted } from '../ui/data-deleted'
import { SearchForm } from '../ui/search-form'
import { SignerList } from '../ui/signer-list'
import { formatNumber, signatures } from '../ui/number'

type LatestSignersProps = {
  letter: Letter
  totals: Totals
  latest: ListedSignature[]
  /** The edition since which the words stand. */
  since: number
  /** Where this site is, such as https://letters.example.org. */
  site: string
}

export function LatestSigners(props: LatestSignersProps) {
  return (
    <section class="under sheet" id="signers" aria-labelledby="signers-heading">
      <h2 id="signers-heading">
        {props.letter.anonymisedAt === null ? 'Most recently signed by' : 'Who signed'}
      </h2>
      {props.latest.length > 0 && <Named {...props} />}
      {props.latest.length === 0 && props.letter.anonymisedAt === null && (
        <p class="s soft m0">{unnamed(props)}</p>
      )}
      <DataDeleted letter={props.letter} />
    </section>
  )
}

function Named({ letter, totals, latest, since, site }: LatestSignersProps) {
  const list = paths.signatures(letter.slug)
  const marked = letter.schools === 'register'
  return (
    <>
      <SignerList signatures={latest} since={since} marked={marked} />
      {latest.length < totals.counted && (
        <p class="s soft onpaper">
          The newest {latest.length} of {formatNumber(totals.counted)}; all names at {site}
          {list}
        </p>
      )}
      {marked && <AssuranceLegend slug={letter.slug} />}
      <p class="s soft">
        Roles and schools are as the signers give them. People sign in a personal capacity: a school
        or organisation says who someone is, it has not itself signed.
      </p>
      <SearchForm slug={letter.slug} />
      <p class="s m0 noprint">
        <a class="lone" href={list}>
          {totals.counted > 1 ? `All ${signatures(totals.counted)}` : 'All signatures'}
        </a>{' '}
        · <a href={deskPaths.report(letter.slug)}>Report a name</a>
      </p>
    </>
  )
}

function unnamed({ totals }: LatestSignersProps): string {
  return totals.counted === 0 ? 'Nobody yet.' : 'No name is shown so far.'
}
