import type { Host } from '../../letters/letter'

type HostNamesProps = { hosts: Pick<Host, 'name' | 'url'>[] }

/** The groups behind a letter, in a sentence: "A", "A and B", "A, B and C". */
export function HostNames({ hosts }: HostNamesProps) {
  return (
    <>
      {hosts.map(({ name, url }, i) => (
        <>
          {joint(i, hosts.length)}
          {url ? <a href={url}>{name}</a> : name}
        </>
      ))}
    </>
  )
}

/** The same as plain text. */
export function hostNames(hosts: Pick<Host, 'name'>[]): string {
  return hosts.map(({ name }, i) => joint(i, hosts.length) + name).join('')
}

function joint(i: number, length: number): string {
  if (i === 0) return ''
  return i === length - 1 ? ' and ' : ', '
}
