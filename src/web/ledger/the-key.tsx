import { paths } from '../../paths'
import type { PublicKey } from '../../proofs/keys'

/** A key of the site's in the spelling of signed notes, under a ledger's name. */
export type NamedKey = PublicKey & { vkey: string }

/** The key that signs, where else it stands, and how to hold the site to it. */
export function TheKey({ keys }: { keys: NamedKey[] }) {
  const signing = keys.filter(({ standing }) => standing !== 'retired')
  return (
    <>
      <p>
        Checkpoints of this ledger are signed with {signing.length > 1 ? 'these keys' : 'this key'}:
      </p>
      {signing.map(({ vkey }) => (
        <pre>{vkey}</pre>
      ))}
      <p>
        {signing.length > 1 && 'One is taking over from the other, and meanwhile both sign. '}
        The keys of every ledger here, and those that sign no more, stand in{' '}
        <a href={paths.keyFile()}>countersign-keys.txt</a>; for other programs they are in{' '}
        <a href={paths.jwks()}>jwks.json</a>.
      </p>
      <p>
        Note the key now, or get it from somebody who did. Given with <code>--vkey</code>, it is the
        only one that the command line believes: a site that changed its key in silence would be
        found out. When we change it, the old key goes on signing beside the new one for at least 30
        days.
      </p>
    </>
  )
}
