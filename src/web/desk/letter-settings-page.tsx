import type { EarlierLetter } from '../../follow/earlier'
import { denied, type Denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { HiddenFields } from '../signatures/hidden-fields'
import { ErrorSummary } from '../ui/error-summary'
import { TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import type { AtLetter } from './at-letter'
import { DeskPage } from './desk-page'
import { Address, WhoAnswers, WhoItIsFrom } from './letter-settings-about'
import { WhoSigns } from './letter-settings-signers'
import { LetterParts } from './letter-parts'
import { whyReadOnly } from './read-words-page'

type LetterSettingsPageProps = {
  at: AtLetter
  form: FormState
  /** Those that it may follow up. */
  earlier: EarlierLetter[]
  /** Where this site is, such as https://letters.example.org. */
  site: string
  /** Somebody else saved other settings meanwhile. What they are now, by field, where it differs. */
  stale?: { label: string; now: string }[]
  isSaved?: boolean
  /** Why it can only be read, if so. */
  why?: Denied | null
}

/** All that a letter has beside its words: who signs, its aims, and who answers for the data. */
export function LetterSettingsPage(props: LetterSettingsPageProps) {
  const { at, form, earlier, site, stale, isSaved, why } = props
  const { letter } = at
  const { problems } = form
  return (
    <DeskPage title="Signing" at={at} error={Object.keys(problems).length > 0}>
      <LetterParts at={at} part="settings" />
      <form class="mt" method="post" action={deskPaths.settings(letter.id)}>
        <ErrorSummary problems={problems} />
        {stale && <Overtaken stale={stale} />}
        {isSaved && (
          <p class="note" role="status" tabindex={-1} autofocus>
            Saved.
            {at.stage === 'draft' && (
              <>
                {' '}
                Next: <a href={deskPaths.hosts(letter.id)}>ask another group to stand behind it</a>,
                or <a href={deskPaths.launch(letter.id)}>go on to the launch</a>.
              </>
            )}
          </p>
        )}
        <HiddenFields values={{ version: form.values.version ?? '0' }} />
        {why && <p class="note">{whyReadOnly(at, why)}</p>}
        <fieldset class="bare" disabled={Boolean(why)}>
          <WhoAnswers letter={letter} form={form} />
          <WhoSigns letter={letter} form={form} />
          <WhoItIsFrom letter={letter} form={form} earlier={earlier} />
          <Aims form={form} at={at} />
          <Address letter={letter} form={form} site={site}>
            {!why && <button class="btn">Save</button>}
          </Address>
        </fieldset>
      </form>
    </DeskPage>
  )
}

function Aims({ form, at }: Pick<LetterSettingsPageProps, 'form' | 'at'>) {
  const field = fieldsOf(form)
  return (
    <Section id="aims" title="Aims and end">
      <TextField
        {...field('goal')}
        label="Goal (optional)"
        hint="How many signatures you hope for. The page shows how far it is."
        inputmode="numeric"
        className="n few"
      />
      <TextField
        {...field('milestones')}
        label="Milestones of your own (optional)"
        hint="Numbers with spaces between, such as 300 750. 100, 250, 500, 1,000 and so on are marked anyway."
      />
      <TextField
        {...field('closes_on')}
        label="Last day to sign (optional)"
        hint="Signing ends that day at 23:59:59 UK time. Without a day, you close it by hand."
        type="date"
        className="few"
      />
      {denied(at.role, at.stage, 'count-paper') === null && (
        <p>
          Signatures on paper are a number of their own:{' '}
          <a href={deskPaths.paper(at.letter.id)}>gathered on paper</a>.
        </p>
      )}
    </Section>
  )
}

function Overtaken({ stale }: Pick<Required<LetterSettingsPageProps>, 'stale'>) {
  return (
    <div class="note" tabindex={-1} autofocus>
      <p>
        <b>Somebody saved other settings since you opened this page.</b> Yours are not saved yet;
        they are in the form below.{' '}
        {stale.length > 0 && 'Where yours differ, these are the ones saved now:'}
      </p>
      <ul>
        {stale.map(({ label, now }) => (
          <li>
            {label}: {now === '' ? 'nothing' : `“${now}”`}
          </li>
        ))}
      </ul>
      <p>Save to put yours in their place.</p>
    </div>
  )
}
