import { deskPaths } from '../../src/desk-paths.ts'
import { paths } from '../../src/paths.ts'
import type { Bench } from './compare.ts'
import { loadedSlug } from './load.ts'
import { ledgerOf } from './proofs.ts'
import { cpuMs } from './process.ts'
import type { Progress } from './progress.ts'
import { ORIGIN } from './site.ts'

/** What one page asks of the database at each size, and processor time at the largest. */
export type Page = {
  page: string
  calls: number
  rowsRead: number[]
  cpuMs: number | null
  bytes: number
}

/** How long it took to list the signatures that a case is about, of the largest letter. */
export type Listing = { listed: number; seconds: number }

type At = { slug: string; id: number; uuid: string; size: number; case: string }

const NEWSROOM: [string, (at: At) => string][] = [
  ['/', () => paths.home()],
  ['newsroom', ({ slug }) => paths.newsroom(slug)],
  ['newsroom of a region', ({ slug }) => `${paths.newsroom(slug)}?place=north-west&phase=primary`],
  ['newsroom, all letters', () => paths.newsrooms()],
  ['places', ({ slug }) => paths.places(slug)],
  ['past total', ({ slug }) => paths.pastTotal(slug, 2)],
  ['corrections', ({ slug }) => paths.corrections(slug)],
  ['letter.json', ({ slug }) => paths.letterJson(slug)],
  ['history.json', ({ slug }) => paths.historyJson(slug)],
  ['breakdown.csv', ({ slug }) => paths.breakdownCsv(slug)],
  ['shares.json', ({ slug }) => paths.sharesJson(slug)],
  ['signatures.json', ({ slug, size }) => `${paths.signaturesJson(slug)}?after=${size / 2}`],
  ['list, far down', ({ slug, size }) => `${paths.signatures(slug)}?after=${size / 2}`],
  ['list of a role', ({ slug }) => `${paths.signatures(slug)}?role=governor`],
  ['search of two words', ({ slug }) => `${paths.signatures(slug)}?q=fenmoor+ada`],
  ['feed', ({ slug }) => paths.feed(slug)],
  ['ledger', ({ slug }) => paths.ledger(slug)],
  ['proof of the total', ({ uuid }) => paths.totalProof(uuid)],
  ['badge', ({ slug }) => paths.badge(slug)],
  ['embed', ({ slug }) => paths.embed(slug)],
]

const DESK: [string, (at: At) => string][] = [
  ['desk', () => deskPaths.home()],
  ['overview', ({ id }) => deskPaths.letter(id)],
  ['signers', ({ id }) => deskPaths.signers(id)],
  ['signers, far down', ({ id, size }) => `${deskPaths.signers(id)}?after=${size / 2}`],
  ['signers: a name', ({ id }) => `${deskPaths.signers(id)}?q=zuleika`],
  ['signers: a common word', ({ id }) => `${deskPaths.signers(id)}?q=school`],
  ['signers of an edition', ({ id }) => `${deskPaths.signers(id)}?edition=2`],
  ['names', ({ id }) => deskPaths.names(id)],
  ['names: a common word', ({ id }) => `${deskPaths.names(id)}?q=school`],
  ['being checked', ({ id }) => deskPaths.held(id)],
  ['cases', ({ id }) => deskPaths.cases(id)],
  ['a case of many', ({ id, case: one }) => deskPaths.case(id, one)],
  ['its criteria', ({ id, case: one }) => deskPaths.caseCriteria(id, one)],
  ['opened signers', ({ id }) => deskPaths.openedSigners(id)],
  ['doubts about schools', ({ id }) => deskPaths.doubts(id)],
  ['schools as typed', ({ id }) => deskPaths.typedSchools(id)],
  ['what became of mail', ({ id }) => deskPaths.mailOutcomes(id)],
  ['new update', ({ id }) => deskPaths.newUpdate(id)],
  ['pack', ({ id }) => deskPaths.pack(id)],
  ['paper', ({ id }) => deskPaths.paper(id)],
  ['comments', ({ id }) => deskPaths.comments(id)],
  ['organisations', ({ id }) => deskPaths.organisations(id)],
  ['audit', ({ id }) => deskPaths.audit(id)],
  ['life', ({ id }) => deskPaths.life(id)],
  ['settings', ({ id }) => deskPaths.settings(id)],
  ['steward: letters', () => deskPaths.stewardLetters()],
  ['steward: a letter', ({ id }) => deskPaths.stewardLetter(id)],
  ['steward: operations', () => paths.stewardOperations()],
  ['steward: mail', () => paths.stewardMail()],
]

/** Asks for each page of newsroom, desk and stewards at each size, with an edge that never has it. */
export async function askPages(bench: Bench, sizes: number[], progress: Progress) {
  const { site, patience } = bench
  await site.tell('edge', { empty: true })
  let seconds = 0
  const letters: (At & { cookie: string })[] = []
  for (const size of sizes) {
    progress.at('making work', size.toLocaleString('en-GB'))
    const slug = loadedSlug(size)
    await site.tell('busy', { slug })
    const { uuid } = await ledgerOf(site, slug)
    const signedIn = await site.tell('signIn', { slug })
    const began = performance.now()
    const one = await openCase(site.origin, signedIn)
    seconds = (performance.now() - began) / 1000
    letters.push({ slug, size, uuid, case: one, ...signedIn })
  }
  const { listed } = await site.tell('listed', { case: letters.at(-1)?.case ?? '' })
  const pages: Page[] = []
  for (const [page, path] of [...NEWSROOM, ...DESK]) {
    progress.at('asking', page)
    const found = {
      page,
      calls: 0,
      rowsRead: [] as number[],
      cpuMs: null as number | null,
      bytes: 0,
    }
    for (const at of letters) {
      const ask = () => read(site.origin + path(at), at.cookie)
      await ask()
      await site.tell('spent')
      found.bytes = await ask()
      const { calls, rowsRead } = (await site.tell('spent')).site
      found.calls = Math.max(found.calls, calls)
      found.rowsRead.push(rowsRead)
      if (at === letters.at(-1)) found.cpuMs = await cpuEach(site.pid, patience.again, ask)
    }
    pages.push(found)
  }
  await site.tell('edge', { empty: false })
  return { pages, listing: { listed, seconds } satisfies Listing }
}

/** Opens a case about all signers of a role. Returns its id. */
async function openCase(origin: string, { id, cookie }: { id: number; cookie: string }) {
  const answer = await fetch(origin + deskPaths.cases(id), {
    method: 'POST',
    headers: { cookie, origin: ORIGIN },
    body: new URLSearchParams({ states: 'counted', role: 'governor' }),
    redirect: 'manual',
  })
  const [, one = ''] = /\/cases\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '') ?? []
  if (!one) throw new Error(`a case was answered with ${answer.status}: ${await answer.text()}`)
  return one
}

/**
 * Does a page read more, the more have signed. Twice as much for a hundred times as many is none of
 * that: some counts end at a number, and proofs grow with the logarithm.
 */
export function grows({ rowsRead }: Page): boolean {
  const [before, largest] = rowsRead.slice(-2)
  return before !== undefined && largest !== undefined && largest > 2 * before + 100
}

async function cpuEach(pid: number | undefined, times: number, ask: () => Promise<unknown>) {
  const before = await cpuMs(pid)
  for (let i = 0; i < times; i++) await ask()
  const after = await cpuMs(pid)
  return before === null || after === null ? null : (after - before) / times
}

async function read(url: string, cookie: string): Promise<number> {
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const bytes = (await answer.arrayBuffer()).byteLength
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  return bytes
}
