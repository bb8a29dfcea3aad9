import type { Edition, Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { schoolName } from '../../register/school'
import { roleLabel, schoolLabel } from '../../signatures/signature'
import { EditionLink } from '../ui/edition-link'
import type { FormState } from '../ui/form-state'
import type { FormSchools } from '../ui/school-field'
import { SignatureLine } from '../ui/signature-line'
import { SignerFields } from '../ui/signer-fields'
import { Time } from '../ui/time'
import { AskForLinks } from './ask-for-links'
import { Choice } from './choice'
import { EnterChoosesNothing } from './enter-chooses-nothing'
import { HiddenFields } from './hidden-fields'
import { SlimPage } from './slim-page'
import { TextChanged } from './text-changed'

type ConfirmPageProps = {
  letter: Letter
  edition: Edition
  schools: FormSchools
  token: string
  form: FormState
  /** When the page is made, as `stampOf` has it. */
  shown: string
  /** Until when the link can be used, as a sentence. */
  worksUntil: string
  /** The edition that the signer was shown before, if it is no longer this one. */
  changedFrom?: Edition
  /** Being checked: its signer has said yes before, to another edition. */
  held?: boolean
}

/** Shows what would be published, and asks. Only its two buttons to choose with change anything. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { letter, edition, schools, token, form, shown, worksUntil, changedFrom, held } = props
  const { values, problems } = form
  const isOpen = Object.keys(problems).length > 0 || schools.found !== undefined
  return (
    <SlimPage title="Add your signature?" letter={letter} problems={problems}>
      {held && (
        <p>
          You have said yes before, and your signature is being checked. The text has changed since,
          and it can only count once you say yes to the new one.
        </p>
      )}
      <p>
        You would sign{' '}
        <EditionLink slug={publicSlug(letter)} number={edition.number} of=" of the letter" />, its
        text as of <Time at={edition.frozenAt} kind="day" />. Nothing is counted until you choose.
      </p>
      {changedFrom && <TextChanged slug={publicSlug(letter)} from={changedFrom} to={edition} />}
      <form class="mt" method="post" action={paths.confirmation()} novalidate>
        <EnterChoosesNothing />
        <HiddenFields values={{ t: token, edition: edition.number, shown }} />
        <Appearance {...{ letter, schools, values }} />
        {/* Of a signature that is held, no link but the manage link takes a no. */}
        <Choice
          problem={problems['choice']}
          yes={held ? 'Yes, to this edition too' : 'Yes, add my signature'}
          no={held ? undefined : 'No, this wasn’t me'}
        />
        {!held && (
          <p class="s soft">
            If you choose no, what was typed is deleted, and we won’t write to this address about
            this letter again.
          </p>
        )}
        <details open={isOpen}>
          <summary>Change how I appear</summary>
          <SignerFields {...{ letter, schools, values, problems }} />
          <p class="s soft">
            What stands here when you press “Yes” is what counts, and it is not kept until then.
          </p>
          <button class="btn alt" name="look" value="again">
            Show me how that looks
          </button>
        </details>
      </form>
      {held && <NotThisText slug={publicSlug(letter)} />}
      <div class="rule">
        <p>
          You sign in a personal capacity.
          {letter.schools !== 'none' && ' Your school says who you are; it has not signed.'}
        </p>
        <p>Signed from another address already? Withdraw that one first: one person counts once.</p>
        <p>{worksUntil}</p>
      </div>
    </SlimPage>
  )
}

function NotThisText({ slug }: { slug: string | null }) {
  return (
    <section class="rule">
      <h2>If you don’t want to sign this text</h2>
      <p>Without your yes it is not counted. To withdraw or erase it, ask for the link to it.</p>
      <AskForLinks slug={slug} button="Send me the link" />
    </section>
  )
}

type AppearanceProps = Pick<ConfirmPageProps, 'letter' | 'schools'> & Pick<FormState, 'values'>

function Appearance({ letter, schools, values }: AppearanceProps) {
  if (values['public'] !== 'on') {
    return (
      <p class="note">
        You will be counted, and not named: neither your name nor your role and school are shown.
      </p>
    )
  }
  const role = values['role'] ?? ''
  const listed = schools.chosen.map(schoolName).join('; ')
  const school = letter.schools === 'none' ? null : listed || values['school'] || null
  return (
    <>
      <p>This is how you will appear on the letter.</p>
      <SignatureLine
        name={values['name'] ?? ''}
        role={roleLabel(letter, role, values['role_other'])}
        school={schoolLabel(letter, role, school)}
      />
    </>
  )
}
