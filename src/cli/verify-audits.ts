import { letterOf } from '../ledger/origin.ts'
import { Problem } from './problem.ts'
import { verifyAudit } from './verify-audit.ts'
import type { Check } from './verify-check.ts'
import { listOrigins } from './verify-keys.ts'
import { runCheck, type Ending, type RunOptions } from './verify-run.ts'
import { readWhere } from './verify-where.ts'
import { count, number } from './verify-words.ts'

/** Audits what each address speaks of, one after another. */
export async function runAudits(urls: string[], options: RunOptions): Promise<Ending[]> {
  const endings: Ending[] = []
  for (const url of urls) {
    if (endings.length > 0 && !options.json) console.log()
    endings.push(...(await runAudit(url, options)))
  }
  return endings
}

async function runAudit(url: string, options: RunOptions): Promise<Ending[]> {
  let ledgers: string[] = []
  const ending = await runCheck(['audit', url], options, async (check) => {
    const where = readWhere(url)
    if (where.kind !== 'site') return verifyAudit(where, check)
    ledgers = await listLedgers(where.site, check)
    return null
  })
  if (ledgers.length === 0) return [ending]

  const endings = await runAudits(ledgers, options)
  if (!options.json && endings.length > 1) console.log(`\n${url}: ${summary(endings)}`)
  return endings
}

/** A site's ledgers by its key file, or those of the pinned keys. */
async function listLedgers(site: string, { reader, pinned }: Check): Promise<string[]> {
  const origins = await listOrigins(reader, pinned, site)
  if (origins.length === 0) throw new Problem(`${site} lists no ledger yet.`)
  return origins.map((origin) => `${site}/ledger/${letterOf(origin)}`)
}

function summary(endings: Ending[]): string {
  const [verified, not, unknown] = [0, 1, 2].map((e) => endings.filter((one) => one === e).length)
  return [
    `${count(endings.length, 'ledger')}: ${number(verified ?? 0)} verified`,
    ...(not ? [`${number(not)} NOT verified`] : []),
    ...(unknown ? [`${number(unknown)} could not be checked`] : []),
  ].join(', ')
}
