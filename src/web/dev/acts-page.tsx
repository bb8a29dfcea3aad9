import { REMOVAL_REASONS } from '../../ledger/entry'
import type { Letter } from '../../letters/letter'
import { paths } from '../../paths'
import { Layout } from '../ui/layout'
import { Section } from '../ui/section'
import type { ActForm } from './act-form'

type ActsPageProps = {
  letter: Letter
  /** What a new case would be called. */
  caseId: string
}

type Field = {
  name: string
  label: string
  value?: string
  type?: 'email' | 'text'
  options?: readonly string[]
  /** Text of many lines. */
  long?: boolean
}

const WHO: Field[] = [
  { name: 'number', label: 'Signatory number' },
  { name: 'address', label: 'or email address', type: 'email' },
]

const AT: Field = { name: 'at', label: 'At, if not now: 2026-06-22T12:00:00Z' }

/** In development: each thing that a steward or a campaigner will be able to do, as a form. */
export function ActsPage({ letter, caseId }: ActsPageProps) {
  return (
    <Layout title={`Acts on ${letter.title}`} noindex>
      <header class="hd">
        <h1>Acts on “{letter.title}”</h1>
        <p>
          In development, the Registrar of <a href={paths.letter(letter.slug)}>this letter</a> is
          driven from here. It answers in JSON; go back for the next act.
        </p>
      </header>
      {actsWith(caseId).map(({ verb, title, says, fields }) => (
        <Section id={verb} title={title}>
          <p>{says}</p>
          <form class="mt" method="post">
            <input type="hidden" name="verb" value={verb} />
            {fields.map((field) => (
              <ActField verb={verb} field={field} />
            ))}
            <button class="btn alt">{title}</button>
          </form>
        </Section>
      ))}
    </Layout>
  )
}

type ActShown = { verb: ActForm['verb']; title: string; says: string; fields: Field[] }

function actsWith(caseId: string): ActShown[] {
  const aCase: Field = { name: 'case', label: 'Case', value: caseId }
  const reason: Field = { name: 'reason', label: 'Reason', options: REMOVAL_REASONS }
  const sentence: Field = { name: 'sentence', label: 'What everyone reads, if not the usual' }
  return [
    {
      verb: 'hold',
      title: 'Hold',
      says: 'A pending signature is confirmed and waits for a decision.',
      fields: [...WHO, AT],
    },
    {
      verb: 'release',
      title: 'Release',
      says: 'A held signature is counted, if it is to the newest edition.',
      fields: [...WHO, AT],
    },
    {
      verb: 'refuse',
      title: 'Refuse',
      says: 'A held signature is not accepted.',
      fields: [...WHO, reason, aCase, sentence, AT],
    },
    {
      verb: 'remove',
      title: 'Remove',
      says: 'A case takes a counted signature out.',
      fields: [...WHO, reason, aCase, sentence, AT],
    },
    {
      verb: 'reinstate',
      title: 'Reinstate',
      says: 'A removed signature is counted again, unless its signer signed anew or withdrew it.',
      fields: [...WHO, aCase, sentence, AT],
    },
    {
      verb: 'publish',
      title: 'Publish',
      says: 'The next edition is frozen. Those who signed stay with the one that they signed.',
      fields: [
        { name: 'text', label: 'Text, in Markdown', long: true },
        { name: 'reason', label: 'Why' },
        AT,
      ],
    },
    { verb: 'close', title: 'Close', says: 'Nobody can sign any more.', fields: [AT] },
    { verb: 'reopen', title: 'Reopen', says: 'A closed letter can be signed again.', fields: [AT] },
    {
      verb: 'finish',
      title: 'Finish',
      says: 'The ledger is closed for good, a day after the letter, once nobody is held.',
      fields: [AT],
    },
    {
      verb: 'anonymise',
      title: 'Anonymise',
      says: 'Of a finished letter: forgets who stands behind the entries before a position.',
      fields: [{ name: 'before', label: 'Before position' }, AT],
    },
  ]
}

function ActField({ verb, field }: { verb: string; field: Field }) {
  const { name, label, value, type = 'text', options, long } = field
  const id = `${verb}-${name}`
  return (
    <div class="fld">
      <label for={id}>{label}</label>
      {options ? (
        <select id={id} name={name}>
          {options.map((option) => (
            <option>{option}</option>
          ))}
        </select>
      ) : long ? (
        <textarea id={id} name={name} rows={6} />
      ) : (
        <input id={id} name={name} type={type} value={value} autocomplete="off" />
      )}
    </div>
  )
}
