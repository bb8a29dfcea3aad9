import * as z from 'zod/mini'
import { cleanLine, cleanMarkdown } from './clean-text'

const LONGEST_TEXT = 20_000
const OPEN_AGAIN = 'Open this page again.'

/** One line of a form, cleaned. `what` is how its problem names it. */
export function line(what: string, longest: number) {
  return z._default(z.string(), '').check(
    z.overwrite(cleanLine),
    z.maxLength(longest, {
      error: ({ input }) =>
        `${what} must be ${longest} characters or fewer (now ${String(input).length}).`,
    })
  )
}

/** What a form was made from: a version, or an edition. */
export const count = z.pipe(
  // `z.coerce` would bring dates and big integers too.
  z.transform(Number),
  z.number(OPEN_AGAIN).check(z.refine((n) => Number.isSafeInteger(n) && n >= 0, OPEN_AGAIN))
)

const title = line('The title', 200).check(
  z.refine((text) => text !== '', 'Give the letter a title.')
)

/** The name of a group; `problem` says what to do where there is none. */
export const hostName = (problem: string) =>
  line('The group’s name', 120).check(z.refine((text) => text !== '', problem))

export const ownHostName = hostName('Say which group the letter is from.')

/** What a new letter needs. `key` makes a form that is sent twice one letter. */
export const newLetterForm = z.object({
  title,
  host_name: ownHostName,
  key: z.uuid(OPEN_AGAIN),
})

/** The words of a letter. `edition` and `version` say what they were changed from. */
export const wordsForm = z.object({
  edition: count,
  version: count,
  title,
  addressed_to: line('The address', 200),
  text: z._default(z.string(), '').check(
    z.overwrite(cleanMarkdown),
    z.maxLength(LONGEST_TEXT, {
      error: ({ input }) =>
        `The text must be 20,000 characters or fewer (now ${String(input).length.toLocaleString('en-GB')}).`,
    })
  ),
})

export type Words = Omit<z.output<typeof wordsForm>, 'edition' | 'version'>
