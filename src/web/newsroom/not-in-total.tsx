import { nobodyWaits, notInTotal } from '../ui/not-in-total'
import { formatNumber } from '../ui/number'

type NotInTotalProps = { totals: Parameters<typeof notInTotal>[0] }

/** Each number apart from the others, and none of them in the total. */
export function NotInTotal({ totals }: NotInTotalProps) {
  const apart = notInTotal(totals)
  return (
    <>
      <p class="k mt">Not in the total</p>
      {nobodyWaits(totals) && <p>{nobodyWaits(totals)}</p>}
      {apart.length > 0 && (
        <dl class="facts">
          {apart.map(({ n, what }) => (
            <div>
              <dt>{what}</dt>
              <dd>{formatNumber(n)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
