import type { ListedOrganisation } from '../../organisations/find'

type OrganisationListProps = {
  organisations: ListedOrganisation[]
  /** The edition since which the words stand; one that signed an earlier one says so. */
  since: number
}

/** Institutions by name, each with whose mailbox said so. */
export function OrganisationList({ organisations, since }: OrganisationListProps) {
  return (
    <ul class="sigs">
      {organisations.map((one) => (
        <li>
          <b>
            <OrganisationName {...one} />
          </b>
          <bdi>{one.place && `${one.place}, `}</bdi>confirmed from {one.domain}
          {one.edition < since && ` (edition ${one.edition})`}
        </li>
      ))}
    </ul>
  )
}

/** Its name, leading to its own site if it gave one. */
export function OrganisationName({ name, url }: Pick<ListedOrganisation, 'name' | 'url'>) {
  return url ? (
    <a href={url} rel="nofollow">
      {name}
    </a>
  ) : (
    <>{name}</>
  )
}
