import * as z from 'zod/mini'
import { cleanLine, cleanMarkdown } from '../desk/clean-text'
import { emailAddress } from '../signatures/address'

const DAY_MS = 24 * 60 * 60 * 1000

/** Whoever complains about data hears within this long (Data Protection Act 2018, section 164A). */
export const COMPLAINT_MS = 30 * DAY_MS

/** What a complaint can be about, as whoever makes it says. */
export const ABOUT = [
  { key: 'consent', label: 'My data is used without my consent' },
  { key: 'shown', label: 'Something about me is shown, or shown wrongly' },
  { key: 'erasure', label: 'My data was not deleted or corrected when I asked' },
  { key: 'access', label: 'I was not told what is held about me' },
  { key: 'mail', label: 'Mail that I did not ask for' },
  { key: 'security', label: 'My data was lost, or others could see it' },
  { key: 'other', label: 'Something else about my data' },
] as const

export type About = (typeof ABOUT)[number]['key']

/** How a complaint can be answered. */
export const OUTCOMES = [
  { key: 'upheld', label: 'They are right, and it is put right' },
  { key: 'partly', label: 'They are right in part' },
  { key: 'not-upheld', label: 'They are not right' },
] as const

export type ComplaintOutcome = (typeof OUTCOMES)[number]['key']

/** A complaint as those read it who must answer. Times are milliseconds since 1970. */
export type Complaint = {
  id: string
  letterId: number
  about: About
  name: string | null
  words: string
  /** Nobody is shown it; the answer goes there. Gone a year after that. */
  address: string | null
  receivedAt: number
  dueAt: number
  answeredAt: number | null
  outcome: ComplaintOutcome | null
  answer: string | null
}

function typed(what: string, longest: number, clean: (text: string) => string) {
  return z._default(z.string(), '').check(
    z.overwrite(clean),
    z.refine((text) => [...text].length <= longest, {
      error: ({ input }) =>
        `${what} must be ${longest} characters or fewer (now ${[...String(input)].length}).`,
    })
  )
}

/** What somebody types to complain. */
export const complaintForm = z.object({
  about: z.enum(
    ABOUT.map(({ key }) => key),
    'Choose what it is about.'
  ),
  words: typed('What you write', 4000, cleanMarkdown).check(
    z.refine((text) => text !== '', 'Say what happened, and what you want done.')
  ),
  name: typed('The name', 150, cleanLine),
  email: emailAddress,
})

export type ComplaintForm = z.output<typeof complaintForm>

/** What somebody of the team types to answer. */
export const answerForm = z.object({
  outcome: z.enum(
    OUTCOMES.map(({ key }) => key),
    'Choose what you found.'
  ),
  answer: typed('The answer', 4000, cleanMarkdown).check(
    z.refine((text) => text !== '', 'Write the answer that they get by mail.')
  ),
})

/** The number that people are given: what a UUID begins with. */
export function numberOf(id: string): string {
  return id.slice(0, 8).toUpperCase()
}

/** Days until a complaint must be answered, a begun one counted; 0 and less once that is over. */
export function daysLeft({ dueAt }: Pick<Complaint, 'dueAt'>, now: Date): number {
  return Math.ceil((dueAt - now.getTime()) / DAY_MS)
}
