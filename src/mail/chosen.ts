import type { LinkPurpose } from '../link'
import type { HeldBesides } from './known-besides'
import type { Rewording } from './known-rewordings'
import type { Notice } from './notice'
import type { AlarmDetails } from './outbox'
import type { UpdateWords } from './update-words'

/** A letter as its mails show it. None of this is typed by signers. */
export type LetterInMail = {
  slug: string
  title: string
  addressedTo: string
  hosts: string[]
  controller: { name: string; contact: string; address: string }
  /** Not everyone sees it yet, or any more: there is no page to link to. */
  unlisted?: true
}

/** What a link refers to. Its token is signed when the mail is rendered. */
export type LinkInMail = { purpose: LinkPurpose; id: string; expiresAt: number }

/** Where a signature stands that was once confirmed. */
export type Standing = 'counted' | 'held' | 'withdrawn' | 'removed' | 'refused'

/** What an address is held for besides signatures, and the link that leads to it, or ends it. */
export type Besides = Pick<HeldBesides, 'what' | 'about' | 'name' | 'state'> & { link: LinkInMail }

/** `disowned`: somebody at that address once said of this letter that it wasn't them. */
export type Holding = {
  letter: LetterInMail
  state: Standing | 'pending'
  disowned: boolean
  link: LinkInMail
}

/**
 * The mail that a row became. It holds all that rendering needs beside the settings, so that the
 * same bytes can be made again, and nothing that a signer typed.
 */
export type Chosen =
  | { mail: 'confirm'; letter: LetterInMail; link: LinkInMail; worksUntil: number }
  | { mail: 'already-signed'; letter: LetterInMail; link: LinkInMail }
  | { mail: 'your-links'; letter: LetterInMail; link: LinkInMail; state: Standing }
  | { mail: 'my-data'; holdings: Holding[]; besides?: Besides[]; suppressed: boolean }
  | {
      mail: 'counted'
      letter: LetterInMail
      link: LinkInMail
      number: number
      addressKept: boolean
      /** The newest signed head of the letter's ledger. */
      checkpoint: string | null
      /** Is the name to be shown, and waits for a look. */
      awaitsLook?: boolean
      /** Is it a notable one, whose owner is asked first. */
      awaitsOwner?: boolean
    }
  | {
      mail: 'name-display'
      letter: LetterInMail
      link: LinkInMail
      at: number
      /** Why the name is not shown; null: it is shown again. */
      because: string | null
    }
  | { mail: 'changed'; letter: LetterInMail; link: LinkInMail; at: number }
  | ({
      mail: 'new-edition'
      letter: LetterInMail
      link: LinkInMail
      /** The edition that the signature stands behind. */
      signed: number
    } & Rewording)
  | {
      mail: 'update'
      letter: LetterInMail
      /** Ends such mail. */
      link: LinkInMail
      updateId: number
      to: 'signer' | 'follower' | { host: string }
      /** Joins the mail whenever it is claimed. */
      words: UpdateWords | null
    }
  | { mail: 'held'; letter: LetterInMail; link: LinkInMail; until: number }
  | { mail: 'refused' | 'removed'; letter: LetterInMail; link: LinkInMail; sentence: string }
  | { mail: 'reinstated'; letter: LetterInMail; link: LinkInMail; number: number }
  | {
      mail: 'say-again'
      letter: LetterInMail
      link: LinkInMail
      /** The edition that the signer said yes to, and the newest. */
      signed: number
      edition: number
      worksUntil: number
    }
  | { mail: 'lapsed'; letter: LetterInMail; open: boolean }
  | { mail: 'withdrawn'; letter: LetterInMail; link: LinkInMail; at: number; open: boolean }
  | { mail: 'erased'; letter: LetterInMail; at: number }
  | ({ mail: 'alarm'; at: number } & AlarmDetails)
  | { mail: 'notice'; at: number; notice: Notice }

/** A row whose mail is chosen for good, where it goes, and how often a steward had it sent again. */
export type FrozenMail = { id: string; address: string; resent: number; chosen: Chosen }
