import type { Snapshot } from '../../delivery/snapshot'
import { formatNumber } from '../ui/number'

/** The institutions that stand behind the letter, apart from the people who signed. */
export function PackOrganisations({ snapshot }: { snapshot: Snapshot }) {
  const { letter, organisations } = snapshot
  if (organisations.length === 0) return null
  return (
    <section>
      <h2>Organisations</h2>
      <p class="s">
        {formatNumber(letter.organisations)}{' '}
        {letter.organisations === 1 ? 'institution stands' : 'institutions stand'} behind the letter
        as such, each confirmed from a mailbox of its own domain. They are no persons, and in no
        number above.
      </p>
      <ul class="names">
        {organisations.map(({ name, place, domain }) => (
          <li>
            <b>{name}</b>
            {place && `${place}, `}
            {domain}
          </li>
        ))}
      </ul>
      {letter.organisations > organisations.length && (
        <p class="s">The list ends after {formatNumber(organisations.length)} of them.</p>
      )}
    </section>
  )
}
