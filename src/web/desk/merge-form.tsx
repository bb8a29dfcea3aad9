import type { TypedSchool } from '../../desk/school-words'
import { EnterChoosesNothing } from '../signatures/enter-chooses-nothing'
import { HiddenFields } from '../signatures/hidden-fields'
import { Problem, TextField } from '../ui/field'
import { signatures } from '../ui/number'
import type { NamesForm } from './name-choices'

type MergeFormProps = {
  id: string
  texts: TypedSchool[]
  form: NamesForm
  /** Are all ticked from the start. */
  ticked?: boolean
}

/** Texts to tick, and the words that they are to be counted as. */
export function MergeForm({ id, texts, form, ticked = false }: MergeFormProps) {
  const { values, problems } = form
  const isThis = values['form'] === id
  const chosen = new Set(isThis ? form.ticked : ticked ? texts.map(({ text }) => text) : [])
  const problem = problems[`texts-${id}`]
  const field = `wording-${id}`
  const wording = isThis ? values[field] : ticked ? suggested(texts) : ''
  return (
    <form method="post" novalidate>
      <EnterChoosesNothing />
      <HiddenFields values={{ form: id }} />
      <div
        class={problem ? 'fld bad' : 'fld'}
        id={`texts-${id}`}
        tabindex={problem ? -1 : undefined}
      >
        <Problem name={`texts-${id}`} text={problem} />
        <ul class="plain">
          {texts.map((one, i) => (
            <li class="chk">
              <input
                type="checkbox"
                id={`${id}-${i}`}
                name="text"
                value={one.text}
                checked={chosen.has(one.text)}
              />
              <label for={`${id}-${i}`}>
                <Typed one={one} />
              </label>
            </li>
          ))}
        </ul>
      </div>
      <TextField
        name={field}
        label="Count those ticked as"
        autocomplete="off"
        value={wording}
        problem={problems[field]}
      />
      <button class="btn alt sm" name="act" value="merge">
        Count as one
      </button>
    </form>
  )
}

/** Texts that are counted as one, and the way to take them apart. */
export function SplitForm({ wording, texts }: { wording: string; texts: TypedSchool[] }) {
  return (
    <li class="row">
      <div>
        <b>
          <bdi>{wording}</bdi>
        </b>
        <ul>
          {texts.map(({ text, signers }) => (
            <li>
              <Typed one={{ text, signers, wording: null }} />
            </li>
          ))}
        </ul>
      </div>
      <form method="post">
        <HiddenFields values={{ wording }} />
        <button class="btn alt sm" name="act" value="split">
          Take apart<span class="vh"> “{wording}”</span>
        </button>
      </form>
    </li>
  )
}

function Typed({ one: { text, signers, wording } }: { one: TypedSchool }) {
  return (
    <>
      <bdi>{text}</bdi>
      <span class="s soft">
        {' '}
        {signatures(signers)}
        {wording !== null && `, counted as “${wording}”`}
      </span>
    </>
  )
}

/** What the team calls them already, or else what most of their signers wrote. */
function suggested(texts: TypedSchool[]): string {
  return texts.find(({ wording }) => wording !== null)?.wording ?? texts[0]?.text ?? ''
}
