import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { Neighbours } from '../../proofs/checkpoint'
import { formatNumber } from '../ui/number'
import { ProblemPage } from '../ui/problem-page'

type NoSuchTotalPageProps = {
  letter: Pick<Letter, 'slug' | 'title'>
  size: number
  near: Neighbours
}

/** Of a size that was never published; the nearest that were are a press away. */
export function NoSuchTotalPage({ letter, size, near }: NoSuchTotalPageProps) {
  const sizes = [
    { size: near.below, what: 'the nearest before it' },
    { size: near.above, what: 'the nearest after it' },
  ]
  return (
    <ProblemPage title="No total was published at that size">
      <p>
        The ledger of “{letter.title}” may never have had {formatNumber(size)}{' '}
        {size === 1 ? 'entry' : 'entries'}, or had so many only while a change was being written.
        Totals are published when a change is complete.
      </p>
      <ul>
        {sizes.map(
          (one) =>
            one.size !== null && (
              <li>
                <a href={paths.pastTotal(letter.slug, one.size)}>
                  The total at ledger size {formatNumber(one.size)}
                </a>
                , {one.what}
              </li>
            )
        )}
        <li>
          <a href={paths.newsroom(letter.slug)}>The newest total</a>
        </li>
      </ul>
    </ProblemPage>
  )
}
