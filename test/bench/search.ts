import { paths } from '../../src/paths.ts'
import { compare, type Bench, type Compared } from './compare.ts'
import type { Progress } from './progress.ts'

const VISITORS = 16

/** What one search costs among as many schools as England has, with an edge that never has it. */
export type Search = Compared & { q: string; calls: number; rowsRead: number }

/** From the rare to what most schools have, and as many words and beginnings as are looked up. */
const QUERIES = [
  'elmton heath',
  'za12 6',
  'st pr',
  'primary school',
  'st marys catholic primary',
  's p c a e h',
]

export async function searchSchools({ site, hello, patience }: Bench, progress: Progress) {
  progress.at('loading', 'schools')
  await site.tell('schools')
  await site.tell('edge', { empty: true })
  const searches: Search[] = []
  for (const q of QUERIES) {
    progress.at('searching', q)
    const path = `${paths.schoolsJson()}?q=${encodeURIComponent(q)}`
    const asking = { path, expect: 200 }
    await fetch(site.origin + path)
    await site.tell('spent')
    await fetch(site.origin + path)
    const { calls, rowsRead } = (await site.tell('spent')).site
    const compared = await compare(
      { site, hello, patience },
      VISITORS,
      patience.readMs,
      () => asking
    )
    searches.push({ q, calls, rowsRead, ...compared })
  }
  await site.tell('edge', { empty: false })
  return searches
}
