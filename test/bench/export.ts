import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import { watchHeap } from './heap.ts'
import { loadedSlug } from './load.ts'
import { mostMemory } from './process.ts'
import type { Progress } from './progress.ts'

/** `heap` is what the Worker held at most, and `runtime` all of it with its database, in bytes. */
export type Exported = {
  format: 'csv' | 'json'
  rows: number
  perSecond: number
  heap: number
  runtime: number | null
}

/** Reads all of the largest letter's signatures, as CSV and as JSON, as a stranger would. */
export async function exportAll({ site }: Bench, size: number, progress: Progress) {
  const slug = loadedSlug(size)
  const exports: Exported[] = []
  // Or else the pages that the edge keeps would be taken for the site's.
  await site.tell('edge', { empty: true })
  for (const [format, read] of [
    ['csv', () => rowsOfCsv(site.origin + paths.signaturesCsv(slug))],
    ['json', () => rowsOfJson(site.origin + paths.signaturesJson(slug))],
  ] as const) {
    progress.at('exporting', format)
    await mostMemory(site.pid)
    const stopWatching = await watchHeap(await site.inspector())
    const began = performance.now()
    const rows = await read()
    const seconds = (performance.now() - began) / 1000
    const heap = await stopWatching()
    const runtime = await mostMemory(site.pid)
    exports.push({ format, rows, perSecond: rows / seconds, heap, runtime })
  }
  await site.tell('edge', { empty: false })
  return exports
}

async function rowsOfCsv(url: string): Promise<number> {
  const answer = await fetch(url)
  let rows = -1
  for await (const part of answer.body ?? []) {
    for (const byte of part as Uint8Array) if (byte === 10) rows++
  }
  return rows
}

/** A thousand at a time, each page where the one before says. */
async function rowsOfJson(url: string): Promise<number> {
  let rows = 0
  let after: string | null = ''
  while (after !== null) {
    const answer = await fetch(after ? `${url}?after=${encodeURIComponent(after)}` : url)
    const page = (await answer.json()) as { signatures: unknown[]; next: string | null }
    rows += page.signatures.length
    after = page.next
  }
  return rows
}
