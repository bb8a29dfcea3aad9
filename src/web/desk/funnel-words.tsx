import { MOST_UNDELIVERED, type Funnel } from '../../desk/funnel'
import type { Totals } from '../../newsroom/totals'
import { Bar } from '../newsroom/breakdown-tables'
import { formatNumber } from '../ui/number'

/** A share of fewer than this says nothing. */
const FEWEST = 20

/** How many begin to sign, and how many of them go on to confirm. */
export function FunnelWords({ funnel, totals }: { funnel: Funnel; totals: Totals }) {
  const { came, undelivered } = funnel
  const confirmed = Math.min(came, funnel.confirmed)
  const awaiting = Math.min(came - confirmed, totals.awaiting)
  const steps: [what: string, n: number][] = [
    ['Signed', came],
    ['Confirmed by email', confirmed],
    ['Can still confirm', awaiting],
    ['Did not confirm', came - confirmed - awaiting],
  ]
  return (
    <>
      <p class="lead n">
        {came < FEWEST
          ? 'Too few have signed to say what share of them goes on to confirm.'
          : `${Math.floor((100 * confirmed) / came)}% of those who start go on to confirm.`}
      </p>
      <table class="short funnel">
        <tbody>
          {steps.map(([what, n]) => (
            <tr>
              <th scope="row">{what}</th>
              <td class="bars">
                <Bar part={came === 0 ? 0 : n / came} />
              </td>
              <td class="num">{formatNumber(n)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" colspan={2}>
              Mails not delivered
            </th>
            <td class="num">
              {formatNumber(undelivered)}
              {undelivered >= MOST_UNDELIVERED && ' or more'}
            </td>
          </tr>
        </tbody>
      </table>
      <p class="s soft">
        Signed is every form that was sent, twice if somebody sent it twice; confirmed is every yes
        from a mail, whatever became of the signature since. Mail counts as not delivered while the
        mail provider refuses it, or can’t say what became of it.
      </p>
    </>
  )
}
