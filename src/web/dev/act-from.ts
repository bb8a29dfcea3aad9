import type { Context } from 'hono'
import { ask } from '../../ask'
import type { Letter } from '../../letters/letter'
import type { Act } from '../../registrar/acts'
import { editionOf } from '../../registrar/publish-edition'
import { addressKey } from '../../mailbox'
import { signatureOf } from '../../signatures/find'
import { lookUp, type FoundSignature } from '../../signatures/look-up'
import { readSignatureFields } from '../../signatures/read-form'
import type { Problems } from '../../signatures/signature'
import { typedOf } from '../signatures/typed-of'
import type { Site } from '../site'
import { ACTS_ON, type ActForm } from './act-form'

type Asked = { act: Act } | { problems: Problems }

/** What a form asks the Registrar for, or what it names that is not there. */
export async function actFrom(
  c: Context<Site>,
  letter: Letter,
  form: ActForm,
  now: Date
): Promise<Asked> {
  const at = form.at ?? now.getTime()
  switch (form.verb) {
    case 'close':
    case 'reopen':
    case 'finish':
      return { act: { verb: form.verb, at } }
    case 'anonymise':
      return { act: { verb: 'anonymise', before: form.before, at } }
    case 'publish': {
      const wording = { ...letter, markdown: form.text }
      const edition = await editionOf(wording, form.reason ?? null)
      return { act: { verb: 'publish', edition, after: letter.edition, at } }
    }
    default: {
      const found = await signatureMeant(c, letter, form)
      if ('problems' in found) return found
      return actOn(c, form, found.id, at)
    }
  }
}

type OfSomebody = Extract<ActForm, { verb: keyof typeof ACTS_ON }>

/** The signature that a form means: of several, the one that its verb does something about. */
async function signatureMeant(
  c: Context<Site>,
  letter: Letter,
  { verb, number, address }: OfSomebody
): Promise<FoundSignature | { problems: Problems }> {
  if (number === undefined && address === undefined) {
    return { problems: { number: 'Give a signatory number or an address.' } }
  }
  const by =
    number === undefined
      ? { emailKey: await addressKey(c.get('settings').MASTER_KEY, address ?? '') }
      : { number }
  const [found] = await ask(c.env.DB, lookUp(c.env.DB, letter.id, by))
  const meant = found.find(({ state }) => state === ACTS_ON[verb]) ?? found[0]
  const named = number === undefined ? 'address' : 'number'
  return meant ?? { problems: { [named]: 'The letter has no such signature.' } }
}

async function actOn(c: Context<Site>, form: OfSomebody, id: string, at: number): Promise<Asked> {
  switch (form.verb) {
    case 'remove':
    case 'refuse': {
      const { verb, reason, case: caseId, sentence } = form
      return { act: { verb, id, reason, caseId, sentence, at } }
    }
    case 'reinstate': {
      const { verb, case: caseId, sentence } = form
      return { act: { verb, id, caseId, sentence, at } }
    }
    case 'hold':
      return heldAsTyped(c, id, at)
    default:
      return { act: { verb: form.verb, id, at } }
  }
}

/** Holds a signature as it was typed, as if its signer had changed nothing on the confirm page. */
async function heldAsTyped(c: Context<Site>, id: string, at: number): Promise<Asked> {
  const [typed] = await ask(c.env.DB, signatureOf(c.env.DB, id))
  const read = typed && readSignatureFields(typedOf(typed))
  if (!read || 'problems' in read) {
    return { problems: { address: 'Nothing is left of what was typed for it.' } }
  }
  return { act: { verb: 'hold', id, edition: typed.edition, fields: read.data, at } }
}
