import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import { loadedSlug } from './load.ts'
import { memory } from './process.ts'
import type { Progress } from './progress.ts'

export type Exported = { rows: number; perSecond: number; moreMemory: number | null }

/** Streams the largest letter's signatures as CSV, and looks how much the runtime grows meanwhile. */
export async function exportAll({ site }: Bench, size: number, progress: Progress) {
  progress.at('exporting')
  const before = await memory(site.pid)
  const began = performance.now()
  let most = before
  let rows = -1
  const answer = await fetch(site.origin + paths.signaturesCsv(loadedSlug(size)))
  let lookedAt = began
  for await (const part of answer.body ?? []) {
    for (const byte of part as Uint8Array) if (byte === 10) rows++
    if (performance.now() < lookedAt + 50) continue
    lookedAt = performance.now()
    most = Math.max(most ?? 0, (await memory(site.pid)) ?? 0)
  }
  const seconds = (performance.now() - began) / 1000
  const moreMemory = before === null || most === null ? null : most - before
  return { rows, perSecond: rows / seconds, moreMemory } satisfies Exported
}
