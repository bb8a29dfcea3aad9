import type { Edition, Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { EditionLink } from '../ui/edition-link'
import { EnterSends } from '../ui/enter-sends'
import { TextField, Tick } from '../ui/field'
import { EMPTY_FORM, fieldsOf, type FormState } from '../ui/form-state'
import { MailSlow } from '../ui/mail-slow'
import { OpenUntil } from '../ui/open-until'
import type { FormSchools } from '../ui/school-field'
import { SignerFields } from '../ui/signer-fields'
import { HiddenFields } from '../signatures/hidden-fields'

type SignFormProps = {
  letter: Letter
  edition: Edition
  schools: FormSchools
  form?: FormState
  /** The words that a signer agrees to. */
  consent: string
  /** Since when mail is slow, if it is. */
  mailSlowSince: number | null
  now: Date
  /** The token of the link that founding signatories sign by. */
  founding?: string
  /** When it is shown, as `stampOf` has it; a form that comes back keeps its first. */
  shown?: string
}

/** The form to sign with. It carries the edition that its page shows; no box is ticked beforehand. */
export function SignForm(props: SignFormProps) {
  const { letter, edition, schools, form = EMPTY_FORM, consent, founding, shown } = props
  const { mailSlowSince, now } = props
  const { values, problems } = form
  const field = fieldsOf(form)
  return (
    <form
      id="sign"
      method="post"
      action={founding ? deskPaths.founding(founding) : paths.signatures(letter.slug)}
      novalidate
      aria-labelledby="sign-heading"
    >
      <EnterSends />
      <h2 id="sign-heading">Add your signature</h2>
      {letter.eligibility && <p class="s">{letter.eligibility}</p>}
      <p class="s soft">
        It takes a minute. You sign as yourself
        {letter.schools !== 'none' && ': your school says who you are, it does not sign'}.
      </p>
      <HiddenFields values={{ edition: edition.number, shown: values['shown'] ?? shown ?? '' }} />
      {values['from'] && <HiddenFields values={{ from: values['from'] }} />}
      <SignerFields {...{ letter, schools, values, problems }} scripted>
        <TextField
          {...field('email')}
          label="Email address"
          hint={
            'Never published. A school address or a private one: both count the same. Your school or ' +
            'trust may be able to see mail sent to its addresses.'
          }
          type="email"
          autocomplete="email"
          spellcheck={false}
        />
      </SignerFields>
      <Tick
        name="updates"
        label="Email me when there is news of this letter"
        checked={values['updates'] === 'on'}
        problem={problems['updates']}
      />
      <Tick
        name="consent"
        label={consent}
        checked={values['consent'] === 'on'}
        problem={problems['consent']}
      />
      <Trap />
      <MailSlow since={mailSlowSince} now={now} />
      <p class="mt">
        <button class="btn">Sign this letter</button>
      </p>
      <OpenUntil letter={letter} now={now} />
      <p class="s soft">
        You sign{' '}
        <EditionLink slug={publicSlug(letter)} number={edition.number} of=" of this text" />,{' '}
        SHA-256 <code title={edition.sha256}>{edition.sha256.slice(0, 8)}…</code>
      </p>
      <p class="s soft">
        We email you a link and a code. You are counted once you confirm, and you can change or
        withdraw it at any time. <Privacy {...{ letter, founding }} />
      </p>
    </form>
  )
}

function Privacy({ letter, founding }: Pick<SignFormProps, 'letter' | 'founding'>) {
  const slug = publicSlug(letter)
  const href = founding ? deskPaths.foundingPrivacy(founding) : slug && paths.privacy(slug)
  return href ? <a href={href}>What we hold, and why</a> : null
}

/** People never see this field, so whatever fills it in is none. */
export function Trap({ id = 'website' }: { id?: string }) {
  return (
    <div class="trap" aria-hidden="true">
      <label for={id}>Leave this empty</label>
      <input id={id} name="website" tabindex={-1} autocomplete="off" />
    </div>
  )
}
