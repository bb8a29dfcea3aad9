import { env } from 'cloudflare:workers'
import { afterAll, beforeEach, vi } from 'vitest'
import { requireSettings } from '../../src/env'
import type { Letter } from '../../src/letters/letter'
import type { Act, Verbs } from '../../src/registrar/acts'
import type { School } from '../../src/register/school'
import { askRegistrar } from '../../src/registrar/ask'
import type { ConfirmAct } from '../../src/registrar/confirm'
import type { CorrectAct } from '../../src/registrar/correct'
import type { HoldAct } from '../../src/registrar/hold'
import type { Answer } from '../../src/registrar/registrar'
import type { RefuseAct } from '../../src/registrar/refuse'
import type { ReinstateAct } from '../../src/registrar/reinstate'
import type { RemoveAct } from '../../src/registrar/remove'
import { addressKey } from '../../src/mailbox'
import { readSignForm } from '../../src/signatures/read-form'
import { insertPending } from '../../src/signatures/sign'
import { newSignatureId, type SignForm } from '../../src/signatures/signature'
import { ada } from '../support/signers'

// The queue would have the mail consumer run at any moment; here, what is promised stays promised.
beforeEach(() => {
  const queue = Object.getPrototypeOf(env.MAIL_QUEUE) as typeof env.MAIL_QUEUE
  vi.spyOn(queue, 'sendBatch').mockResolvedValue(undefined as never)
})
afterAll(() => {
  vi.restoreAllMocks()
})

export const master = requireSettings(env).MASTER_KEY

export const NOON = Date.parse('2026-06-22T12:00:00Z')

/** Someone who has typed their name and not confirmed it yet. */
export type Signer = { id: string; form: SignForm }

/** People who have typed their names; `over` says what each of them typed. */
export async function signersOf(
  letter: Letter,
  over: Record<string, string>[],
  at = NOON,
  schools: School[] = []
): Promise<Signer[]> {
  const signers = over.map((one) => ({
    id: newSignatureId(letter.id),
    form: formOf(letter, one, schools),
  }))
  const statements = await Promise.all(
    signers.map(async ({ id, form }) => {
      const emailKey = await addressKey(master, form.email)
      return insertPending(env.DB, letter, form, { id, emailKey }, new Date(at))
    })
  )
  await env.DB.batch(statements.flat())
  return signers
}

export async function aSigner(
  letter: Letter,
  over: Record<string, string> = {},
  at = NOON,
  schools: School[] = []
) {
  const [signer] = await signersOf(letter, [over], at, schools)
  if (!signer) throw new Error('Nobody signed.')
  return signer
}

/** So many people, each with a name of their own. */
export function crowd(count: number, over: Record<string, string> = {}) {
  return Array.from({ length: count }, (_, i) => ({ name: `Ada Quill${i}`, ...over }))
}

/** A yes on the confirm page. */
export function yes({ id, form }: Signer, over: Partial<ConfirmAct> = {}): ConfirmAct {
  return { verb: 'confirm', id, edition: form.edition, fields: form, at: NOON, ...over }
}

/** The same yes, which somebody has to look at first. */
export function heldYes({ id, form }: Signer, over: Partial<HoldAct> = {}): HoldAct {
  return { verb: 'hold', id, edition: form.edition, fields: form, at: NOON, ...over }
}

export function correction(
  { id, form }: Signer,
  changed: Partial<SignForm>,
  over: Partial<CorrectAct> = {}
): CorrectAct {
  const fields = { ...form, ...changed }
  return { verb: 'correct', id, fields, updates: fields.updates, at: NOON, ...over }
}

/** Asks a letter's Registrar, as the site does. */
export function tell<V extends keyof Verbs>(
  letter: Pick<Letter, 'id'>,
  act: Verbs[V][0] & { verb: V }
): Promise<Answer<V>> {
  return askRegistrar<V>(env.REGISTRAR, letter.id, act)
}

/** Asks for acts that go together in one group: the first of them finds a batch in flight. */
export async function together(letter: Letter, acts: Act[]): Promise<Answer<keyof Verbs>[]> {
  const plug = tell(letter, { verb: 'expire', id: 'nobody', at: NOON })
  const answers = acts.map((act) => tell(letter, act as Act & { verb: keyof Verbs }))
  await plug
  return Promise.all(answers)
}

/** Someone who is counted. */
export async function aCounted(
  letter: Letter,
  over: Record<string, string> = {},
  at = NOON
): Promise<Signer & { number: number }> {
  const signer = await aSigner(letter, over, at)
  const answer = await tell(letter, yes(signer, { at }))
  if (answer.outcome !== 'counted') throw new Error(`Not counted: ${answer.outcome}.`)
  return { ...signer, number: answer.signature.number }
}

/** Someone who has confirmed and is being checked. */
export async function aHeld(letter: Letter, over: Record<string, string> = {}, at = NOON) {
  const signer = await aSigner(letter, over, at)
  const { outcome } = await tell(letter, heldYes(signer, { at }))
  if (outcome !== 'held') throw new Error(`Not held: ${outcome}.`)
  return signer
}

/** The case that every removal, refusal and reinstatement here comes from. */
export const CASE = '6f1c2d3e-4a5b-4c6d-8e7f-0123456789ab'

export function removal({ id }: { id: string }, over: Partial<RemoveAct> = {}): RemoveAct {
  return { verb: 'remove', id, reason: 'impersonation', caseId: CASE, at: NOON, ...over }
}

export function refusal({ id }: { id: string }, over: Partial<RefuseAct> = {}): RefuseAct {
  return { verb: 'refuse', id, reason: 'automated', caseId: CASE, at: NOON, ...over }
}

export function reinstatement(
  { id }: { id: string },
  over: Partial<ReinstateAct> = {}
): ReinstateAct {
  return { verb: 'reinstate', id, caseId: CASE, at: NOON, ...over }
}

export function registrarOf(letter: Pick<Letter, 'id'>) {
  return env.REGISTRAR.get(env.REGISTRAR.idFromName(String(letter.id)))
}

function formOf(letter: Letter, over: Record<string, string>, schools: School[]): SignForm {
  const read = readSignForm(letter, ada({ edition: String(letter.edition), ...over }), schools)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.data
}
