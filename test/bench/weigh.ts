import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'

const publicFolder = resolve(import.meta.dirname, '../../public')

/** What a browser fetches for a page, compressed: the page, its style sheets and its scripts. */
export async function weighPage(url: string): Promise<number> {
  const html = await (await fetch(url)).text()
  const links = html.matchAll(/<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"/g)
  const files = [...links].map(([, address = '']) => new URL(address, url).pathname)
  const parts = await Promise.all(files.map((file) => readFile(join(publicFolder, file))))
  return [html, ...parts].reduce((sum, part) => sum + gzipSync(part).length, 0)
}

export type Storage = {
  signatures: number
  bytesEach: number
  /** By table and index, largest first; without mail. */
  parts: { name: string; bytesEach: number }[]
}

/** What the database takes for a signature. To be asked when the site has stopped. */
export async function weighStorage(state: string): Promise<Storage> {
  const { count, sizes } = await readTables(state, 'SELECT count(*) FROM signature')
  const kept = sizes.filter(({ owner }) => !MAIL.includes(owner) && owner !== 'dev_mail')
  return {
    signatures: count,
    bytesEach: sum(kept) / count,
    parts: kept.map(({ name, bytes }) => ({ name, bytesEach: bytes / count })),
  }
}

/** What it takes for a mail, until that is forgotten three days later. */
export async function weighMail(state: string): Promise<number> {
  const { count, sizes } = await readTables(state, 'SELECT count(*) FROM outbox')
  return sum(sizes.filter(({ owner }) => MAIL.includes(owner))) / count
}

const MAIL = ['outbox', 'mail_details']

type Size = { name: string; owner: string; bytes: number }

async function readTables(state: string, countSql: string) {
  const folder = join(state, 'd1/miniflare-D1DatabaseObject')
  const [file = ''] = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
  const db = new DatabaseSync(join(folder, file), { readOnly: true })
  const count = Number(Object.values(db.prepare(countSql).get() ?? {})[0])
  const sizes = db
    .prepare(
      `SELECT dbstat.name, tbl_name AS owner, pgsize AS bytes
       FROM dbstat JOIN sqlite_schema ON sqlite_schema.name = dbstat.name
       WHERE aggregate = TRUE ORDER BY pgsize DESC`
    )
    .all() as Size[]
  db.close()
  return { count, sizes }
}

function sum(sizes: Size[]): number {
  return sizes.reduce((total, { bytes }) => total + bytes, 0)
}
