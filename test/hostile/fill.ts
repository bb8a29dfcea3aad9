import * as fc from 'fast-check'
import { ODD } from './odd'
import type { Field, Form } from './page'

/** What people would type into fields of these names; elsewhere, some words. */
const USUAL: Record<string, string> = {
  email: 'fuzz@example.org',
  address: 'fuzz@example.org',
  school_email: 'head@example.org',
  url: 'https://example.org/x',
  host_url: 'https://example.org',
  source: 'https://example.org/s',
  code: '123456',
  number: '7',
  goal: '500',
  milestones: '250 750',
  mails_a_day: '100',
  date: '2027-03-01',
  start: '10:00',
  end: '11:00',
  day: '2026-06-01',
  as_of: '2026-06-01',
  closes_on: '2027-06-30',
  domain: 'example.org',
  slug: 'a-fuzzed-letter',
  website: '',
  at: '',
  case: '',
  before: '1',
  markdown: 'Some words.',
}

/** A form as somebody would send it who fills in all of it and presses this button, or the usual one. */
export function filled({ fields }: Form, button?: Field): [string, string][] {
  const pressed =
    button ??
    fields.find(({ name, kind }) => kind === 'button' && name === '') ??
    fields.find(({ kind }) => kind === 'button')
  return fields.flatMap((field) => {
    if (field.kind === 'button' && (field !== pressed || field.name === '')) return []
    if (field.kind === 'radio' && fields.find(({ name }) => name === field.name) !== field)
      return []
    return [[field.name, usual(field)] as [string, string]]
  })
}

function usual({ name, kind, value, options }: Field): string {
  if (kind === 'checkbox' || kind === 'radio' || kind === 'hidden' || kind === 'button')
    return value || (kind === 'checkbox' ? 'on' : '')
  if (kind === 'select') return value || options.find(Boolean) || ''
  return value || (USUAL[name] ?? 'Some words')
}

const odd = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD.filter((one) => one.length < 1000)) },
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.nat().map(String)
)

/** The same with odd words in some of its fields, in most of those that are typed; some left out or sent twice. */
export function spoiltForm(form: Form): fc.Arbitrary<[string, string][]> {
  const typed = new Set(
    form.fields
      .filter(({ kind }) => !/^(hidden|checkbox|radio|select|button)$/.test(kind))
      .map(({ name }) => name)
  )
  const buttons = form.fields.filter(({ kind }) => kind === 'button')
  return fc
    .constantFrom(undefined, ...buttons)
    .chain((button) =>
      fc.tuple(...spoiltPairs(filled(form, button), typed)).map((each) => each.flat())
    )
}

function spoiltPairs(pairs: [string, string][], typed: Set<string>) {
  return pairs.map(([name, value]) =>
    fc.oneof(
      {
        weight: typed.has(name) ? 6 : 1,
        arbitrary: odd.map((one): [string, string][] => [[name, one]]),
      },
      { weight: 5, arbitrary: fc.constant<[string, string][]>([[name, value]]) },
      { weight: 1, arbitrary: fc.constant<[string, string][]>([]) },
      {
        weight: 1,
        arbitrary: odd.map((one): [string, string][] => [
          [name, value],
          [name, one],
        ]),
      }
    )
  )
}
