import type { ListedSchool } from '../../desk/listed-schools'
import { MOST_MERGED } from '../../desk/merge-school-words'
import { mergedOf, type TypedSchool } from '../../desk/school-words'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { DeskPage } from './desk-page'
import { ListedSchools } from './listed-schools'
import { MergeForm, SplitForm } from './merge-form'
import type { NamesForm } from './name-choices'
import { addressOf, TypedNumbers, type TypedPart } from './school-words-parts'

const DONE: Record<string, string> = {
  merge: 'Done. They count as one here.',
  split: 'Done. Each stands by itself again.',
}

type SchoolWordsPageProps = TypedPart & {
  alike: TypedSchool[][]
  /** What the register has of them; null: nobody asked. */
  listed: ListedSchool[] | null
  form: NamesForm
  /** What a press came to. */
  done?: string
}

/** What signers typed as their school or organisation, and what may mean the same. */
export function SchoolWordsPage(props: SchoolWordsPageProps) {
  const { at, typed, alike, listed, form, done } = props
  const said = done && DONE[done]
  const merged = mergedOf(typed)
  return (
    <DeskPage title="Schools as typed" at={at} error={Object.keys(form.problems).length > 0}>
      <ErrorSummary problems={form.problems} />
      {said && <Outcome>{said}</Outcome>}
      <TypedNumbers {...props} />
      {alike.length > 0 && (
        <Section id="alike" title="May be the same">
          <p>
            They differ in case, accents, punctuation, Saint or St, words like “the” and “school”,
            or in a place after a comma. You decide whether they are the same.
          </p>
          <ul class="plain rows">
            {alike.slice(0, MOST_MERGED).map((texts, i) => (
              <li>
                <MergeForm
                  id={`alike-${i}`}
                  texts={texts.slice(0, MOST_MERGED)}
                  form={form}
                  ticked
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {merged.length > 0 && (
        <Section id="merged" title="Merged">
          <ul class="plain rows">
            {merged.map(([wording, texts]) => (
              <SplitForm wording={wording} texts={texts} />
            ))}
          </ul>
        </Section>
      )}
      {typed.length > 0 && (
        <Section id="register" title="In the register">
          <ListedSchools listed={listed} address={addressOf(props, { register: '' })} />
        </Section>
      )}
      <Others {...props} />
    </DeskPage>
  )
}

/** All that nobody has merged, in order, to merge by hand. */
function Others(props: SchoolWordsPageProps) {
  const { typed, skip, form } = props
  const single = typed.filter(({ wording }) => wording === null)
  const shown = single.slice(skip, skip + MOST_MERGED)
  const rest = single.length - skip - shown.length
  return (
    <Section id="all" title="Not merged">
      {shown.length === 0 ? (
        <p>{typed.length === 0 ? 'Nobody has typed one so far.' : 'Nothing further.'}</p>
      ) : (
        <MergeForm id="all" texts={shown} form={form} />
      )}
      {rest > 0 && (
        <p class="mt">
          <a href={`${addressOf(props, { skip: String(skip + MOST_MERGED) })}#all`}>
            The next of {formatNumber(rest)} more
          </a>
        </p>
      )}
    </Section>
  )
}
