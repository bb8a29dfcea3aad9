import type { Audited } from './audit.ts'
import type { Exported } from './export.ts'
import type { Importing } from './import.ts'
import type { MailTimes } from './mail.ts'
import type { Matching } from './match.ts'
import type { Listing, Page } from './pages.ts'
import type { ProofSizes } from './proofs.ts'
import type { Reading } from './read.ts'
import type { Replayed } from './replay.ts'
import type { Search } from './search.ts'
import type { Signing } from './signing.ts'
import type { Stage } from './stages.ts'
import type { Storage } from './weigh.ts'
import type { Sustained } from './sustain.ts'
import type { Watched } from './watch.ts'
import type { Writing } from './write.ts'

/** All that a run has found out. */
export type Result = {
  at: string
  machine: { processor: string; cores: number; node: string; miniflare: string }
  workerBytes: number
  pageBytes: number
  reads: Reading[]
  searches: Search[]
  matched: Matching
  imported: Importing
  writes: Writing[]
  /** Confirmations that the Registrar writes if all are waiting, without pages and mail. */
  registrarPerSecond: number
  /** A minute of confirmations without a pause, and what one of them consists of. */
  sustained: Sustained
  stages: Stage[]
  /** Pieces of the curves of a real petition and of real letters. */
  replayed: Replayed[]
  /** Newsroom, desk and stewards. */
  pages: Page[]
  listing: Listing
  /** A commit's cost with the ledger against the same without it. */
  signing: Signing[]
  audited: Audited
  proofs: ProofSizes[]
  mail: MailTimes
  watched: Watched
  exported: Exported[]
  storage: Storage
  bytesPerMail: number
}
