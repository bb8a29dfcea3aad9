import { grows, type Page } from './pages.ts'
import type { Result } from './result.ts'
import type { Writing } from './write.ts'

export type Judged = { what: string; target: string; found: string; met: boolean }

/** Among fewer, what tables take when they are empty would be shared out. */
const ENOUGH = 10_000

const KB = 1024
export const MB = 1024 * KB

/** What the site must reach, as far as it can be measured here, and what it did. */
export function judge(result: Result): Judged[] {
  return [...costs(result), ...rates(result), ...weights(result), ...trust(result)].filter(
    ({ found }) => found
  )
}

function costs({ reads, pages, searches, matched, imported, writes }: Result): Judged[] {
  const letters = reads.filter(({ page, cached }) => page === 'letter' && !cached)
  const rows = letters.map(({ rowsRead }) => rowsRead)
  const calls = Math.max(...letters.map((one) => one.calls))
  const signs = Math.max(...of(writes, 'sign').map((one) => one.calls / one.answered))
  const groups = Math.max(...of(writes, 'confirm').map((one) => one.calls / one.groups))
  const own = busiest(writes).rows.own
  return [
    judged('sign: D1 calls', 'at most 2', two(signs), signs <= 2),
    judged('confirm: D1 calls a batch', 'at most 2', two(groups), groups <= 2),
    judged('confirm in a burst: rows written', 'at most 8', two(own), own <= 8),
    judged('letter page: D1 calls', '1', String(calls), calls === 1),
    judged(
      'letter page: rows read',
      'within 5%',
      rows.join(', '),
      Math.max(...rows) <= Math.min(...rows) * 1.05
    ),
    judged('newsroom and desk: rows read', 'not growing', whatGrows(pages), !pages.some(grows)),
    ...searching(searches),
    ...matching(matched),
    ...importing(imported),
  ]
}

function whatGrows(pages: Page[]): string {
  const growing = pages.filter(grows).map(({ page, rowsRead }) => `${page}: ${rowsRead.join(', ')}`)
  return growing.join('; ') || `${pages.length} pages, none`
}

function importing({ schools, seconds, again }: Result['imported']): Judged[] {
  const what = `import of ${schools.toLocaleString('en-GB')} schools`
  const rows = `${again.rows} rows`
  return [
    judged(what, 'within 60 s', `${two(seconds)} s`, seconds <= 60),
    judged('import of the same again', 'near 0 rows', rows, again.rows === 0),
  ]
}

function matching({ heads, named, msEach }: Result['matched']): Judged[] {
  const what = `match of a head, of ${heads.toLocaleString('en-GB')}`
  const found = `${two(msEach)} ms, ${named.toLocaleString('en-GB')} named`
  return [judged(what, 'all named, 1 ms', found, named === heads && msEach <= 1)]
}

function searching(searches: Result['searches']): Judged[] {
  const calls = Math.max(...searches.map((one) => one.calls))
  const rows = Math.max(...searches.map(({ rowsRead }) => rowsRead))
  return [
    judged('search of 22,010 schools: D1 calls', 'at most 2', String(calls), calls <= 2),
    judged('search of 22,010 schools: rows read', 'at most 200', String(rows), rows <= 200),
  ]
}

function rates({ writes, sustained, mail, watched, reads, searches, pages }: Result): Judged[] {
  const { hello } = busiest(writes)
  const { perSecond, slowestSecond } = sustained
  const seconds = Math.round(sustained.seconds)
  const rate = `${Math.round(perSecond)} a second, ${two(perSecond / hello.perSecond)} of hello`
  const sustaining = `confirmations for ${seconds} s`
  const slowest = `${rate}; ${slowestSecond} in the slowest`
  const uncached = [...reads.filter(({ cached }) => !cached), ...searches, ...pages].flatMap(
    (one) => one.cpuMs ?? []
  )
  const most = Math.max(0, ...uncached)
  const live = `live, ${watched.watchers.toLocaleString('en-GB')} watching, at p95`
  const seen = `${two(watched.p95Ms / 1000)} s, ${Math.round(watched.perSecond)} confirming a second`
  const cpu = uncached.length > 0 ? `${two(most)} ms` : ''
  return [
    judged(`${sustaining}, floor`, '333 a second', slowest, perSecond >= 333),
    judged(`${sustaining}, goal`, '1,000 a second', rate, perSecond >= 1000),
    judged('idle mail at p95', 'within 3 s', `${two(mail.p95Ms / 1000)} s`, mail.p95Ms <= 3000),
    judged(live, 'under 1 s', seen, watched.p95Ms < 1000),
    judged('CPU a page, database included', 'within 10 ms', cpu, most <= 10),
  ]
}

function weights({ workerBytes, pageBytes, storage, exported }: Result): Judged[] {
  const worker = workerBytes / KB
  const page = pageBytes / KB
  const each = storage.bytesEach
  const bytes = storage.signatures < ENOUGH ? '' : `${Math.round(each)} bytes`
  return [
    judged('Worker, compressed', 'at most 300 KB', `${worker.toFixed(1)} KB`, worker <= 300),
    judged('letter page, compressed', 'at most 30 KB', `${page.toFixed(1)} KB`, page <= 30),
    judged('storage a signature', 'at most 1,000 bytes', bytes, each <= 1000),
    ...exported.map(({ format, rows, heap }) => {
      const what = `export of ${rows.toLocaleString('en-GB')} rows, ${format}`
      return judged(what, 'inside 128 MB', `${two(heap / MB)} MB`, heap <= 128 * MB)
    }),
  ]
}

function trust({ audited, proofs }: Result) {
  const { entries, seconds, cpuSeconds, mostMemory } = audited
  const of = `audit of ${entries.toLocaleString('en-GB')} entries`
  const took = `${two(seconds)} s, ${two(cpuSeconds)} s CPU, ${Math.round(mostMemory / MB)} MB`
  const largest = Math.max(...proofs.map(({ total }) => total))
  return [
    judged(of, 'within 60 s', took, seconds <= 60),
    judged('proof of a total', 'at most 2 KB', `${largest} bytes`, largest <= 2 * KB),
  ]
}

function of(writes: Writing[], act: Writing['act']) {
  return writes.filter((one) => one.act === act && !one.oneByOne)
}

/** Confirmations by as many at once as were tried. */
function busiest(writes: Writing[]): Writing {
  const most = of(writes, 'confirm').toSorted((a, b) => b.concurrency - a.concurrency)[0]
  if (!most) throw new Error('nobody confirmed')
  return most
}

/** Nothing found means that it could not be measured here. */
function judged(what: string, target: string, found: string, met: boolean): Judged {
  return { what, target, found, met }
}

function two(value: number): string {
  return value.toFixed(2)
}
