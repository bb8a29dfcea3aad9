import type { OpenAlarm } from '../../alarm'
import type { Waiting } from '../../desk/approvals'
import type { AuditLine } from '../../desk/audit'
import { LAUNCHING, type SiteChoices } from '../../desk/site-choices'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { DeskPage } from '../desk/desk-page'
import { HiddenFields } from '../signatures/hidden-fields'
import { Outcome } from '../signatures/outcome'
import { ErrorSummary } from '../ui/error-summary'
import { SelectField, TextField } from '../ui/field'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'
import { ApprovalQueue } from './approval-queue'
import { PauseForm } from './pause-form'
import { SiteAudit } from './site-audit'

type SitePageProps = {
  choices: SiteChoices
  waiting: Waiting[]
  alarms: OpenAlarm[]
  audit: AuditLine[]
  /** What a button has just done. */
  said?: string
  form?: FormState
}

/** What stewards choose for the whole site, and what waits for them. */
export function SitePage({ choices, waiting, alarms, audit, said, form }: SitePageProps) {
  const state = form ?? EMPTY_FORM
  return (
    <DeskPage title="The site" over="For stewards" error={form !== undefined}>
      <ErrorSummary problems={state.problems} />
      {said && <Outcome>{said}</Outcome>}
      <p class="row">
        <a href={deskPaths.stewardLetters()}>Every letter</a>
        <a href={deskPaths.stewardRegister()}>Register of schools</a>
        <a href={deskPaths.stewardNotable()}>Notable names</a>
        <a href={deskPaths.stewardAllowed()}>Known networks and domains</a>
        <a href={paths.stewardMail()}>Mail</a>
        <a href={deskPaths.stewardRetention()}>What is deleted, and when</a>
        <a href={deskPaths.stewardComplaints()}>Data complaints</a>
        <a href={paths.stewardOperations()}>
          Operations{alarms.length > 0 && <b>: {alarmsInWords(alarms.length)}</b>}
        </a>
      </p>
      <Section id="waiting" title="Waiting for you">
        <ApprovalQueue waiting={waiting} form={state} />
      </Section>
      <Section id="launching-choice" title="Who may launch">
        <LaunchingForm choices={choices} form={state} />
      </Section>
      <Section id="invite" title="Invite somebody">
        <InviteForm form={state} />
      </Section>
      <Section id="pause-signing" title="All signing">
        <PauseForm what="signing" stands={choices.signingPaused} form={state} />
      </Section>
      <Section id="pause-launching" title="All new letters">
        <PauseForm what="launching" stands={choices.launchingPaused} form={state} />
      </Section>
      <Section id="audit" title="What stewards did">
        <SiteAudit lines={audit} />
      </Section>
    </DeskPage>
  )
}

function alarmsInWords(n: number) {
  return n === 1 ? 'one alarm is open' : `${n} alarms are open`
}

const LAUNCHING_WORDS = {
  anyone: 'Anyone who signs in',
  invitation: 'Those who are invited',
  approval: 'Anyone, once approved',
}

function LaunchingForm({ choices, form }: { choices: SiteChoices; form: FormState }) {
  const { launching, mailsADay } = choices
  const { values, problems } = form
  return (
    <form class="short" method="post" action={deskPaths.stewardLaunching()} novalidate>
      <HiddenFields values={{ launching_was: launching, mails_was: mailsADay ?? '' }} />
      <SelectField
        name="launching"
        label="Who may launch a letter"
        hint="Approved: a steward has read the first letter. What is open stays open, whatever you choose."
        options={LAUNCHING.map((key) => ({ key, label: LAUNCHING_WORDS[key] }))}
        value={values['launching'] ?? launching}
        problem={problems['launching']}
      />
      <TextField
        name="mails_a_day"
        label="Mails a day"
        hint="How many the mail provider lets through in 24 hours. Campaigners are told when they are used up. Leave it empty if there is no limit."
        inputmode="numeric"
        autocomplete="off"
        value={values['mails_a_day'] ?? String(mailsADay ?? '')}
        problem={problems['mails_a_day']}
      />
      <button class="btn alt">Save</button>
    </form>
  )
}

function InviteForm({ form: { values, problems } }: { form: FormState }) {
  return (
    <form class="short" method="post" action={deskPaths.stewardInvitations()} novalidate>
      <TextField
        name="email"
        label="Email address"
        hint="Whoever reads it gets mail, and may launch letters without asking."
        type="email"
        autocomplete="off"
        spellcheck={false}
        value={values['email']}
        problem={problems['email']}
      />
      <button class="btn alt">Invite</button>
    </form>
  )
}
