import * as z from 'zod/mini'
import { LAUNCHING, type SiteChoices } from '../../desk/site-choices'
import type { Problems } from '../../signatures/signature'
import type { Posted } from '../form'

type Choices = Pick<SiteChoices, 'launching' | 'mailsADay'>

const launching = z.enum(LAUNCHING, 'Choose who may launch.')
const mailsADay = z.pipe(
  z.string().check(
    z.overwrite((text) => text.replace(/[\s,]/g, '')),
    z.regex(/^([1-9]\d{0,7})?$/, 'Enter a whole number, or nothing.')
  ),
  z.transform((text) => (text === '' ? null : Number(text)))
)
const chosen = z.object({ launching, mails_a_day: z._default(mailsADay, null) })
const shown = z.object({ launching_was: launching, mails_was: mailsADay })

/** What a steward chose, and what the form showed before; null: it does not say. */
export function readChoices(
  values: Posted
): { to: Choices; was: Choices | null } | { problems: Problems } {
  const [read, before] = [chosen.safeParse(values), shown.safeParse(values)]
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => [String(path[0]), message])
    return { problems: Object.fromEntries(issues) as Problems }
  }
  const { launching: to, mails_a_day: aDay } = read.data
  return {
    to: { launching: to, mailsADay: aDay },
    was: before.success
      ? { launching: before.data.launching_was, mailsADay: before.data.mails_was }
      : null,
  }
}
