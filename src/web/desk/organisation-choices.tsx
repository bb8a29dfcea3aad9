import type { CheckedOrganisation } from '../../organisations/check'
import { OrganisationName } from '../letters/organisation-list'
import { Problem } from '../ui/field'
import { Time } from '../ui/time'

type ChoicesProps = { organisations: CheckedOrganisation[]; chosen?: string; problem?: string }

/** Organisations of which one is chosen, with who signed for them. */
export function OrganisationChoices({ organisations, chosen, problem }: ChoicesProps) {
  return (
    <div
      role="radiogroup"
      aria-label="Which organisation"
      class={problem ? 'fld bad' : 'fld'}
      id={problem && 'which'}
      tabindex={problem ? -1 : undefined}
    >
      <Problem name="which" text={problem} />
      {organisations.map((one) => (
        <div class="chk">
          <input
            type="radio"
            name="which"
            id={`o-${one.id}`}
            value={sentAs(one)}
            checked={sentAs(one) === chosen}
          />
          <div>
            <label for={`o-${one.id}`}>{one.name}</label>
            <span class="hint">
              {one.place && `${one.place}, `}
              {one.domain}
              {one.url && (
                <>
                  , <OrganisationName name={one.url} url={one.url} />
                </>
              )}
              . Signed by {one.person}, {one.role}, edition {one.edition},{' '}
              <Time at={one.confirmedAt} kind="day" />.{one.offBecause && ` Off: ${one.offBecause}`}
            </span>
          </div>
        </div>
      ))}
    </div>
  )
}

/** Which organisation a press is about, and as of when it was seen. */
function sentAs({ id, confirmedAt, changedAt }: CheckedOrganisation): string {
  return `${id}/${changedAt ?? confirmedAt}`
}
