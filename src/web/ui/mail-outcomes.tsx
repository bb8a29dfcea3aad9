import type { OutcomeCount } from '../../mail/outcome'
import { formatNumber } from './number'
import { Time } from './time'

const WORDS: Record<OutcomeCount['outcome'], string> = {
  delivered: 'Delivered',
  bounced: 'Came back',
  complained: 'Called spam',
  delayed: 'Late, and tried again',
  failed: 'Not sent by the provider',
}

/** What became of mail behind the provider, in numbers and the provider’s own words. */
export function MailOutcomes({ outcomes }: { outcomes: OutcomeCount[] }) {
  if (outcomes.length === 0) {
    return <p>The mail provider has told nothing yet.</p>
  }
  return (
    <table class="stack">
      <caption class="vh">What became of the mail</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Why</th>
          <th scope="col" class="num">
            Times
          </th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map(({ outcome, reason, n, newestAt }) => (
          <tr>
            <th scope="row">{WORDS[outcome]}</th>
            <td>{reason}</td>
            <td class="num" data-l="Times">
              {formatNumber(n)}
            </td>
            <td data-l="Last">
              <Time at={newestAt} kind="moment" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
