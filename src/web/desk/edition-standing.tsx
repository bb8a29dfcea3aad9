import type { ListedEdition } from '../../letters/find-editions'
import type { Edition } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { signatures } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'

type EditionStandingProps = {
  at: AtLetter
  newest: Edition
  /** Every edition, and how many of the counted signatures stand behind each. */
  editions: ListedEdition[]
}

/** Which words a letter stands in, and how many signatures stand behind each edition. */
export function EditionStanding({ at, newest, editions }: EditionStandingProps) {
  const { letter } = at
  return (
    <Section id="editions" title="As it stands">
      <p>
        The letter stands in edition {newest.number}, frozen at{' '}
        <Time at={newest.frozenAt} kind="moment" />.
        {newest.reason && newest.number > 1 && ` Why it changed then: ${newest.reason}`}
      </p>
      <ul>
        {editions.map(({ number, signed, spellingOnly }) => (
          <li>
            {isPublic(letter) ? (
              <a href={paths.edition(letter.slug, number)}>Edition {number}</a>
            ) : (
              `Edition ${number}`
            )}
            : {signatures(signed)} behind it
            {spellingOnly && ' (a spelling corrected)'}
          </li>
        ))}
      </ul>
    </Section>
  )
}
