import type { AskedMail } from './caps'
import type { Holding, LetterInMail, Standing } from './chosen'
import type { HeldBesides } from './known-besides'
import type { Rewording } from './known-rewordings'
import type { KnownUpdate } from './known-updates'
import type { Asked } from './outbox'

/** A claimed row: what was asked for, for which letter, signature and address, and when. */
export type ClaimedRow = {
  id: string
  asked: Asked
  letterId: number | null
  signatureId: string | null
  toKey: string | null
  details: string | null
  createdAt: number
}

/** `emptied`: pending, but what was typed is gone, so that nobody can confirm it. */
export type Signature = {
  id: string
  letterId: number
  state: Standing | 'pending' | 'emptied' | 'disowned'
  number: number | null
  expiresAt: number
}

/** A letter, whether people may sign it now, and until when it accepts confirmations. */
export type KnownLetter = LetterInMail & {
  id: number
  edition: number
  open: boolean
  acceptsUntil: number
}

export type OwnSignature = Signature & {
  edition: number
  addressKept: 0 | 1
  /** Is the name shown; and does its signer want it to be. */
  shown: 0 | 1
  wanted: 0 | 1 | null
  /** Why it is not shown, and what its signer reads about that. */
  offWhy: string | null
  offSentence: string | null
}

export type HeldSignature = Signature & { state: Holding['state']; disowned: 0 | 1 }

/** All that the database knows, at the claim, of what a row asks for. */
export type Situation = {
  letter: KnownLetter | null
  /** The signature that the mail was promised for. */
  own: OwnSignature | null
  /** Of that letter and address, once confirmed: the live one, or else the newest. */
  standing: (Signature & { state: Standing }) | null
  /** Of that letter and address: the newest that can still be confirmed. */
  pending: Signature | null
  /** Somebody at that address pressed "this wasn't me". */
  suppressed: boolean
  /** Mail to the mailbox came back for good, or its owner called it spam. */
  unreachable: boolean
  /** If all letters are asked about: a signature of each that the address has one of. */
  held: { letter: KnownLetter; signature: HeldSignature }[]
  /** If all letters are asked about: what the address is held for besides. */
  besides: HeldBesides[]
  /** The newest signed head of that letter's ledger, if the mail tells of a signature counted. */
  checkpoint: string | null
  /** The letter's newest words, if the mail tells of them. */
  rewording: Rewording | null
  /** The update that the mail tells of, if it does. */
  update: KnownUpdate | null
  /** What the address got already because it was typed into a form. */
  before: AskedMail[]
}
