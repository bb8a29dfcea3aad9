import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Progress } from './progress.ts'
import { ledgerOf } from './proofs.ts'
import type { Site } from './site.ts'

/** One audit: how long it took, reading included, and what the auditor itself took of the machine. */
export type Audited = {
  entries: number
  live: number
  seconds: number
  cpuSeconds: number
  mostMemory: number
}

/** Has a process of its own audit a letter's ledger, as a stranger would. */
export async function auditLedger(
  site: Site,
  slug: string,
  size: number,
  progress: Progress
): Promise<Audited> {
  progress.at(`auditing ${size.toLocaleString('en-GB')} signatures`)
  const { uuid } = await ledgerOf(site, slug)
  const script = resolve(import.meta.dirname, 'auditor.ts')
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [script, site.origin, uuid])
  const audited = JSON.parse(stdout) as Audited
  if (audited.live !== size) throw new Error(`the ledger says ${audited.live}, not ${size}`)
  return audited
}

/** Rows, tally, hours and what the ledger's entries say must be the same, counted anew. */
export async function requireAgreement(site: Site, slug: string) {
  const differences = await site.tell('differences', { slug })
  if (differences.length > 0) throw new Error(`${slug}: ${differences.join('; ')}`)
}
