import { ABOUT } from '../../complaints/complaint'
import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { paths } from '../../paths'
import { EmailField } from '../signatures/email-field'
import { SlimPage } from '../signatures/slim-page'
import { SelectField, TextAreaField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Trap } from './sign-form'

/** Where anyone complains about how a letter's data is handled. */
export function ComplaintPage({ letter, form }: { letter: Letter; form: FormState }) {
  const { problems } = form
  const field = fieldsOf(form)
  return (
    <SlimPage title="Complain about data" letter={shown(letter)} problems={problems}>
      <p>
        Do you think that your data is handled wrongly here? {letter.controller.name} answers for
        the data of this letter’s signers, and must look into it. You hear by mail within 30 days.
      </p>
      <p>
        To see, correct or delete your own signature you need not wait for anybody:{' '}
        <a href={paths.myData()}>ask for your link</a>.
      </p>
      <form method="post" action={paths.dataComplaint(letter.slug)} novalidate>
        <SelectField
          {...field('about')}
          label="What it is about"
          options={ABOUT}
          placeholder="Choose what it is about"
        />
        <TextAreaField
          {...field('words')}
          label="What happened, and what you want done"
          hint="At most 4,000 characters."
          rows={8}
        />
        <TextField {...field('name')} label="Your name (optional)" autocomplete="name" />
        <EmailField
          form={form}
          hint="The answer comes to this address. The letter’s team is not shown it."
        />
        <Trap />
        <button class="btn">Send the complaint</button>
      </form>
      <p class="rule s soft">
        The letter’s owner reads what you write and the name you give. A year after the answer both
        are deleted here, and your address with them.
      </p>
    </SlimPage>
  )
}

/** Of a letter that was taken down not even the title is shown. */
export function shown(letter: Letter): Letter | undefined {
  return isPublic(letter) ? letter : undefined
}
