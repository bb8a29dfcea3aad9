import type { StandingHost } from '../../letters/hosts'
import type { Edition } from '../../letters/letter'
import { HostNames } from '../ui/host-names'
import { Time } from '../ui/time'

type HostsSinceProps = { edition: Pick<Edition, 'hosts'>; hosts: StandingHost[] }

/**
 * What the frozen text can't say of its hosts: from where they were confirmed, and who has joined or
 * left since.
 */
export function HostsSince({ edition, hosts }: HostsSinceProps) {
  const named = new Set(edition.hosts.map(({ slug }) => slug))
  const standing = new Set(hosts.filter(({ leftAt }) => leftAt === null).map(({ slug }) => slug))
  return (
    <>
      {hosts.map((host) => {
        const { slug, name, domain, stoodAt, leftAt } = host
        if (leftAt !== null) {
          if (!named.has(slug) || standing.has(slug)) return null
          return (
            <>
              <br />
              {name} left on <Time at={leftAt} kind="day" />
            </>
          )
        }
        if (domain === null) return null
        return (
          <>
            <br />
            {named.has(slug) ? (
              name
            ) : (
              <>
                Joined on <Time at={stoodAt ?? 0} kind="day" />: <HostNames hosts={[host]} />
              </>
            )}
            , confirmed from {domain}
          </>
        )
      })}
    </>
  )
}
