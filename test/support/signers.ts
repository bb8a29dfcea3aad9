import type { Letter } from '../../src/letters/letter'
import { paths } from '../../src/paths'
import { aVisitor, type Visitor } from './visitor'

let signers = 0

/** Names and addresses of people who never lived; each call is somebody else. */
export function ada(over: Record<string, string> = {}) {
  return {
    edition: '1',
    name: 'Ada Quillfeather',
    email: `ada-${++signers}@example.org`,
    role: 'head',
    school: 'Brambleholt Primary',
    country: 'england',
    public: 'on',
    consent: 'on',
    ...over,
  }
}

/** Signs a letter and opens the mail. Returns the visitor and the token of the confirm link. */
export async function signUp(letter: Letter, fields = ada(), visitor: Visitor = aVisitor()) {
  await visitor.submit(paths.signatures(letter.slug), fields)
  const link = await visitor.openMail(fields.email, /confirm/)
  return { visitor, fields, link, token: tokenIn(link) }
}

/** Signs a letter and confirms. Returns what the page said, and the token of the manage link. */
export async function signAndConfirm(letter: Letter, fields = ada(), visitor?: Visitor) {
  const signed = await signUp(letter, fields, visitor)
  const answer = await confirm(signed.visitor, signed.token, fields)
  const page = await answer.text()
  const manage = tokenIn(page.match(/\/signature\?t=[^"&]+/)?.[0] ?? '')
  return { ...signed, answer, page, manage }
}

/** Presses yes, or whatever `over` says, on the confirm page. */
export function confirm(
  visitor: Visitor,
  token: string,
  fields: Record<string, string>,
  over: Record<string, string> = {}
) {
  const { email: _, consent: __, ...shown } = fields
  return visitor.submit(paths.confirmation(), { ...shown, t: token, choice: 'yes', ...over })
}

/** Sends a form of the page that a manage link leads to. */
export function change(
  visitor: Visitor,
  manage: string,
  action: 'correct' | 'withdraw' | 'erase' | 'sign-again',
  fields: Record<string, string> = {}
) {
  const sure = action === 'withdraw' || action === 'erase' ? 'yes' : ''
  return visitor.submit(paths.signatureChange(), { t: manage, action, sure, ...fields })
}

export function tokenIn(link: string): string {
  return new URL(link, 'https://example.org').searchParams.get('t') ?? ''
}

/** The published numbers of a letter. */
export async function numbersOf(letter: Letter, visitor: Visitor = aVisitor()) {
  return JSON.parse(await visitor.read(paths.letterJson(letter.slug))) as {
    counted: number
    confirmed: number
    awaiting_confirmation: number
    withdrawn: number
    as_of: string
    ledger: { size: number }
    breakdown: Record<string, { key: string; label: string; counted: number }[]>
  }
}
