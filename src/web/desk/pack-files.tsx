import type { Snapshot } from '../../delivery/snapshot'
import type { ZippedFile } from '../../delivery/zip'
import type { Env, Settings } from '../../env'
import { wholeText } from '../../letters/text'
import { keyFileOf } from '../../proofs/keys'
import { proofOfTotal } from '../../proofs/prove'
import { listed } from '../../signatures/list'
import { csvStream } from '../csv'
import { styleFile } from '../share/own-headers'
import { COLUMNS, signatureRow } from '../signatures/signatures-csv'
import { SignerItems } from '../ui/signer-list'
import { NAMES_HERE, PackLetter } from './pack-letter'
import { packReadme } from './pack-readme'

const utf8 = new TextEncoder()

/** All that is handed in, of one snapshot. Whatever holds names is made as it is read. */
export async function packFiles(
  env: Pick<Env, 'ASSETS' | 'DB'>,
  settings: Settings,
  snapshot: Snapshot
): Promise<ZippedFile[]> {
  const { letter, edition, checkpoint } = snapshot
  const site = settings.ORIGIN
  const style = await styleFile(env, site, 'pack.css')
  const text = (name: string, words: string) => ({ name, parts: [utf8.encode(words)] })
  return [
    text('README.txt', packReadme(snapshot, site)),
    { name: 'letter.html', parts: letterPage(snapshot, site, style) },
    { name: 'names.csv', parts: csvStream(COLUMNS, nameRows(snapshot)) },
    text(`edition-${edition.number}.txt`, wholeText(edition)),
    text('total.tlog-proof', await proofOfTotal(env.DB, letter.id, checkpoint)),
    text('checkpoint', checkpoint.note),
    text('countersign-keys.txt', await keyFileOf(settings, [letter])),
  ]
}

/** The page to print, a part at a time. */
export async function* letterPage(
  snapshot: Snapshot,
  site: string,
  style: string
): AsyncGenerator<Uint8Array> {
  const { letter, since, names } = snapshot
  const marked = letter.schools === 'register'
  const [head = '', foot = ''] = String(<PackLetter {...{ snapshot, site, style }} />).split(
    NAMES_HERE
  )
  yield utf8.encode(head)
  for await (const rows of names()) {
    const signatures = listed(letter, rows)
    yield utf8.encode(String(<SignerItems {...{ signatures, since, marked }} />))
  }
  yield utf8.encode(foot)
}

async function* nameRows({ letter, names }: Snapshot) {
  for await (const rows of names()) yield listed(letter, rows).map(signatureRow)
}
