import type { Edition, Letter } from '../../letters/letter'
import { publicSlug } from '../../letters/state'
import { paths } from '../../paths'
import { EditionLink } from '../ui/edition-link'
import { EMPTY_FORM, type FormState } from '../ui/form-state'
import type { FormSchools } from '../ui/school-field'
import { SignerFields } from '../ui/signer-fields'
import { EnterChoosesNothing } from './enter-chooses-nothing'
import { HiddenFields } from './hidden-fields'
import { SlimPage } from './slim-page'

type DisownedPageProps = {
  letter: Letter
  token: string
  edition: Edition
  schools: FormSchools
  form?: FormState
  /** For an hour the same link can take a mistake back. */
  undoable: boolean
}

/** Says what became of a signature that its addressee disowned. */
export function DisownedPage({ form, undoable, ...props }: DisownedPageProps) {
  const slug = publicSlug(props.letter)
  return (
    <SlimPage title="We have removed it" letter={props.letter} problems={form?.problems}>
      <p>
        The name, role and school that somebody typed are deleted, and so is your address. Nothing
        was counted or shown.
      </p>
      <p>
        We won’t write to this address about this letter again, whoever types it. To know it by, we
        keep a keyed fingerprint of the address, and nothing else.
      </p>
      {undoable && <Mistake {...props} form={form} />}
      <p class={undoable ? 'mt' : undefined}>
        Changed your mind{undoable && ' after that hour'}? While the letter is open,{' '}
        {slug ? <a href={paths.signForm(slug)}>sign it again</a> : 'sign it again'}, then ask for
        your link at <a href={paths.myData()}>Your data</a>: that mail still comes, and lets you
        confirm.
      </p>
    </SlimPage>
  )
}

type MistakeProps = Omit<DisownedPageProps, 'undoable'>

function Mistake({ letter, token, edition, schools, form = EMPTY_FORM }: MistakeProps) {
  const { values, problems } = form
  const isOpen = Object.keys(problems).length > 0 || schools.found !== undefined
  return (
    <details class="rule" open={isOpen}>
      <summary>I pressed this by mistake</summary>
      <p>
        For an hour, this page and your link can still add your signature, to{' '}
        <EditionLink slug={publicSlug(letter)} number={edition.number} of=" of the letter" />. What
        was typed is gone, so please type it again. Your address is gone too, and no mail will
        follow: the next page gives you your number and your link.
      </p>
      <form method="post" action={paths.confirmation()} novalidate>
        <EnterChoosesNothing />
        <HiddenFields values={{ t: token, edition: edition.number }} />
        <SignerFields {...{ letter, schools, values, problems }} />
        <button class="btn" id="choice" name="choice" value="yes">
          Add my signature after all
        </button>
      </form>
    </details>
  )
}
