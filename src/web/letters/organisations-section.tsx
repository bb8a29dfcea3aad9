import type { Letter } from '../../letters/letter'
import { isOpen } from '../../letters/state'
import type { ListedOrganisation } from '../../organisations/find'
import { paths } from '../../paths'
import { organisations as inWords } from '../ui/number'
import { OrganisationName } from './organisation-list'

type OrganisationsSectionProps = {
  letter: Letter
  organisations: ListedOrganisation[]
  now: Date
}

/** The institutions behind the letter: the first few, and how many there are. */
export function OrganisationsSection({ letter, organisations, now }: OrganisationsSectionProps) {
  const n = letter.organisations
  const joins = letter.takesOrganisations && isOpen(letter, now)
  if (n === 0 && !joins) return null
  return (
    <section class="under sheet" id="organisations" aria-labelledby="organisations-heading">
      <h2 id="organisations-heading">{n > 0 ? `And ${inWords(n)}` : 'Organisations'}</h2>
      {n > 0 && (
        <p>
          {organisations.map((one, i) => (
            <>
              {i > 0 && ', '}
              <OrganisationName {...one} />
            </>
          ))}
          {n > organisations.length && ' and others'}
        </p>
      )}
      <p class="s soft">
        Institutions as such, confirmed from a mailbox of theirs: not in the total.
      </p>
      <p class="s m0 noprint">
        <a class="lone" href={paths.organisations(letter.slug)}>
          {joins ? 'See them, or sign for an organisation' : 'See them all'}
        </a>
      </p>
    </section>
  )
}
