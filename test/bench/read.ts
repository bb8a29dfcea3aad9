import { paths } from '../../src/paths.ts'
import { compare, type Bench, type Compared } from './compare.ts'
import { loadedSlug } from './load.ts'
import type { Progress } from './progress.ts'

const VISITORS = 16

export type Reading = Compared & {
  page: string
  signatures: number
  cached: boolean
  calls: number
  rowsRead: number
}

const PAGES: [page: string, path: (slug: string) => string][] = [
  ['letter', paths.letter],
  ['count.json', paths.countJson],
  ['list', paths.signatures],
  ['search: one', (slug) => `${paths.signatures(slug)}?q=zuleika`],
  ['search: many', (slug) => `${paths.signatures(slug)}?q=school`],
]

/** Each page at each size: from the edge, and with an edge that never has it. */
export async function readPages(bench: Bench, sizes: number[], progress: Progress) {
  const readings: Reading[] = []
  for (const cached of [false, true]) {
    await bench.site.tell('edge', { empty: !cached })
    for (const [page, path] of PAGES) {
      for (const signatures of sizes) {
        progress.at('reading', `${page}, ${signatures}${cached ? ', cached' : ''}`)
        const address = path(loadedSlug(signatures))
        readings.push({ page, signatures, cached, ...(await readPage(bench, address)) })
      }
    }
  }
  return readings
}

async function readPage(bench: Bench, path: string) {
  const { site, patience } = bench
  const first = await askOnce(site.origin + path)
  await site.tell('spent')
  const again = await askOnce(site.origin + path)
  if (first !== 200 || again !== 200) throw new Error(`${path} answered ${first}, ${again}`)
  const { calls, rowsRead } = (await site.tell('spent')).site

  const next = () => ({ path, expect: 200 })
  const compared = await compare(bench, VISITORS, patience.readMs, next)
  return { ...compared, calls, rowsRead }
}

async function askOnce(url: string): Promise<number> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  return answer.status
}
