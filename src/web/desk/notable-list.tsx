import type { NotableList as List } from '../../notable/list'
import { mostNotable } from '../../notable/list'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextAreaField, TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Section } from '../ui/section'
import { Time } from '../ui/time'

type NotableListProps = { list: List; letterId: number; address: string; form: FormState }

/** A list of notable names: names to add to it, and those that it has. */
export function NotableList({ list, letterId, address, form }: NotableListProps) {
  const { values, problems } = form
  const { names, next, n, isComparing } = list
  return (
    <>
      <Section id="add" title="Add names">
        <form class="short" method="post" action={address} novalidate>
          <TextAreaField
            name="names"
            label="Names, one a line"
            hint="First name and family name. Titles, offices, middle names, and letters that look alike are found without being listed."
            rows={4}
            value={values.names}
            problem={problems.names}
          />
          <TextField
            name="note"
            label="Who they are"
            hint="For whoever asks them. If they differ, put each behind its name and a semicolon."
            autocomplete="off"
            value={values.note}
            problem={problems.note}
          />
          <button class="btn" name="act" value="add">
            Add
          </button>
        </form>
      </Section>
      <Section id="list" title="The list">
        <p>
          {n === 0
            ? 'It is empty.'
            : `${formatNumber(n)} of at most ${formatNumber(mostNotable(letterId))}.`}
          {isComparing &&
            ' Who signed before the newest change is still being compared with it; that takes minutes.'}
        </p>
        {names.length > 0 && (
          <ul class="plain rows">
            {names.map((one) => (
              <li class="row">
                <div>
                  <b>
                    <bdi>{one.name}</bdi>
                  </b>
                  , <bdi>{one.note}</bdi>
                  <span class="hint">
                    Added by {one.addedBy ?? 'somebody'}, <Time at={one.addedAt} kind="day" />
                  </span>
                </div>
                <form method="post" action={address}>
                  <HiddenFields values={{ notable: one.id }} />
                  <button class="btn alt sm" name="act" value="remove">
                    Take off the list<span class="vh">: {one.name}</span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
        {next !== null && (
          <p class="mt">
            <a href={`${address}?before=${next}#list`}>Earlier ones</a>
          </p>
        )}
      </Section>
    </>
  )
}
