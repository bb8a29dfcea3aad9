import type { Snapshot } from '../../delivery/snapshot'
import { paths } from '../../paths'
import { addressee } from '../ui/addressee'
import { hostNames } from '../ui/host-names'
import { formatNumber, signatures } from '../ui/number'
import { MOVED } from './pack-letter'

/** What is in a pack, how to check it, and what that leaves unproven, for whoever opens it later. */
export function packReadme(snapshot: Snapshot, site: string): string {
  const { letter, edition, totals, named, moved } = snapshot
  const { slug } = letter
  const text = `edition-${edition.number}.txt`
  return `${edition.title}
An open letter to ${addressee(edition)}, from ${hostNames(edition.hosts)}.
${site}${paths.letter(slug)}
${letter.demonstration ? '\nDemonstration letter: its people and schools are made up.\n' : ''}
${signatures(totals.counted)} confirmed by email as of ${totals.asOf.toISOString()}, ledger size ${totals.ledgerSize}.
${formatNumber(named)} of them are shown by name; ${formatNumber(totals.unnamed)} are not. Number, breakdown and names are of one moment.
${moved ? `${MOVED}\n` : ''}
What is here

  letter.html              the letter, the number and the names, to read and print
  names.csv                the same names, in the order in which they confirmed
  ${text.padEnd(25)}the newest text, byte for byte; names.csv says who signed which edition
  total.tlog-proof         the proof of the number (C2SP tlog-proof)
  checkpoint               the signed head of the ledger that it rests on (C2SP tlog-checkpoint)
  countersign-keys.txt     the keys that sign that ledger
  SHA256SUMS               the SHA-256 of each of these

How to check it

1. The whole file: its SHA-256 (sha256sum FILE; on a Mac, shasum -a 256 FILE) stands on the letter's
   page, under what has happened. Each file in it: sha256sum -c SHA256SUMS
2. The number: ${site}${paths.pastTotal(slug, totals.ledgerSize)}
   Or without that site, in a copy of Countersign's source that you trust:
   npm run verify -- total total.tlog-proof --vkey countersign-keys.txt
   Compare the keys first with ${site}${paths.keyFile()}
3. The text: the SHA-256 of ${text} is
   ${edition.sha256}

What it can't prove

Each signature was confirmed by somebody who reads the mail of an address, a different one each
time; not who that is. Names, roles and schools are as the signers give them. People sign in a
personal capacity: a school or organisation says who someone is, it has not itself signed. The
ledger proves the number; the breakdown and the names are what the site showed at that moment.
Paper signatures and organisations are in no number that is proved.

The names are people's who chose to be shown beside this letter. They may hide or withdraw later:
${site}${paths.signatures(slug)} has the newest list. Use them for this letter and for nothing else.
`
}
