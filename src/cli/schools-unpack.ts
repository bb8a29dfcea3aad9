import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { Problem } from './problem.ts'

/** A list as text, and the names that may say of which day it is: the file's, and what it held. */
export type Unpacked = { text: string; names: string[] }

/** Reads a list: plain, gzipped or the one table in a zip; in UTF-8 or, as GIAS has it, Windows-1252. */
export async function unpack(path: string): Promise<Unpacked> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(`${path} can't be read (${error.code ?? error.message}).`)
  })
  const name = basename(path)
  if (begins(bytes, 0x1f, 0x8b)) {
    return {
      text: decode(
        inflate(name, () => gunzipSync(bytes)),
        name
      ),
      names: [name],
    }
  }
  if (!begins(bytes, 0x50, 0x4b)) return { text: decode(bytes, name), names: [name] }

  const isTable = (entry: string) => /\.(csv|tsv)$/i.test(entry) && !/(^|\/)[._]/.test(entry)
  const held = inflate(name, () => unzipSync(bytes, { filter: (entry) => isTable(entry.name) }))
  const [table, ...others] = Object.entries(held)
  if (!table) throw new Problem(`${name} holds no CSV or TSV file.`)
  if (others.length > 0) {
    const names = Object.keys(held).join(', ')
    throw new Problem(`${name} holds several tables: ${names}. Unzip it and give one of them.`)
  }
  return { text: decode(table[1], table[0]), names: [name, basename(table[0])] }
}

function begins(bytes: Uint8Array, ...start: number[]) {
  return start.every((byte, i) => bytes[i] === byte)
}

function inflate<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch {
    throw new Problem(`${name} can't be unpacked: it is damaged or was not fetched to its end.`)
  }
}

function decode(bytes: Uint8Array, name: string): string {
  if (bytes.includes(0)) throw new Problem(`${name} is not a text file.`)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
