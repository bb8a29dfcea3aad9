import type { Course } from '../../newsroom/feed'
import { paths } from '../../paths'
import { formatNumber, signatures } from '../ui/number'

/** What was made to be handed in, and how to tell whether a file is that. */
export function packItems({ letter, packs }: Pick<Course, 'letter' | 'packs'>) {
  return packs.map(({ number, madeAt, counted, names, ledgerSize, sha256 }) => ({
    at: madeAt,
    what: (
      <>
        <b>A pack for the recipient</b> was made (number {number}):{' '}
        <a href={paths.pastTotal(letter.slug, ledgerSize)}>{signatures(counted)}</a>,{' '}
        {formatNumber(names)} by name. Is yours this file? <code>sha256sum FILE</code> then says{' '}
        <code>{sha256}</code>.
      </>
    ),
  }))
}
