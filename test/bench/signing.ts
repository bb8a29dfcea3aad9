import type { Bench } from './compare.ts'
import { freshLetter } from './write.ts'
import { cpuMs } from './process.ts'
import type { Progress } from './progress.ts'

/** What a commit of so many confirmations takes, with its ledger and without. */
export type Signing = { group: number; with: Cost; without: Cost }

type Cost = { ms: number; cpuMs: number | null }

/** Groups of a size, and so many of them that the ledger's incomplete tile fills and empties. */
const GROUPS = [
  { group: 1, commits: 300 },
  { group: 20, commits: 60 },
  { group: 500, commits: 6 },
]

/** Two rounds of each, in turns, so that neither has the quieter minute. */
const ROUNDS = 2

/** Commits the same confirmations with and without entries, tiles, checks and signatures. */
export async function weighSigning(bench: Bench, progress: Progress): Promise<Signing[]> {
  const short = bench.patience.writeMs < 1000
  const found: Signing[] = []
  for (const { group, commits } of GROUPS) {
    progress.at('signing checkpoints', `groups of ${group}`)
    const many = short ? Math.ceil(commits / 20) : commits
    const costs = { with: [] as Cost[], without: [] as Cost[] }
    for (let round = 0; round < ROUNDS; round++) {
      costs.without.push(await commit(bench, group, many, false))
      costs.with.push(await commit(bench, group, many, true))
    }
    found.push({ group, with: mean(costs.with), without: mean(costs.without) })
  }
  return found
}

async function commit(bench: Bench, size: number, commits: number, ledger: boolean): Promise<Cost> {
  const { site } = bench
  const slug = await freshLetter(bench)
  const all = { slug, from: 0, to: size * commits, of: size * commits }
  await site.tell('invite', all)
  const cpuBefore = await cpuMs(site.pid)
  const began = performance.now()
  const { counted } = await site.tell('confirm', { ...all, grouping: { size, ledger } })
  const ms = (performance.now() - began) / commits
  const cpuAfter = await cpuMs(site.pid)

  if (counted !== size * commits) throw new Error(`${counted} of ${size * commits} count`)
  const cpu = cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / commits
  return { ms, cpuMs: cpu }
}

function mean(costs: Cost[]): Cost {
  const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0)
  const cpus = costs.some(({ cpuMs: cpu }) => cpu === null)
  return {
    ms: sum(({ ms }) => ms) / costs.length,
    cpuMs: cpus ? null : sum(({ cpuMs: cpu }) => cpu ?? 0) / costs.length,
  }
}
