import type { CorrectionRequest } from '../../dealings/correction'
import type { Dealing } from '../../dealings/dealing'
import { replyInWords } from '../letters/dealing-words'
import { HiddenFields } from '../signatures/hidden-fields'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'

type DealingCorrectionsProps = {
  dealings: Dealing[]
  requests: CorrectionRequest[]
  form: FormState
}

/** Requests for a correction: those to decide about, and those whose outcome is to be said. */
export function DealingCorrections({ dealings, requests, form }: DealingCorrectionsProps) {
  return (
    <Section id="corrections" title="Corrections asked for">
      <ul class="plain rows">
        {requests.map((request) => {
          const about = dealings.find(({ number }) => number === request.dealing)
          return (
            <li>
              <p>
                <b>{request.name}</b>, at {request.domain}, about{' '}
                {about ? replyInWords(about) : 'what is shown'}:
              </p>
              <blockquote class="say lines">{request.words}</blockquote>
              {request.state === 'open' ? (
                <Decide request={request} />
              ) : (
                <Settle {...{ request, form }} />
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Decide({ request }: { request: CorrectionRequest }) {
  return (
    <form method="post">
      <HiddenFields values={{ request: request.id }} />
      <p class="s">
        It was not confirmed from the recipient’s own domain. If it is from the recipient, enter it:
        everyone reads these words, the name and the domain.
      </p>
      <div class="acts">
        <button class="btn alt sm" name="do" value="enter">
          Enter it
        </button>
        <button class="btn alt sm" name="do" value="decline">
          Not from the recipient
        </button>
      </div>
    </form>
  )
}

function Settle({ request, form }: { request: CorrectionRequest; form: FormState }) {
  const name = `sentence-${request.id}`
  return (
    <form method="post" novalidate>
      <HiddenFields values={{ request: request.id, do: 'settle' }} />
      <TextField
        name={name}
        label="What came of it"
        hint="A sentence that everyone reads. Change what was wrong as well, below."
        value={form.values[name]}
        problem={form.problems[name]}
      />
      <button class="btn alt sm">Settle it</button>
    </form>
  )
}
