import * as z from 'zod/mini'
import { line } from '../desk/draft-form'
import { webAddress } from '../desk/settings-form'
import { domainOf } from '../mailbox'
import { emailAddress } from '../signatures/address'
import { isFreeMail } from '../free-mail'
import { personName, roleWords, schoolWords } from '../signatures/name'
import { ticked } from '../signatures/signature'
import { foldedWords } from '../words'

/** An organisation that nobody confirms is gone after this long. */
export const ORGANISATION_LINK_MS = 14 * 24 * 60 * 60 * 1000

/** `off`: the letter's team took it off the list. */
export type OrganisationState = 'pending' | 'listed' | 'withdrawn' | 'off'

/** What an organisation says of itself, and who says it. */
const fields = {
  organisation: z.pipe(
    z.pipe(schoolWords, z.string('Enter the name of the organisation.')),
    z.string().check(z.refine((name) => fold(name) !== '', 'Use letters or digits in the name.'))
  ),
  place: z.pipe(
    line('The place', 100),
    z.transform((place) => place || null)
  ),
  url: webAddress,
  name: personName,
  role: z.pipe(roleWords, z.string('Enter your role there.')),
}

/** What is confirmed, and what may be corrected later. */
export const organisationFields = z.object({ ...fields, updates: ticked })

/** What somebody types who signs for an organisation. */
export const organisationForm = z.object({
  ...fields,
  email: z.pipe(
    emailAddress,
    z.string().check(
      z.refine((address) => !isFreeMail(domainOf(address)), {
        error: ({ input }) =>
          `Anybody can have a mailbox at ${domainOf(String(input))}, so it can’t speak for an organisation. Use one at the organisation’s own domain. To sign as yourself, use the letter’s own form.`,
      })
    )
  ),
  updates: ticked,
  may_speak: z.literal('on', 'Tick this box if you may speak for the organisation.'),
})

export type OrganisationFields = z.output<typeof organisationFields>
export type OrganisationForm = z.output<typeof organisationForm>

/** A name as two of them are compared: without case, accents and marks. */
export function fold(name: string): string {
  return foldedWords(name).join(' ')
}
