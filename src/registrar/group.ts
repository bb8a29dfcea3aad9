import type { Letter } from '../letters/letter'
import type { Audited } from '../desk/audit'
import type { NotableCheck } from '../notable/check'
import type { PromisedMail } from '../mail/outbox'
import { changedSchools } from './changed-schools'
import type { Decision } from './decision'
import { Draft } from './draft'
import type { NewEdition } from './new-edition'
import type { Known } from './read'
import type { SignatureRow } from './row'
import { Rows } from './rows'
import { Schools } from './schools'
import { cellsOf, movesOf, wordsOf, type Dimension } from './tally'

/** What the Registrar alone changes of a letter, beside its editions. */
export type ChangedLetter = Pick<
  Letter,
  | 'state'
  | 'founding'
  | 'openedAt'
  | 'opensAt'
  | 'closesAt'
  | 'closedAt'
  | 'finishedAt'
  | 'archivedAt'
  | 'stopped'
  | 'stoppedBecause'
>

/** Who asked for an act at the desk. A null account is the site itself, at a time that was set. */
export type By = { accountId: number | null; asSteward?: boolean }

/**
 * One batch in the making. Verbs change rows and append entries; every number follows from that,
 * so that no verb can forget one.
 */
export class Group extends Rows {
  letter: Letter
  letterChanged = false
  newestText: string | null
  /** Is the ledger to be looked at, even if nothing is appended. */
  isExamined = false
  readonly draft: Draft
  readonly editions: { number: number; edition: NewEdition; at: number; draft?: number }[] = []
  /** The words that it is to open with by itself, as JSON, if they are set here. */
  opensAs: string | null = null
  /** Is the letter deleted here; and was it never more than a draft, of which no word stays. */
  isDeleted = false
  isEmptied = false
  readonly decisions: Decision[] = []
  readonly mails: PromisedMail[] = []
  /** How owners of notable names were asked. */
  readonly checks: (NotableCheck & { id: string; by: number | null; at: number })[] = []
  /** What people of the desk did here, for the list that the letter's team reads. */
  readonly audits: Audited[] = []
  /** Signatures whose signers answered their mail, and those of which nothing stays. */
  readonly answered = new Set<string>()
  readonly erased = new Set<string>()
  /** Keys of addresses: whether mail about the letter stops, and those of which nothing stays. */
  readonly suppressed = new Map<string, boolean>()
  readonly forgotten = new Set<string>()
  /** Keys of addresses whose pending signatures are emptied, and still wait to expire. */
  readonly emptied = new Set<string>()
  /** Ids of the updates whose readers unsubscribed here, one for each of them. */
  readonly unsubscribed: number[] = []
  /** Ids of school mailboxes that were asked for here and have answered. */
  readonly answeredMailboxes = new Set<string>()
  readonly schools: Schools
  /** Ids of those whose address had another on the letter that a case took out or refused. */
  readonly outBefore: Set<string>
  /** Forms of names given here that stand on a list of notable names. */
  readonly notable: Set<string>
  /** Keyed hashes of the names that change here, by name. */
  readonly nameKeys = new Map<string, string>()
  /** New ids of what is anonymised, by their old ones. */
  readonly renamed = new Map<string, string>()
  /** Are there more of those to be anonymised than were read. */
  readonly moreIdentified: boolean
  readonly #heldBefore: number
  /** How many had signed and not confirmed, when that was read. */
  readonly pending: number
  /** Cases about it that live, when that was read. */
  readonly cases: number
  /** Is one of them about those who said yes sooner than anybody reads. */
  readonly quickInCase: boolean

  constructor(letter: Letter, known: Known) {
    super(known.rows)
    this.letter = letter
    this.newestText = known.newestText
    this.draft = new Draft(known.head)
    this.schools = new Schools(known.schools)
    this.moreIdentified = known.moreIdentified
    this.outBefore = known.outBefore
    this.notable = known.notable
    this.#heldBefore = known.waiting.held
    this.pending = known.waiting.pending
    this.cases = known.waiting.cases
    this.quickInCase = known.waiting.quick > 0
  }

  changeLetter(to: Partial<ChangedLetter>) {
    this.letter = { ...this.letter, ...to }
    this.letterChanged = true
  }

  override change(row: SignatureRow, to: Partial<SignatureRow>): SignatureRow {
    const changed = super.change(row, to)
    this.schools.note(this.letter, row, -1)
    this.schools.note(this.letter, changed, 1)
    return changed
  }

  override remove(row: SignatureRow) {
    super.remove(row)
    this.schools.note(this.letter, row, -1)
  }

  /** Notes for the letter's team who did what; nothing if nobody of the desk did it. */
  audit(by: By | undefined, act: string, detail: Audited['detail'] = {}) {
    if (by) this.audits.push({ letterId: this.letter.id, ...by, act, detail })
  }

  /** Empties what else was typed for an address and never confirmed, whether it was read or not. */
  emptyPending(emailKey: string) {
    this.emptied.add(emailKey)
    this.emptyRead(emailKey)
  }

  /** The mails to be sent: of those erased in the same group nothing goes out but the mail that says so. */
  promised(): PromisedMail[] {
    return this.mails.filter(
      ({ asked, signatureId }) => asked === 'erased' || !this.erased.has(signatureId ?? '')
    )
  }

  get hasChanges(): boolean {
    const lettingGo = this.emptied.size > 0 || this.forgotten.size > 0
    const answered = this.answeredMailboxes.size > 0
    const changed = this.letterChanged || answered || this.moved().length > 0
    return lettingGo || changed || !this.draft.isEmpty || changedSchools(this).length > 0
  }

  /** How many of the letter's signatures are held. */
  get held(): number {
    const moved = this.waiting().find(({ key: [state] }) => state === 'held')
    return this.#heldBefore + (moved?.by ?? 0)
  }

  /** Signatures whose signers say here that they no longer sign. */
  takenBack(): string[] {
    return this.moved().flatMap(({ was, is }) =>
      is?.state === 'withdrawn' || (is && is.declinedAt !== was.declinedAt) ? [was.id] : []
    )
  }

  /** Counted signatures whose signers give another name here. */
  underNewNames(): string[] {
    return this.moved().flatMap(({ was, is }) =>
      is && was.state === 'counted' && was.name !== is.name ? [was.id] : []
    )
  }

  tally() {
    return movesOf<[Dimension, string]>(this.moved(), cellsOf)
  }

  waiting() {
    return movesOf<['pending' | 'held']>(this.moved(), (row) =>
      row.state === 'pending' || row.state === 'held' ? [[row.state]] : []
    )
  }

  words() {
    return movesOf<[word: string, number: number]>(this.moved(), (row) =>
      wordsOf(row).map((word) => [word, row.number ?? 0])
    )
  }
}
