import type { Context } from 'hono'
import { ask } from '../../ask'
import { becauseOf, type Because } from '../../cases/objections'
import type { Comment } from '../../comments/comment'
import { commentOf } from '../../comments/find'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Edition, Letter } from '../../letters/letter'
import { signedTextOf, type SignedText } from '../../letters/signed-text'
import { claimsOf, type MailboxClaim } from '../../mailbox-claims/claim'
import { knownSchools, type KnownSchool } from '../../mailbox-claims/may-add'
import { signatureOf, type KeptSignature } from '../../signatures/find'
import { schoolChoice } from '../../register/choice'
import { letterIdOf } from '../../signatures/signature'
import { urnsIn } from '../../signatures/urns'
import type { Posted } from '../form'
import type { Site } from '../site'
import type { FormSchools } from '../ui/school-field'

/** A signature that a link leads to, with its letter, the text as it is now, and as it was signed. */
export type Signed = {
  letter: Letter
  edition: Edition
  signature: KeptSignature
  signedText: SignedText | null
  comment: Comment | null
  /** As typed, where a form was; or else those of the signature. */
  schools: FormSchools
  /** The same schools of the signature, as the register has them. */
  knownSchools: KnownSchool[]
  claims: MailboxClaim[]
  /** The case that decided about it, if one did. */
  because: Because | null
}

/** `typed` is the form that is to be shown again. */
export async function findSigned(
  c: Context<Site>,
  id: string,
  typed?: Posted
): Promise<Signed | null> {
  const ref = { id: letterIdOf(id) }
  const [signature, letter, edition, signedText, comment, schools, known, claims, because] =
    await ask(
      c.env.DB,
      signatureOf(c.env.DB, id),
      letterOf(c.env.DB, ref),
      editionOf(c.env.DB, ref),
      signedTextOf(c.env.DB, id),
      commentOf(c.env.DB, id),
      schoolChoice(c.env.DB, typed ? urnsIn(typed.urn) : { signatureId: id }),
      knownSchools(c.env.DB, id),
      claimsOf(c.env.DB, id, new Date()),
      becauseOf(c.env.DB, id)
    )
  if (!signature || !letter || !edition) return null
  const found = { letter, edition, signature, signedText, comment, schools }
  return { ...found, knownSchools: known, claims, because }
}
