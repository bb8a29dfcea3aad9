import type { Compared } from './compare.ts'
import { replayed, sustained } from './print-load.ts'
import type { Result } from './result.ts'
import type { Writing } from './write.ts'
import { table } from './table.ts'
import { judge, MB } from './targets.ts'

const TIMES = [
  'CPU ms',
  '× hello',
  'a second',
  'of hello',
  'p50 ms',
  '× hello',
  'p95 ms',
  '× hello',
]

/** The result as tables, for a terminal or a README. */
export function print(result: Result): string {
  const parts = [headline, reads, pages, searches, imported, writes, sustained, replayed, signing]
  parts.push(exports, proofs, storage, targets)
  return parts.map((part) => part(result)).join('\n\n')
}

function headline({ at, machine: { processor, cores, node, miniflare } }: Result) {
  return [
    `${at.slice(0, 10)}, ${cores} × ${processor}, Node ${node}, Miniflare ${miniflare}`,
    'hello: a Worker that says no more, asked by as many in the same seconds',
    'CPU: processor time of the whole runtime, with its database and cache',
  ].join('\n')
}

function reads({ reads: readings }: Result) {
  return table(
    ['page', 'signatures', 'edge', 'D1 calls', 'rows read', ...TIMES],
    readings.map((one) => [
      one.page,
      one.signatures,
      one.cached ? 'cached' : 'empty',
      one.calls,
      one.rowsRead,
      ...times(one),
    ])
  )
}

function pages({ pages: all, reads: readings, listing: { listed, seconds } }: Result) {
  const sizes = [...new Set(readings.map(({ signatures }) => signatures.toLocaleString('en-GB')))]
  const headings = [
    'page',
    'D1 calls',
    ...sizes.map((size) => `rows at ${size}`),
    'CPU ms',
    'bytes',
  ]
  const rows = all.map((one) => [one.page, one.calls, ...one.rowsRead, one.cpuMs, one.bytes])
  const cases = `A case of ${listed.toLocaleString('en-GB')} signatures: listed in ${seconds.toFixed(1)} s`
  return `${table(headings, rows)}\n${cases}`
}

function searches({ searches: all }: Result) {
  return table(
    ['search of schools', 'D1 calls', 'rows read', ...TIMES],
    all.map((one) => [one.q, one.calls, one.rowsRead, ...times(one)])
  )
}

function imported({ imported: { schools, rows, seconds, again, bareSeconds } }: Result) {
  return table(
    ['import of schools', 'rows written', 'seconds', 'bare insert', 'ratio'],
    [
      [schools.toLocaleString('en-GB'), rows, seconds, bareSeconds, seconds / bareSeconds],
      ['the same again', again.rows, again.seconds, null, null],
    ]
  )
}

function writes({ writes: writings, registrarPerSecond }: Result) {
  const alone = `The Registrar alone, all waiting: ${Math.round(registrarPerSecond)} a second`
  return `${writesTable(writings)}\n${alone}`
}

function writesTable(writings: Writing[]) {
  return table(
    ['act', 'at once', 'D1 calls', 'batch', 'largest', 'rows', 'words', 'mail', ...TIMES],
    writings.map((one) => [
      one.act + (one.oneByOne ? ', one by one' : ''),
      one.concurrency,
      one.calls / one.answered,
      one.groups ? one.answered / one.groups : null,
      one.groups ? one.largest : null,
      one.rows.own,
      one.rows.words,
      one.rows.mail,
      ...times(one),
    ])
  )
}

function exports({ exported }: Result) {
  return table(
    ['export', 'rows', 'a second', 'MB in the Worker', 'MB in all'],
    exported.map(({ format, rows, perSecond, heap, runtime }) => {
      return [format, rows, perSecond, heap / MB, runtime && runtime / MB]
    })
  )
}

function signing({ signing: signings }: Result) {
  return table(
    ['confirmations a commit', 'ms', 'without ledger', 'ratio', 'CPU ms', 'without', 'ratio'],
    signings.map((one) => [
      one.group,
      one.with.ms,
      one.without.ms,
      one.with.ms / one.without.ms,
      one.with.cpuMs,
      one.without.cpuMs,
      one.with.cpuMs && one.without.cpuMs ? one.with.cpuMs / one.without.cpuMs : null,
    ])
  )
}

function proofs({ proofs: sizes }: Result) {
  return table(
    ['entries in the ledger', 'proof of the total', 'consistency with half', 'checkpoint, bytes'],
    sizes.map((one) => [one.entries, one.total, one.consistency, one.checkpoint])
  )
}

function storage({ storage: { parts, bytesEach }, bytesPerMail }: Result) {
  const largest = parts.filter((one) => one.bytesEach >= bytesEach / 100)
  return table(
    ['bytes a signature', ''],
    [
      ...largest.map((one) => [one.name, Math.round(one.bytesEach)]),
      ['with all others', Math.round(bytesEach)],
      ['each mail, for three days', Math.round(bytesPerMail)],
    ]
  )
}

function targets(result: Result) {
  const judged = judge(result).map(({ what, target, found, met }) => {
    return [what, target, found, met ? 'met' : 'missed']
  })
  return table(['what', 'target', 'found', ''], judged)
}

function times({ cpuMs, perSecond, p50, p95, hello }: Compared) {
  const cpuShare = cpuMs !== null && hello.cpuMs ? cpuMs / hello.cpuMs : null
  return [
    cpuMs,
    cpuShare,
    perSecond,
    perSecond / hello.perSecond,
    p50,
    p50 / hello.p50,
    p95,
    p95 / hello.p95,
  ]
}
