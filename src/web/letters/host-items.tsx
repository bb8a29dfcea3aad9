import type { StandingHost } from '../../letters/hosts'
import type { Letter } from '../../letters/letter'
import { HostNames } from '../ui/host-names'

type HostItemsProps = { letter: Letter; hosts: StandingHost[] }

/** Who joined and who left once everyone could read it. */
export function hostItems({ letter: { openedAt }, hosts }: HostItemsProps) {
  const isAfter = (at: number | null): at is number => at !== null && at > (openedAt ?? Infinity)
  return hosts.flatMap((host) => {
    const { stoodAt, leftAt, domain } = host
    const joined = (
      <>
        <b>
          <HostNames hosts={[host]} /> joined
        </b>{' '}
        those who stand behind the letter, confirmed from {domain}.
      </>
    )
    const left = (
      <>
        <b>{host.name} left</b>: it no longer stands behind the letter.
      </>
    )
    return [
      ...(isAfter(stoodAt) ? [{ at: stoodAt, what: joined }] : []),
      ...(isAfter(leftAt) ? [{ at: leftAt, what: left }] : []),
    ]
  })
}
