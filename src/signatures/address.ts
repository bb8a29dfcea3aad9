import * as z from 'zod/mini'

const EXAMPLE = 'Enter an email address in the correct format, like name@example.com.'

// Mail to these is read by machines, or by people who did not sign (RFC 2142).
const SYSTEM_MAILBOXES = new Set([
  'abuse',
  'postmaster',
  'mailer-daemon',
  'noreply',
  'no-reply',
  'security',
  'hostmaster',
])

/** An email address to write to: as typed, its domain in ASCII and lower case. */
export const emailAddress = z.pipe(
  z.string().check(z.trim(), z.minLength(1, 'Enter your email address.')),
  z.transform((text, { issues }) => {
    const read = readAddress(text)
    if ('address' in read) return read.address
    issues.push({ code: 'custom', message: read.problem, input: text })
    return z.NEVER
  })
)

/** The same of somebody else than whoever types it. */
export const theirAddress = z.pipe(
  z.string().check(z.trim(), z.minLength(1, 'Enter an email address, like name@example.com.')),
  emailAddress
)

function readAddress(text: string): { address: string } | { problem: string } {
  const at = text.indexOf('@')
  if (at < 1 || at !== text.lastIndexOf('@')) return { problem: EXAMPLE }

  const local = text.slice(0, at)
  const typedDomain = text.slice(at + 1)
  if (/[^\x20-\x7E]/.test(local)) {
    return { problem: 'The part before the @ can hold only unaccented letters, digits and marks.' }
  }
  if (local.length > 64 || text.length > 254) return { problem: 'This address is too long.' }
  if (!/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local) || /^\.|\.\.|\.$/.test(local)) {
    return { problem: EXAMPLE }
  }

  const domain = asciiDomain(typedDomain)
  if (!domain || domain.length + at + 1 > 254) return { problem: EXAMPLE }
  if (SYSTEM_MAILBOXES.has(local.toLowerCase())) {
    return { problem: `${local}@ is a mailbox for machines. Use an address of your own.` }
  }
  return { address: `${local}@${domain}` }
}

/** A domain in ASCII (IDNA, as the URL standard has it), or null if no mail could go there. */
function asciiDomain(typed: string): string | null {
  if (/[\s/:@?#[\]\\%]/.test(typed)) return null
  const url = `http://${typed}`
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const labels = host.split('.')
  if (labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '')) return null
  const wellFormed = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return wellFormed ? host : null
}
