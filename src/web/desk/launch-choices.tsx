import type { PropsWithChildren } from 'hono/jsx'
import { denied } from '../../desk/rights'
import { deskPaths } from '../../desk-paths'
import { paths } from '../../paths'
import { ukDate } from '../../uk-time'
import { HiddenFields } from '../signatures/hidden-fields'
import { SelectField, TextField } from '../ui/field'
import type { FormState } from '../ui/form-state'
import { formatNumber } from '../ui/number'
import { Time } from '../ui/time'
import type { LaunchPageProps } from './launch-page'

type LaunchChoicesProps = LaunchPageProps & { form: FormState }

/** The ways to launch that are open now; each says beforehand what it does. */
export function LaunchChoices(props: LaunchChoicesProps) {
  const { at, counted } = props
  const { letter, stage, role } = at
  const may = (act: Parameters<typeof denied>[2]) => denied(role, stage, act) === null
  return (
    <>
      {letter.opensAt !== null && may('unschedule') && (
        <Choice {...props} action="unschedule" title="Cancel the set time" button="Cancel it" quiet>
          Then it does not open by itself at <Time at={letter.opensAt} kind="moment" />.
          {stage === 'scheduled' && ' Nobody has signed, so the words can be changed again.'}
        </Choice>
      )}
      {may('gather') && (
        <Choice
          {...props}
          action="gather"
          title="Gather founding signatories first"
          button="Freeze the words and gather"
          quiet
        >
          The words are frozen as edition 1. Nobody sees the letter but those to whom you give its
          private link; they sign and confirm as always. When you open it, the letter says for good
          how many had signed before.
        </Choice>
      )}
      <Choice {...props} action="open" title="Open it now" button="Open it to everyone">
        {stage === 'gathering'
          ? `Everyone can read and sign it from that moment. Those counted by then, ${formatNumber(counted)} as this page was made, are its founding signatories, for good.`
          : 'The words are frozen as edition 1, and everyone can read and sign the letter from that moment.'}{' '}
        Its address is <span class="mono">{paths.letter(letter.slug)}</span> and can’t be changed
        after.
      </Choice>
      {may('schedule') && <AtASetTime {...props} />}
    </>
  )
}

function AtASetTime(props: LaunchChoicesProps) {
  const { form, twice, at } = props
  const { values, problems } = form
  return (
    <Choice
      {...props}
      action="schedule"
      title="Open it at a set time"
      button="Set this time"
      quiet
      fields={
        <>
          <TextField
            name="date"
            label="Day"
            type="date"
            value={values['date'] ?? ukDate(Date.now() + DAY_MS)}
            problem={problems['date']}
          />
          <TextField
            name="time"
            label="Time in the UK"
            hint="By the clocks of that day: BST in summer, GMT in winter."
            type="time"
            value={values['time'] ?? '07:00'}
            problem={problems['time']}
          />
          {twice && (
            <SelectField
              name="zone"
              label="Which of the two"
              placeholder="Choose"
              value={values['zone']}
              options={ZONES}
              problem={problems['zone']}
            />
          )}
        </>
      }
    >
      {at.stage === 'gathering'
        ? 'It opens by itself, and founding signatories can sign until then.'
        : 'The words are fixed from when you set it, and frozen as edition 1 when it opens by itself. While nobody has signed, cancelling lets you change them again.'}{' '}
      A link for journalists can show it before, under embargo. If something stands in its way at
      that time, it stays closed and you get mail.
    </Choice>
  )
}

const DAY_MS = 24 * 60 * 60 * 1000

const ZONES = [
  { key: 'BST', label: 'The first, by BST' },
  { key: 'GMT', label: 'The second, by GMT' },
]

type ChoiceProps = PropsWithChildren<
  Pick<LaunchPageProps, 'at' | 'words'> & {
    action: 'gather' | 'open' | 'schedule' | 'unschedule'
    title: string
    button: string
    quiet?: boolean
    fields?: unknown
  }
>

/** Each form names what its page showed, so that nothing else than that is done. */
function Choice({ at, words, action, title, button, quiet, fields, children }: ChoiceProps) {
  const { letter, stage } = at
  const opensAt = letter.opensAt ?? ''
  const shown = { action, stage, text: words?.sha256 ?? '', opens_at: opensAt }
  return (
    <form class="rule" method="post" action={deskPaths.launch(letter.id)} novalidate>
      <h3>{title}</h3>
      <p>{children}</p>
      <HiddenFields values={shown} />
      {fields}
      <button class={quiet ? 'btn alt' : 'btn'}>{button}</button>
    </form>
  )
}
