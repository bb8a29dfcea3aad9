import type { Letter } from '../../letters/letter'
import type { Totals } from '../../newsroom/totals'
import { paths } from '../../paths'
import type { ListedSignature } from '../../signatures/list'
import { SearchForm } from '../ui/search-form'
import { SignerList } from '../ui/signer-list'
import { signatures } from '../ui/number'

type LatestSignersProps = { letter: Letter; totals: Totals; latest: ListedSignature[] }

export function LatestSigners({ letter, totals, latest }: LatestSignersProps) {
  return (
    <section class="under sheet" id="signers" aria-labelledby="signers-heading">
      <h2 id="signers-heading">Most recently signed by</h2>
      {latest.length > 0 ? (
        <SignerList signatures={latest} edition={letter.edition} />
      ) : (
        <p class="s soft">No names to show yet.</p>
      )}
      <p class="s soft">
        Roles and schools are as the signers give them. People sign in a personal capacity: a school
        or organisation says who someone is, it has not itself signed.
      </p>
      <SearchForm slug={letter.slug} />
      <p class="s m0">
        <a href={paths.signatures(letter.slug)}>
          {totals.counted > 1 ? `All ${signatures(totals.counted)}` : 'All signatures'}
        </a>
      </p>
    </section>
  )
}
