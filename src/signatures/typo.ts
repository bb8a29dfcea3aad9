import { domainOf } from '../mailbox'

const COMMON = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'hotmail.co.uk',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'btinternet.com',
  'live.co.uk',
  'sky.com',
]

// Providers of their own, however much they look like a slip.
const OTHERS = ['ymail.com', 'mail.com', 'email.com']

/** The address that was probably meant, if its domain is one slip away from a common one. */
export function likelyAddress(address: string): string | null {
  const domain = domainOf(address)
  if (COMMON.includes(domain) || OTHERS.includes(domain)) return null
  const meant = COMMON.find((common) => isOneSlipAway(domain, common))
  return meant ? address.slice(0, -domain.length) + meant : null
}

/** One letter too many, missing, wrong, or two swapped. */
function isOneSlipAway(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [left, right] = [a.slice(start), b.slice(start)]
  return (
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1) ||
    (left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0])
  )
}
