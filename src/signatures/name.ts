import * as z from 'zod/mini'
import { seen } from '../words'

const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/
const ADDRESS = /:\/\/|\bwww\./i
// Some schools and companies write these three behind their names.
const EMOJI = /(?![©®™])[\p{Extended_Pictographic}\p{Emoji_Presentation}]/u

/** One line that a signer typed and that pages may show: cleaned, and free of known tricks. */
function typedLine(what: string, longest: number) {
  return z.string().check(
    z.refine((text) => !BIDI_CONTROLS.test(text), {
      error: `${what} can’t hold characters that change the direction of writing. Type it again.`,
      abort: true,
    }),
    z.overwrite(cleaned),
    z.refine((text) => [...text].length <= longest, {
      error: ({ input }) =>
        `${what} must be ${longest} characters or fewer (now ${[...String(input)].length}).`,
    }),
    z.refine((text) => !ADDRESS.test(text), `${what} can’t hold a web address.`),
    z.refine((text) => !/^[-=+@]/.test(text), `${what} can’t begin with -, =, + or @.`),
    z.refine(
      (text) => !/\p{M}{5}/u.test(text),
      `${what} has too many accents on one letter. Type it again.`
    ),
    z.refine((text) => !EMOJI.test(text), `${what} can’t hold emoji. Use letters.`)
  )
}

/** A person's name as it will be published. */
export const personName = typedLine('Your name', 100).check(
  z.refine((text) => text !== '', 'Enter your full name.'),
  z.refine((text) => /\p{L}/u.test(text), 'Use letters in your name.')
)

/** The words of a role that the letter does not list; null if left empty. */
export const roleWords = z.nullish(z.pipe(typedLine('Your role', 100), z.transform(nullIfEmpty)))

/** A school or organisation as typed; null if left empty. */
export const schoolWords = z.nullish(
  z.pipe(typedLine('The school or organisation', 150), z.transform(nullIfEmpty))
)

function cleaned(text: string): string {
  return seen(text).replace(/\s+/gu, ' ').normalize('NFC').trim()
}

function nullIfEmpty(text: string): string | null {
  return text === '' ? null : text
}
