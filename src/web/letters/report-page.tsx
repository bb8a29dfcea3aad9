import { deskPaths } from '../../desk-paths'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { WRONG } from '../../reports/report'
import { EmailField } from '../signatures/email-field'
import { SlimPage } from '../signatures/slim-page'
import { SelectField, TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Trap } from './sign-form'

/** Where anyone says that a name should not be on a letter, or not like this. */
export function ReportPage({ letter, form }: { letter: Letter; form: FormState }) {
  const { problems } = form
  const field = fieldsOf(form)
  return (
    <SlimPage title="Report a name" letter={letter} problems={problems}>
      <p>
        Is somebody listed who has not signed, or is something wrong beside a name? Tell the
        letter’s team. If it is your own signature, you can change or erase it yourself:{' '}
        <a href={paths.myData()}>ask for your link</a>. If something else is wrong with this letter,
        write to {letter.controller.name}: {letter.controller.contact}.
      </p>
      <form method="post" action={deskPaths.report(letter.slug)} novalidate>
        <TextField
          {...field('about')}
          label="Which name"
          hint="As the list of signers shows it. Add the school if others have the same name."
          autocomplete="off"
          spellcheck={false}
        />
        <SelectField
          {...field('what')}
          label="What is wrong"
          options={WRONG}
          placeholder="Choose what is wrong"
        />
        <TextAreaField
          {...field('words')}
          label="More about it (optional)"
          hint="At most 500 characters. The letter’s team reads it."
          rows={4}
        />
        <EmailField
          form={form}
          hint="A school address, if you have one there: then the name is off the list as soon as you confirm, until somebody has looked."
        />
        <Trap />
        <button class="btn">Send the report</button>
      </form>
      <div class="rule s soft">
        We mail you a link to confirm, and later what was decided. Then your address and what you
        wrote are deleted. Nobody but this site sees the address, not even the letter’s team. What
        is not confirmed is deleted after 7 days.{' '}
        <a href={paths.privacy(letter.slug)}>What is held, and why</a>
      </div>
    </SlimPage>
  )
}
