import type { Audit } from '../ledger/audit.ts'
import { toBase64 } from '../ledger/bytes.ts'
import { toHex } from '../ledger/hex.ts'
import { Rejected } from '../ledger/rejected.ts'
import type { PublishedLetter } from './verify-letter.ts'
import { plain } from './verify-words.ts'

/** Demands that what a site says of a letter is what the letter's audited ledger says. */
export function compareNumbers(letter: PublishedLetter, { totals, texts, size, root }: Audit) {
  const { numbers } = letter
  const newest = texts.at(-1)
  const claims: [string, string | number, string | number][] = [
    ['counted', numbers.counted, totals.live],
    ['confirmed', numbers.confirmed, totals.confirmed],
    ['withdrawn', numbers.withdrawn, totals.withdrawn],
    ['removed', numbers.removed, totals.removed],
    ['ledger size', numbers.ledgerSize, size],
    ['ledger root', letter.root, toBase64(root)],
    ['edition', letter.edition, texts.length],
    ['text_sha256', letter.textSha256, newest ? toHex(newest) : ''],
  ]
  const differing = claims.filter(([, said, is]) => said !== is)
  if (differing.length === 0) return

  const said = differing.map(([name, site, ledger]) => {
    return `${name} is ${plain(String(site))} on the site, ${ledger} in the ledger`
  })
  throw new Rejected('published-numbers-differ', `${said.join('; ')}.`)
}
