import { bundlePath, bundlesOf } from '../../ledger/tile'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import type { NamedKey } from './the-key'

type CheckByHandProps = {
  letter: Letter
  size: number
  site: string
  keys: NamedKey[]
}

/** The command line, and every file that a check reads. */
export function CheckByHand({ letter, size, site, keys }: CheckByHandProps) {
  const { slug, uuid } = letter
  const [first] = bundlesOf(size)
  const files = [
    { href: paths.checkpoint(uuid), name: 'checkpoint', what: 'the newest signed head' },
    {
      href: paths.totalProof(uuid),
      name: 'total.tlog-proof',
      what: 'this total with its proof: a kilobyte or two that can be checked offline',
    },
    { href: paths.keyFile(), name: 'countersign-keys.txt', what: 'the keys of every ledger here' },
    ...(first
      ? [
          {
            href: paths.ledgerTile(uuid, bundlePath(first)),
            name: bundlePath(first),
            what: 'the first entries; the others follow, 256 to a file',
          },
        ]
      : []),
    { href: paths.letterJson(slug), name: `${slug}.json`, what: 'the number and its checkpoint' },
  ]
  return (
    <>
      <p>
        In a copy of Countersign’s source that you trust, one command downloads the ledger and
        checks all of it:
      </p>
      <pre>
        <code>{`npm run verify -- ${site}${paths.letter(slug)} --vkey ${keys[0]?.vkey}`}</code>
      </pre>
      <p>
        <code>--vkey</code> names the key you expect. What it prints can be quoted, and if anything
        is wrong it writes the evidence into a file. These are the files that it reads:
      </p>
      <ul class="plain">
        {files.map(({ href, name, what }) => (
          <li>
            <a href={href}>{name}</a> <span class="soft s">{what}</span>
          </li>
        ))}
      </ul>
      <p class="soft s mt">
        Their formats are public ones of C2SP, so other people’s programs read them too:{' '}
        <a href="https://c2sp.org/tlog-tiles">tlog-tiles</a>,{' '}
        <a href="https://c2sp.org/tlog-checkpoint">tlog-checkpoint</a>,{' '}
        <a href="https://c2sp.org/signed-note">signed-note</a>. Hashing follows RFC 6962.
      </p>
    </>
  )
}
