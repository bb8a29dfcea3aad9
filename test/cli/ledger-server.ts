import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { toBase64, utf8 } from '../../src/ledger/bytes.ts'
import { toHex } from '../../src/ledger/hex.ts'
import { formatKeyFile } from '../../src/ledger/key-file.ts'
import type { NoteSigner } from '../../src/ledger/note.ts'
import { parseTilePath } from '../../src/ledger/tile.ts'
import { formatVkey } from '../../src/ledger/vkey.ts'
import { LedgerFixture, sha256, signer, TITLE, UUID } from './ledger-fixture.ts'

export type Answer = {
  status?: number
  headers?: Record<string, string>
  body?: string | Uint8Array
  delayMs?: number
  /** Said once; then the site answers for itself. */
  once?: boolean
  /** Goes on for ever. */
  endless?: boolean
}

/** A site with one letter, which answers as Countersign does unless told otherwise. */
export type LedgerServer = {
  url: string
  letter: string
  base: string
  name: string
  vkey: string
  /** What it shows. */
  ledger: LedgerFixture
  signers: NoteSigner[]
  /** Said of the letter, over what its ledger says. */
  claims: Record<string, unknown>
  /** Answers that stand before its own, by path with query. */
  answers: Record<string, Answer>
  /** The paths asked for, in order. */
  asked: string[]
  close(): void
}

export const SLUG = 'a-letter'

export async function serveLedger(): Promise<LedgerServer> {
  const server = createServer((request, response) => {
    void respond(site, request, response)
  }).listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const name = `localhost:${port}/ledger/${UUID}`
  const key = await signer(name)
  const site: LedgerServer = {
    url: `http://localhost:${port}`,
    letter: `http://localhost:${port}/letters/${SLUG}`,
    base: `http://localhost:${port}/ledger/${UUID}`,
    name,
    vkey: formatVkey(key),
    ledger: new LedgerFixture(name),
    signers: [key],
    claims: {},
    answers: {},
    asked: [],
    close: () => void server.close(),
  }
  return site
}

async function respond(site: LedgerServer, request: IncomingMessage, response: ServerResponse) {
  const path = request.url ?? ''
  site.asked.push(path)
  const answer = site.answers[path] ?? (await own(site, path))
  if (answer.once) delete site.answers[path]
  const { status = 200, headers, body = '', delayMs = 0 } = answer
  await sleep(delayMs)
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers })
  if (answer.endless) Readable.from(endless()).pipe(response)
  else response.end(body)
}

function* endless() {
  for (;;) yield new Uint8Array(65_536)
}

async function own(site: LedgerServer, path: string): Promise<Answer> {
  const { ledger, signers } = site
  const { pathname, searchParams } = new URL(path, site.url)
  const size = Number(searchParams.get('size') ?? ledger.size)
  const under = pathname.startsWith(`/ledger/${UUID}/`) ? pathname.slice(45) : ''
  if (under === 'checkpoint') return { body: await ledger.checkpoint(signers) }
  if (under === 'total.tlog-proof') return { body: await ledger.total(signers, size) }
  if (under === 'consistency') {
    const [from, to] = ['from', 'to'].map((key) => Number(searchParams.get(key)))
    return { body: ledger.consistency(from ?? 0, to ?? 0) }
  }
  const named = parseTilePath(under)
  if (named && 'bundle' in named) {
    return { body: ledger.bundle(named.bundle.number, named.bundle.width) }
  }
  if (pathname === `/ledger/${UUID}`) {
    return { status: 302, headers: { location: `/letters/${SLUG}/ledger` } }
  }
  if (pathname === `/letters/${SLUG}/editions/1.txt`) return { body: ledger.text }
  if (pathname === `/letters/${SLUG}.json`) return json(await describe(site))
  if (pathname === '/.well-known/countersign-keys.txt') {
    const lines = signers.map((key) => ({ vkey: formatVkey(key), comment: 'current' }))
    return { body: formatKeyFile(lines) }
  }
  return { status: 404, body: 'There is nothing here.\n' }
}

export function json(value: unknown): Answer {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

async function describe({ ledger, signers, claims }: LedgerServer) {
  const { confirmed, withdrawn, removed } = ledger.totals
  const { size } = ledger
  const checkpoint = await ledger.checkpoint(signers)
  return {
    slug: SLUG,
    title: TITLE,
    counted: confirmed - withdrawn - removed,
    confirmed,
    withdrawn,
    removed,
    edition: 1,
    text_sha256: toHex(sha256(utf8(ledger.text))),
    ledger: { size, root: toBase64(ledger.root()), checkpoint },
    ...claims,
  }
}
