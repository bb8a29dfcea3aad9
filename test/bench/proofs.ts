import { paths } from '../../src/paths.ts'
import { loadedSlug } from './load.ts'
import type { Site } from './site.ts'

/** How many bytes a stranger needs, for a ledger of so many entries. */
export type ProofSizes = { entries: number; total: number; consistency: number; checkpoint: number }

/** Weighs the proofs of each loaded letter, as they are sent. */
export async function proofSizes(site: Site, sizes: number[]): Promise<ProofSizes[]> {
  const found: ProofSizes[] = []
  for (const size of sizes) {
    const { entries, uuid } = await ledgerOf(site, loadedSlug(size))
    const half = Math.ceil(entries / 2) + 1
    found.push({
      entries,
      total: await bytesAt(site, `/ledger/${uuid}/total.tlog-proof`),
      consistency: await bytesAt(site, `/ledger/${uuid}/consistency?from=${half}&to=${entries}`),
      checkpoint: await bytesAt(site, `/ledger/${uuid}/checkpoint`),
    })
  }
  return found
}

/** Which ledger a letter has, by what the site publishes of it. */
export async function ledgerOf(site: Site, slug: string) {
  const answer = await fetch(site.origin + paths.letterJson(slug))
  const { ledger } = (await answer.json()) as { ledger: { size: number; checkpoint: string } }
  const [, uuid = ''] = /\/ledger\/([0-9a-f-]{36})\n/.exec(ledger.checkpoint) ?? []
  return { uuid, entries: ledger.size }
}

async function bytesAt(site: Site, path: string): Promise<number> {
  const answer = await fetch(site.origin + path)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.arrayBuffer()).byteLength
}
