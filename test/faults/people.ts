import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { paths } from '../../src/paths'
import { addressKey } from '../../src/mailbox'
import { master } from '../registrar/people'
import { ada, confirm, tokenIn } from '../support/signers'
import { rowsOf } from '../support/tables'
import type { Row } from '../registrar/audit'
import type { Told } from './journey'
import type { Checked } from './rules'

/** All that somebody new needs. */
type Around = Pick<Checked, 'world' | 'typed'>

/** Somebody who is about to sign, whose name and address nobody has typed before. */
export function someone(checked: Around, over: Record<string, string> = {}) {
  const fields = ada({ name: `Ada Quillfaults${checked.typed.length}`, ...over })
  checked.typed.push(fields.name, fields.email)
  return { fields, visitor: checked.world.visitor() }
}

/** Somebody who has signed and has the mail. */
export async function signed(checked: Around, over: Record<string, string> = {}) {
  const { world } = checked
  const who = someone(checked, over)
  const { fields, visitor } = who
  const answer = await visitor.submit(paths.signatures(world.letter.slug), fields)
  expect(answer.status).toBe(303)
  await world.deliver()
  const { text, subject } = await world.mailTo(fields.email)
  const token = tokenIn(text.match(/https:\S+\/confirm\?t=\S+/)?.[0] ?? '')
  const code = subject.match(/\d{6}/)?.[0] ?? ''
  return { ...who, token, code }
}

/** Somebody who is counted, with the token of their manage link. */
export async function counted(checked: Checked, over: Record<string, string> = {}) {
  const who = await signed(checked, over)
  const answer = await confirm(who.visitor, who.token, who.fields)
  const page = await answer.text()
  expect(page).toContain(COUNTED)
  await checked.world.deliver()
  return { ...who, manage: tokenIn(page.match(/\/signature\?t=[^"&]+/)?.[0] ?? '') }
}

/** What only the page says that tells somebody that they count. */
export const COUNTED = 'You are signatory number'

/** What somebody is told by a page that says one of these if it is done. */
export function toldBy(page: string, ...done: string[]): Told {
  if (done.some((words) => page.includes(words))) return true
  return /<h1[^>]*>\s*(Not counted yet|Nothing is changed yet)/.test(page) && 'undone'
}

/** Everything that is held for an address, the oldest first. */
export async function rowsFor({ world }: Checked, address: string): Promise<Row[]> {
  return rowsOf<Row>(
    'SELECT * FROM signature WHERE letter_id = ? AND email_key = ? ORDER BY created_at, rowid',
    world.letter.id,
    await addressKey(master, address)
  )
}

/** How many mails of each kind were promised and sent. That stewards were alarmed is no matter. */
export async function mailsSent(): Promise<Record<string, number>> {
  const { results } = await env.DB.prepare(
    `SELECT asked, count(*) AS n FROM outbox WHERE state = 'sent' AND asked <> 'alarm'
     GROUP BY asked ORDER BY asked`
  ).all<{ asked: string; n: number }>()
  return Object.fromEntries(results.map(({ asked, n }) => [asked, n]))
}
