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
  /** A mail's row, until it is forgotten a week later. */
  bytesPerMail: number
}

/** What the database takes for a signature. To be asked when the site has stopped. */
export async function weighStorage(state: string): Promise<Storage> {
  const folder = join(state, 'd1/miniflare-D1DatabaseObject')
  const [file = ''] = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
  const db = new DatabaseSync(join(folder, file), { readOnly: true })
  const number = (sql: string) => Number(Object.values(db.prepare(sql).get() ?? {})[0])

  const signatures = number('SELECT count(*) FROM signature')
  const mails = number('SELECT count(*) FROM outbox')
  const sizes = db
    .prepare(
      `SELECT dbstat.name, tbl_name AS owner, pgsize AS bytes
       FROM dbstat JOIN sqlite_schema ON sqlite_schema.name = dbstat.name
       WHERE aggregate = TRUE ORDER BY pgsize DESC`
    )
    .all() as { name: string; owner: string; bytes: number }[]
  db.close()

  const kept = sizes.filter(({ owner }) => owner !== 'outbox' && owner !== 'dev_mail')
  const total = (some: typeof sizes) => some.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    signatures,
    bytesEach: total(kept) / signatures,
    parts: kept.map(({ name, bytes }) => ({ name, bytesEach: bytes / signatures })),
    bytesPerMail: total(sizes.filter(({ owner }) => owner === 'outbox')) / mails,
  }
}
