import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'

/** What a journalist can take away: numbers, names and the text, each as a file. */
export function DataFiles({ letter }: { letter: Pick<Letter, 'slug' | 'uuid' | 'edition'> }) {
  const files = [
    { href: paths.countJson(letter.slug), name: 'count.json', what: 'the total and its time' },
    {
      href: paths.letterJson(letter.slug),
      name: `${letter.slug}.json`,
      what: 'the letter, its totals and its breakdowns',
    },
    {
      href: paths.signaturesCsv(letter.slug),
      name: 'signatures.csv',
      what: 'every signature shown by name',
    },
    {
      href: paths.signaturesJson(letter.slug),
      name: 'signatures.json',
      what: 'the same, 1,000 a page',
    },
    {
      href: paths.editionText(letter.slug, letter.edition),
      name: `${letter.edition}.txt`,
      what: 'the text, exactly as frozen and signed',
    },
    {
      href: paths.totalProof(letter.uuid),
      name: 'total.tlog-proof',
      what: 'the total with its proof, to be checked offline',
    },
  ]
  return (
    <>
      <ul class="plain">
        {files.map(({ href, name, what }) => (
          <li>
            <a href={href}>{name}</a> <span class="soft s">{what}</span>
          </li>
        ))}
      </ul>
      <p class="soft s">
        Times in the data are UTC; on pages they are UK time. People who chose not to show their
        names are in the totals and in no list.
      </p>
    </>
  )
}
