import type { Context } from 'hono'
import { ask } from '../../ask'
import type { Comment } from '../../comments/comment'
import { commentOf } from '../../comments/find'
import { letterOf } from '../../letters/find'
import { editionOf } from '../../letters/find-editions'
import type { Edition, Letter } from '../../letters/letter'
import { signedTextOf, type SignedText } from '../../letters/signed-text'
import { signatureOf, type KeptSignature } from '../../signatures/find'
import { letterIdOf } from '../../signatures/signature'
import type { Site } from '../site'

/** A signature that a link leads to, with its letter, the text as it is now, and as it was signed. */
export type Signed = {
  letter: Letter
  edition: Edition
  signature: KeptSignature
  signedText: SignedText | null
  comment: Comment | null
}

export async function findSigned(c: Context<Site>, id: string): Promise<Signed | null> {
  const ref = { id: letterIdOf(id) }
  const [signature, letter, edition, signedText, comment] = await ask(
    c.env.DB,
    signatureOf(c.env.DB, id),
    letterOf(c.env.DB, ref),
    editionOf(c.env.DB, ref),
    signedTextOf(c.env.DB, id),
    commentOf(c.env.DB, id)
  )
  return signature && letter && edition ? { letter, edition, signature, signedText, comment } : null
}
