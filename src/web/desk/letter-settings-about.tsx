import type { PropsWithChildren } from 'hono/jsx'
import type { EarlierLetter } from '../../follow/earlier'
import type { Letter } from '../../letters/letter'
import { mayChangeSlug } from '../../desk/save-settings'
import { LANGUAGES } from '../../desk/settings-form'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { monthsInWords } from '../../retention/periods'
import { SelectField, TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { Section } from '../ui/section'

type PartProps = { letter: Letter; form: FormState }

type WhoItIsFromProps = PartProps & { earlier: EarlierLetter[] }

export function WhoItIsFrom({ letter, form: { values, problems }, earlier }: WhoItIsFromProps) {
  return (
    <Section id="from" title="Whom it is from">
      {letter.edition === 0 ? (
        <TextField
          name="host_name"
          label="Your group"
          autocomplete="organization"
          value={values.host_name}
          problem={problems.host_name}
        />
      ) : (
        <p>{letter.hosts[0]?.name}: signed for as the text names it.</p>
      )}
      <TextField
        name="host_url"
        label="Its web address (optional)"
        inputmode="url"
        value={values.host_url}
        problem={problems.host_url}
      />
      <p>
        Other groups can stand behind the letter too:{' '}
        <a href={deskPaths.hosts(letter.id)}>ask them</a>.
      </p>
      <TextField
        name="press_contact"
        label="Whom journalists can ask (optional)"
        hint="Shown in the letter’s newsroom, such as “Ada Quill, 01632 960 001, press@example.org”."
        value={values.press_contact}
        problem={problems.press_contact}
      />
      {earlier.length > 0 && (
        <SelectField
          name="follows_up"
          label="Follows up an earlier letter (optional)"
          hint="One of the same group. Each page then links to the other."
          placeholder="None"
          options={earlier.map(({ id, title }) => ({ key: String(id), label: title }))}
          value={values.follows_up}
          problem={problems.follows_up}
        />
      )}
    </Section>
  )
}

export function WhoAnswers({ letter, form: { values, problems } }: PartProps) {
  return (
    <Section id="controller" title="Who answers for signers’ data">
      <p>
        The law wants signers to know who that is and how to reach them, so a letter can’t open
        without it. The <a href={deskPaths.privacy(letter.id)}>privacy notice</a> is made from it.
        Signers’ data goes {monthsInWords(letter.keepMonths)} after the letter closes;{' '}
        <a href={deskPaths.retention(letter.id)}>choose otherwise</a>.
      </p>
      {letter.edition === 0 ? (
        <TextField
          name="controller_name"
          label="Name of the group or person"
          value={values.controller_name}
          problem={problems.controller_name}
        />
      ) : (
        <p>{letter.controller.name}: named in what signers agreed to.</p>
      )}
      <TextField
        name="controller_contact"
        label="How to reach them"
        hint="An email address, or the web address of a form."
        value={values.controller_contact}
        problem={problems.controller_contact}
      />
      <TextField
        name="controller_address"
        label="Postal address"
        hint="On one line. It is public."
        value={values.controller_address}
        problem={problems.controller_address}
      />
    </Section>
  )
}

export function Address({
  letter,
  form: { values, problems },
  site,
  children,
}: PropsWithChildren<PartProps & { site: string }>) {
  return (
    <Section id="address" title="Address and language">
      {mayChangeSlug(letter) ? (
        <TextField
          name="slug"
          label="The letter’s address"
          hint={`What comes after ${site}/letters/. Links to an address it had before still lead to it.`}
          spellcheck={false}
          value={values.slug}
          problem={problems.slug}
        />
      ) : (
        <p>
          {site}
          {paths.letter(letter.slug)} stays its address.
        </p>
      )}
      {letter.edition === 0 && (
        <SelectField
          name="language"
          label="Language of the letter"
          options={LANGUAGES}
          value={values.language}
          problem={problems.language}
        />
      )}
      {children}
    </Section>
  )
}
