import type { Terminal } from './deploy-ask.ts'
import type { Config } from './deploy-config.ts'
import type { Options } from './deploy-options.ts'
import type { Wrangler } from './deploy-wrangler.ts'

/** What a deployment starts from. Without a terminal there is nobody to ask. */
export type Known = {
  options: Options
  config: Config
  wrangler: Wrangler
  terminal: Terminal | null
  env: Record<string, string | undefined>
}

/** The same, with what its steps have found out for those after them. */
export type Deployment = Known & {
  /** The secrets that the Worker has, by name. */
  secrets: string[]
  /** What the upload put there, and where it answers without a domain of its own. */
  live: { version: string | null; addresses: string[] }
  health: Health | null
}

/** What the site says of itself, at its ORIGIN or only at its workers.dev address. */
export type Health =
  | { state: 'well' | 'well elsewhere'; at: string }
  | { state: 'unwell'; at: string; problems: string[] }
  | { state: 'silent'; at: string; reason: string }

/** One step of a deployment. Where it was done before, running it again changes nothing. */
export type Step = {
  title: string
  why: string
  /** For --dry-run: every command that it may run, and what it would ask or write. */
  plan: (config: Config, options: Options) => string[]
  /** Does it, and says what it found or did. What a person must put right is a Problem. */
  run: (deployment: Deployment) => Promise<string>
}
