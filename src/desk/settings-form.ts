import * as z from 'zod/mini'
import type { Role, SchoolsAsked } from '../letters/letter'
import { isSlug } from '../letters/slug'
import { ticked } from '../signatures/signature'
import { endOfUkDay } from '../uk-time'
import { count, line, ownHostName } from './draft-form'

const LARGEST_NUMBER = 10_000_000
const MOST_MILESTONES = 12

export const LANGUAGES = [
  { key: 'en-GB', label: 'English' },
  { key: 'cy', label: 'Welsh' },
  { key: 'gd', label: 'Scottish Gaelic' },
  { key: 'ga', label: 'Irish' },
] as const

/** How signers may be asked where they work. */
export const SCHOOLS_ASKED = [
  { key: 'register', label: 'Schools of the official register, or others in their own words' },
  { key: 'text', label: 'In their own words' },
  { key: 'none', label: 'Not asked' },
] as const satisfies { key: SchoolsAsked; label: string }[]

const number = (what: string) =>
  z
    .pipe(
      line(what, 20),
      z.transform((text) => (text === '' ? null : Number(text.replaceAll(/[ ,]/g, ''))))
    )
    .check(
      z.refine(
        (n) => n === null || (Number.isInteger(n) && n >= 1 && n <= LARGEST_NUMBER),
        `${what} must be a whole number, such as 500.`
      )
    )

const milestones = z
  .pipe(
    line('The milestones', 200),
    z.transform((text) =>
      text
        .split(/[;\s]+|,(?!\d{3}\b)\s*|,\s+/)
        .filter((one) => one !== '')
        .map((one) => Number(one.replaceAll(',', '')))
    )
  )
  .check(
    z.refine(
      (all) => all.every((n) => Number.isInteger(n) && n >= 1 && n <= LARGEST_NUMBER),
      'Milestones must be whole numbers with spaces between, such as 250 750.'
    ),
    z.refine((all) => all.length <= MOST_MILESTONES, `Give ${MOST_MILESTONES} milestones at most.`),
    z.overwrite((all) => [...new Set(all)].sort((a, b) => a - b))
  )

const closesOn = z.pipe(
  line('The day', 20).check(
    z.refine(
      (day) => day === '' || endOfUkDay(day) !== null,
      'Give the last day as in 2027-06-30, or leave it empty.'
    )
  ),
  z.transform((day) => (day === '' ? null : endOfUkDay(day)))
)

const address = z
  .pipe(
    line('The web address', 300),
    z.transform((text) => (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(text) ? `https://${text}` : text))
  )
  .check(
    z.refine(
      (text) => text === '' || (/^https?:\/\//.test(text) && URL.canParse(text)),
      'The web address must look like https://www.example.org, or be left empty.'
    )
  )

export const webAddress = z.pipe(address, z.transform(nullIfEmpty))

/** All that a letter has beside its words. `version` says what it was changed from. */
export const settingsForm = z.object({
  version: count,
  host_name: ownHostName,
  host_url: webAddress,
  eligibility: z.pipe(line('This sentence', 300), z.transform(nullIfEmpty)),
  schools: z.enum(
    SCHOOLS_ASKED.map(({ key }) => key),
    'Choose how signers say where they work.'
  ),
  after_look: ticked,
  comments: ticked,
  organisations: ticked,
  follows_up: number('The earlier letter'),
  goal: number('The goal'),
  milestones,
  closes_on: closesOn,
  press_contact: z.pipe(line('The press contact', 200), z.transform(nullIfEmpty)),
  controller_name: line('The name', 200),
  controller_contact: line('The contact', 200),
  controller_address: line('The postal address', 300),
  slug: line('The address', 60).check(
    z.refine(
      isSlug,
      'Use small letters, digits and single hyphens, such as fair-inspection. A few words, such as “new”, are taken.'
    )
  ),
  language: z.enum(
    LANGUAGES.map(({ key }) => key),
    'Choose a language from the list.'
  ),
})

export type Settings = Omit<z.output<typeof settingsForm>, 'version'> & { roles: Role[] }

function nullIfEmpty(text: string): string | null {
  return text === '' ? null : text
}
