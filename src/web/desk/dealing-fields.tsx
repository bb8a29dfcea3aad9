import type { Dealing, EnteredKind } from '../../dealings/dealing'
import { markField, MARKS, quoteField } from '../../dealings/dealing-form'
import type { Edition } from '../../letters/letter'
import { firstWords } from '../letters/dealing-words'
import { SelectField, TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'

type DealingFieldsProps = {
  kind: EnteredKind
  form: FormState
  edition: Pick<Edition, 'number' | 'points'>
  /** The numbers of the packs that there are. */
  packs: number[]
}

/** Whom each is with, as its field asks. */
const WHOM: Record<EnteredKind, string> = {
  sent: 'To whom (optional)',
  acknowledged: 'By whom (optional)',
  'automatic-reply': 'From which mailbox or office (optional)',
  meeting: 'With whom (optional)',
  answer: 'Who replied (optional)',
  'hand-in': 'To whom (optional)',
}

const HOW: Partial<Record<EnteredKind, string>> = {
  sent: 'How (optional), such as: by email',
  answer: 'How (optional), such as: by letter',
  'hand-in': 'How or where (optional), such as: at the front desk',
}

/** All that is entered of something that passed with the recipient. */
export function DealingFields({ kind, form, edition, packs }: DealingFieldsProps) {
  const field = fieldsOf(form)
  const how = HOW[kind]
  return (
    <>
      <TextField {...field('day')} label="Day" type="date" className="few" />
      <TextField {...field('whom')} label={WHOM[kind]} />
      {how && <TextField {...field('how')} label={how} />}
      {packs.length > 0 && (kind === 'sent' || kind === 'hand-in') && (
        <SelectField
          {...field('pack')}
          label="Delivery pack (optional)"
          options={packs.map((number) => ({ key: String(number), label: `Pack ${number}` }))}
          placeholder="None"
        />
      )}
      <TextAreaField
        {...field('words')}
        label={kind === 'answer' ? 'The reply, in full' : 'The words, in full (optional)'}
        hint="In Markdown. Everyone can read them; leave out what is private, such as telephone numbers."
        rows={kind === 'answer' ? 16 : 6}
        className="words"
      />
      <TextField
        {...field('source')}
        label="Where it can be read elsewhere (optional)"
        hint="A web address."
        type="url"
        spellcheck={false}
      />
      {kind === 'answer' && <PointMarks {...{ form, edition }} />}
    </>
  )
}

/** A choice for each point, and the recipient's words that it is taken from. */
function PointMarks({ form, edition }: Pick<DealingFieldsProps, 'form' | 'edition'>) {
  const { values, problems } = form
  return (
    <fieldset class="bare">
      <legend>
        <h2>Point by point</h2>
      </legend>
      <p>
        Your judgement, shown as yours. Copy the reply’s own words beside each point that it
        addresses; leave a point alone if you say nothing of it.
      </p>
      {edition.points.map((point) => {
        const [mark, quote] = [markField(point), quoteField(point)]
        return (
          <div class="rule">
            <p>
              <b>{point.label}.</b> {firstWords(point.text, 120)}
            </p>
            <div class="marks">
              <SelectField
                name={mark}
                label={`Point ${point.label}`}
                options={MARKS}
                placeholder="Nothing said"
                value={values[mark]}
                problem={problems[mark]}
              />
              <TextAreaField
                name={quote}
                label={`The reply’s words on point ${point.label}`}
                rows={2}
                value={values[quote]}
                problem={problems[quote]}
              />
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}

/** A dealing as its form shows it. */
export function valuesOf(dealing: Dealing): FormState['values'] {
  const { version, day, how, whom, words, source, pack, marks } = dealing
  const ofMarks = marks.flatMap((mark) => [
    [markField(mark), mark.mark],
    [quoteField(mark), mark.words],
  ])
  return {
    version: String(version),
    day,
    words,
    how: how ?? '',
    whom: whom ?? '',
    source: source ?? '',
    pack: pack === null ? '' : String(pack),
    ...(Object.fromEntries(ofMarks) as Record<string, string>),
  }
}
