import type { Account } from '../../desk/account'
import type { Letter } from '../../letters/letter'
import type { AudienceSizes } from '../../updates/audience'
import { hostField, pointField } from '../../updates/update-form'
import type { WrittenUpdate } from '../../updates/update'
import type { Posted } from '../form'

/** What the form of a new update begins with: it goes to everybody who asked for news. */
export function newValues(letter: Letter, account: Account, { hosts }: AudienceSizes): Posted {
  return {
    version: '0',
    before: String(letter.edition),
    author: account.name ?? '',
    signers: 'all',
    followers: 'on',
    ...Object.fromEntries(hosts.map((host) => [hostField(host), 'on'])),
  }
}

/** An update as the form shows it. */
export function valuesOf(letter: Letter, update: WrittenUpdate): Posted {
  const { version, title, author, markdown, points, audience } = update
  const { signers, followers, hosts } = audience
  const earlier = signers !== null && signers !== 'all'
  return {
    title,
    author,
    markdown,
    version: String(version),
    before: String(earlier ? signers.before : letter.edition),
    signers: earlier ? 'earlier' : (signers ?? 'none'),
    followers: followers ? 'on' : '',
    ...Object.fromEntries(hosts.map((id) => [hostField({ id }), 'on'])),
    ...Object.fromEntries(points.map((point) => [pointField(point), 'on'])),
  }
}
