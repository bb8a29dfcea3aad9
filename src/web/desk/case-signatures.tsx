import type { CaseWithPeople } from '../../cases/find'
import { MOST_LISTED } from '../../cases/list-rows'
import type { Sampled } from '../../cases/sample'
import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { ukHour } from '../../uk-time'
import { formatNumber, signatures } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import { CaseSample } from './case-sample'
import { criteriaInWords, shareInWords } from './case-words'

type CaseSignaturesProps = { letter: Letter; one: CaseWithPeople; sample: Sampled[] }

/** Which signatures a case is about: by what they were found, how many, and some of them. */
export function CaseSignatures({ letter, one, sample }: CaseSignaturesProps) {
  return (
    <Section id="signatures" title="Which signatures">
      <ul>
        {criteriaInWords(letter, one.criteria).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      {(one.state === 'suggested' || one.state === 'open') && (
        <p>
          <a href={deskPaths.caseCriteria(letter.id, one.id)}>Choose others</a>
        </p>
      )}
      <Found one={one} />
      {sample.length > 0 && (
        <>
          <h3>{sample.length < one.listed ? `${sample.length} of them` : 'All of them'}</h3>
          <CaseSample {...{ letter, sample }} />
        </>
      )}
    </Section>
  )
}

function Found({ one }: { one: CaseWithPeople }) {
  const { counted, held, elsewhere, hours } = one.summary
  return (
    <>
      <p>
        When they were listed
        {one.listedAt !== null && (
          <>
            , <Time at={one.listedAt} kind="moment" />
          </>
        )}
        : {formatNumber(counted)} counted, which is {shareInWords(one)} of the total of{' '}
        {formatNumber(one.countedThen ?? 0)}, and {formatNumber(held)} being checked.{' '}
        {one.state === 'suggested'
          ? 'Those like them who say yes later are checked, and join them within minutes.'
          : 'What came since is not among them.'}
        {one.listed >= MOST_LISTED && ' More may fit: so many are listed at most.'}
        {elsewhere > 0 &&
          ` ${signatures(elsewhere)} more would fit, and ${elsewhere === 1 ? 'stands' : 'stand'} in another case.`}
      </p>
      {hours.length > 0 && (
        <details>
          <summary>By the hour they signed in</summary>
          <ul>
            {hours.map(([hour, n]) => (
              <li>
                {formatNumber(n)} {ukHour(hour)}
              </li>
            ))}
          </ul>
          {hours.length === 24 && <p>These are the hours with most of them.</p>}
        </details>
      )}
    </>
  )
}
