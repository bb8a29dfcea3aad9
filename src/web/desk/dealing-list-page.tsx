import type { CorrectionRequest } from '../../dealings/correction'
import { DEALING_KINDS, isEntered, type Dealing } from '../../dealings/dealing'
import { deskPaths } from '../../desk-paths'
import { DealingChanges, DealingLine } from '../letters/dealing-items'
import { dayInWords, DEALING_WORDS, momentOf } from '../letters/dealing-words'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DealingCorrections } from './dealing-corrections'
import { DeskPage } from './desk-page'

const DONE: Record<string, string> = {
  entered: 'It is entered, and stands in the letter’s timeline.',
  there: 'Just this stands in the timeline already, so nothing was entered.',
  changed: 'The change is saved, with its reason.',
  'taken-back': 'It is taken back, and the timeline says why.',
  domain: 'The recipient’s domain is saved.',
  enter: 'The request stands in the timeline now.',
  decline: 'The request is declined, and whoever asked is told.',
  settle: 'What came of it stands in the timeline now. Change what was wrong, too.',
  unchanged: 'Nothing was changed: somebody may have decided meanwhile. This is how it stands.',
}

type DealingsPageProps = {
  at: AtLetter
  dealings: Dealing[]
  requests: CorrectionRequest[]
  form: FormState
  done?: string
}

/** What passed with the recipient, in the order of its days, and the ways to enter more. */
export function DealingsPage({ at, dealings, requests, form, done }: DealingsPageProps) {
  const { letter } = at
  const { values, problems } = form
  const said = DONE[done ?? '']
  return (
    <DeskPage title="The recipient" at={at} error={Object.keys(problems).length > 0}>
      <ErrorSummary problems={problems} />
      {said && <Outcome>{said}</Outcome>}
      {requests.length > 0 && <DealingCorrections {...{ dealings, requests, form }} />}
      <Section id="enter" title="Enter what happened">
        <p class="row">
          {DEALING_KINDS.filter(isEntered).map((kind) => (
            <a class="lone" href={deskPaths.newDealing(letter.id, kind)}>
              {DEALING_WORDS[kind]}
            </a>
          ))}
        </p>
        <p class="s soft">Everyone reads it in the letter’s timeline, in the order of its days.</p>
      </Section>
      <Section id="so-far" title="So far">
        {dealings.length === 0 && <p>Nothing is entered yet.</p>}
        <ol class="tl">
          {dealings.map((dealing) => (
            <li>
              <Time at={momentOf(dealing)} kind="day" />
              <p>
                <DealingLine {...{ letter, dealing, dealings }} />
                <DealingChanges dealing={dealing} />
                {dealing.takenBackAt === null && (
                  <a class="blk" href={deskPaths.dealing(letter.id, dealing.number)}>
                    {isEntered(dealing.kind) ? 'Change or take back' : 'Take back'}
                    <span class="vh">
                      : {DEALING_WORDS[dealing.kind]}, {dayInWords(dealing.day)}
                    </span>
                  </a>
                )}
              </p>
            </li>
          ))}
        </ol>
      </Section>
      <Section id="mailboxes" title="Their mailboxes">
        <form method="post" novalidate>
          <HiddenFields values={{ do: 'domain', was: letter.recipientDomain ?? '' }} />
          <TextField
            name="domain"
            label="The recipient’s mail domain"
            hint="Whoever confirms a request for a correction from there, such as inspectorate.example.org, has it shown at once. Leave it empty to decide about each."
            spellcheck={false}
            value={values.domain}
            problem={problems.domain}
          />
          <button class="btn alt">Save the domain</button>
        </form>
      </Section>
    </DeskPage>
  )
}
