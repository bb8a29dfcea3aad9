import type { PropsWithChildren } from 'hono/jsx'
import type { EarlierLetter } from '../../follow/earlier'
import type { Letter } from '../../letters/letter'
import { mayChangeSlug } from '../../desk/save-settings'
import { LANGUAGES } from '../../desk/settings-form'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { monthsInWords } from '../../retention/periods'
import { SelectField, TextField } from '../ui/field'
import { fieldsOf, type FormState } from '../ui/form-state'
import { Section } from '../ui/section'

type PartProps = { letter: Letter; form: FormState }

type WhoItIsFromProps = PartProps & { earlier: EarlierLetter[] }

export function WhoItIsFrom({ letter, form, earlier }: WhoItIsFromProps) {
  const field = fieldsOf(form)
  return (
    <Section id="from" title="Whom it is from">
      {letter.edition === 0 ? (
        <TextField {...field('host_name')} label="Your group" autocomplete="organization" />
      ) : (
        <p>{letter.hosts[0]?.name}: signed for as the text names it.</p>
      )}
      <TextField {...field('host_url')} label="Its web address (optional)" inputmode="url" />
      <p>
        Other groups can stand behind the letter too:{' '}
        <a href={deskPaths.hosts(letter.id)}>ask them</a>.
      </p>
      <TextField
        {...field('press_contact')}
        label="Whom journalists can ask (optional)"
        hint="Shown in the letter’s newsroom, such as “Ada Quill, 01632 960 001, press@example.org”."
      />
      {earlier.length > 0 && (
        <SelectField
          {...field('follows_up')}
          label="Follows up an earlier letter (optional)"
          hint="One of the same group. Each page then links to the other."
          placeholder="None"
          options={earlier.map(({ id, title }) => ({ key: String(id), label: title }))}
        />
      )}
    </Section>
  )
}

export function WhoAnswers({ letter, form }: PartProps) {
  const field = fieldsOf(form)
  return (
    <Section id="controller" title="Who answers for signers’ data">
      <p>
        The law wants signers to know who that is and how to reach them, so a letter can’t open
        without it. The <a href={deskPaths.privacy(letter.id)}>privacy notice</a> is made from it.
        Signers’ data goes {monthsInWords(letter.keepMonths)} after the letter closes;{' '}
        <a href={deskPaths.retention(letter.id)}>choose otherwise</a>.
      </p>
      {letter.edition === 0 ? (
        <TextField {...field('controller_name')} label="Name of the group or person" />
      ) : (
        <p>{letter.controller.name}: named in what signers agreed to.</p>
      )}
      <TextField
        {...field('controller_contact')}
        label="How to reach them"
        hint="An email address, or the web address of a form."
      />
      <TextField
        {...field('controller_address')}
        label="Postal address"
        hint="On one line. It is public."
      />
    </Section>
  )
}

export function Address({
  letter,
  form,
  site,
  children,
}: PropsWithChildren<PartProps & { site: string }>) {
  const field = fieldsOf(form)
  return (
    <Section id="address" title="Address and language">
      {mayChangeSlug(letter) ? (
        <TextField
          {...field('slug')}
          label="The letter’s address"
          hint={`What comes after ${site}/letters/. Links to an address it had before still lead to it.`}
          spellcheck={false}
        />
      ) : (
        <p>
          {site}
          {paths.letter(letter.slug)} stays its address.
        </p>
      )}
      {letter.edition === 0 && (
        <SelectField {...field('language')} label="Language of the letter" options={LANGUAGES} />
      )}
      {children}
    </Section>
  )
}
