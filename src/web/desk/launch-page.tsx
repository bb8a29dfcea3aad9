import { stopsLaunch, type Obstacle } from '../../desk/launching'
import type { Missing } from '../../desk/missing'
import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { wholeText } from '../../letters/text'
import { PrivateLetter } from '../letters/private-letter'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { hostNames } from '../ui/host-names'
import { Section } from '../ui/section'
import { Time } from '../ui/time'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { LaunchChoices } from './launch-choices'
import { LaunchObstacles } from './launch-obstacles'
import { LetterParts } from './letter-parts'
import { WhatIsMissing } from './what-is-missing'
import type { WordsToOpen } from './words-to-open'

export type LaunchPageProps = {
  at: AtLetter
  obstacles: Obstacle[]
  missing: Missing[]
  /** Groups that have not answered yet whether they stand behind the letter. */
  asked: string[]
  words: WordsToOpen | null
  counted: number
  form?: FormState
  /** Must be said which of two moments a time means. */
  twice?: boolean
  /** What happened meanwhile, or what a press came to. */
  news?: string
}

/** What could stop a launch, what is missing for it, the words it freezes, and the ways to launch. */
export function LaunchPage(props: LaunchPageProps) {
  const { at, obstacles, missing, asked, words, form = EMPTY_FORM, news } = props
  const { letter, stage, role } = at
  const mine = denied(role, stage, 'open') === null
  const ready = !obstacles.some(stopsLaunch) && missing.length === 0 && words !== null
  const isWritten = !missing.some(({ what }) => what === 'text')
  const mayAsk =
    isWritten &&
    obstacles.some(({ what }) => what === 'approval-needed' || what === 'approval-refused')
  return (
    <DeskPage title="Launch" at={at} error={Object.keys(form.problems).length > 0}>
      <LetterParts at={at} part="launch" />
      <div class="mt">
        <ErrorSummary problems={form.problems} />
        {news && <Outcome>{news}</Outcome>}
        <LaunchObstacles obstacles={obstacles} here />
        {mayAsk && mine && (
          <form class="mt" method="post" action={deskPaths.launch(letter.id)}>
            <HiddenFields values={{ action: 'ask-approval' }} />
            <p>
              <button class="btn">Ask for approval</button>
            </p>
          </form>
        )}
      </div>
      <Section id="missing" title={missing.length > 0 ? 'Still missing' : 'What it needs'}>
        <WhatIsMissing letterId={letter.id} missing={missing} />
        {asked.length > 0 && (
          <p>
            Asked, and not answered yet: {hostNames(asked.map((name) => ({ name })))}. The letter
            need not wait: a group that says yes later is shown beside it, with the date. The words
            that people sign name the groups that have said yes by then.{' '}
            <a href={deskPaths.hosts(letter.id)}>Hosts</a>
          </p>
        )}
      </Section>
      {words && <TheText {...props} words={words} />}
      <Section id="choices" title={stage === 'scheduled' ? 'It is set to open' : 'How to launch'}>
        {letter.stopped === 'paused' ? (
          <p>A steward of the site has paused this letter. Only a steward can lift that.</p>
        ) : !mine ? (
          <p>Only the letter’s owner can launch it.</p>
        ) : ready || stage === 'scheduled' ? (
          <LaunchChoices {...props} form={form} />
        ) : (
          <p>Once what is said above is settled, the ways to launch stand here.</p>
        )}
      </Section>
    </DeskPage>
  )
}

function TheText({ at, words }: LaunchPageProps & { words: WordsToOpen }) {
  const { letter, stage } = at
  const frozen = stage !== 'draft'
  return (
    <Section id="text" title="The words">
      <p>
        {frozen
          ? 'These words are fixed. The SHA-256 of the whole text is'
          : 'These words are fixed once you launch, exactly as they stand here; later ones become a new edition, with a reason, and signatures stay with the words that were signed. The SHA-256 of the whole text is'}
      </p>
      <p>
        <code>{words.sha256}</code>
      </p>
      {stage === 'scheduled' && letter.opensAt !== null && (
        <p>
          It opens at <Time at={letter.opensAt} kind="moment" />.
        </p>
      )}
      <details>
        <summary>Read it as it will stand</summary>
        <PrivateLetter letter={letter} words={words} inside />
      </details>
      <details>
        <summary>The whole text, as it is hashed</summary>
        <pre class="s">{wholeText(words)}</pre>
      </details>
    </Section>
  )
}
