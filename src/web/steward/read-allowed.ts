import { cleanLine } from '../../desk/clean-text'
import { isForExamples, isFreeMail } from '../../free-mail'
import type { Allowed } from '../../gate/allowed'
import { readNetwork } from '../../gate/network'
import { domainOf } from '../../mailbox'
import { emailAddress } from '../../signatures/address'
import type { Problems } from '../../signatures/signature'
import type { Posted } from '../form'

type Read = Pick<Allowed, 'kind' | 'value'> | { problem: string }

/** What a steward types to be put on the list, in its one spelling; or what is wrong with it. */
export function readAllowed(
  values: Posted
): { one: Pick<Allowed, 'kind' | 'value' | 'note'> } | { problems: Problems } {
  const read = readValue((values.value ?? '').trim())
  const note = cleanLine(values.note ?? '')
  const problems = {
    ...('problem' in read && { value: read.problem }),
    ...(note === '' && { note: 'Say whose it is.' }),
    ...(note.length > 200 && { note: 'Use 200 characters or fewer.' }),
  }
  return 'problem' in read || Object.keys(problems).length > 0
    ? { problems }
    : { one: { ...read, note } }
}

const EVERYBODYS = /^(co|com|ltd|me|net|org|plc)\.[a-z]{2}$/

function readValue(typed: string): Read {
  if (typed === '') return { problem: 'Enter a network or a mail domain.' }
  if (/^([\d.]+|[\da-f.]*:[\da-f:.]*)(\/|$)/i.test(typed)) {
    const read = readNetwork(typed)
    return 'problem' in read ? read : { kind: 'network', value: read.network }
  }
  const address = emailAddress.safeParse(`somebody@${typed.replace(/^@/, '')}`)
  if (!address.success) return { problem: 'Enter a mail domain such as fenmoor.sch.uk.' }
  const value = domainOf(address.data)
  if (isFreeMail(value)) return { problem: `Anybody can have a mailbox at ${value}.` }
  if (EVERYBODYS.test(value)) return { problem: `Anybody can have a domain under ${value}.` }
  return isForExamples(value)
    ? { problem: `${value} is kept for examples: nobody has a mailbox there.` }
    : { kind: 'domain', value }
}
