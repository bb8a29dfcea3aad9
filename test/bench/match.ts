import type { Bench } from './compare.ts'
import { cpuMs } from './process.ts'
import type { Progress } from './progress.ts'

/** What it takes to decide what stands behind a role, for so many heads with their own mailboxes. */
export type Matching = { heads: number; named: number; msEach: number }

/** Decides for the head of every school, each by name and address; the register is made up. */
export async function matchHeads(
  { site, patience: { schools: heads } }: Bench,
  progress: Progress
): Promise<Matching> {
  progress.at('matching', `${heads} heads`)
  await site.tell('match', { heads: 1 })
  const cpuBefore = await cpuMs(site.pid)
  const began = performance.now()
  const { named } = await site.tell('match', { heads })
  const ms = performance.now() - began
  const cpuAfter = await cpuMs(site.pid)
  const spent = cpuBefore === null || cpuAfter === null ? ms : cpuAfter - cpuBefore
  return { heads, named, msEach: spent / heads }
}
