import { open, type FileHandle } from 'node:fs/promises'
import { Problem } from './problem.ts'
import { fetchBytes } from './verify-fetch.ts'

/** Something that was read, and where. */
export type Read = { from: string; bytes: Uint8Array }

/** The most that is kept of a ledger's entries, which have no other bound: some 250,000 of them. */
const KEPT_BYTES = 16 * 1024 * 1024

/** Reads files and addresses, and remembers them: where a check fails, they are the evidence. */
export class Reader {
  readonly texts: Read[] = []
  /** The newest bundles of entries, as many as are kept. */
  readonly bundles: Read[] = []
  #bundleBytes = 0
  bundlesLeftOut = 0

  /** The text at an address, or what stands there at most so many bytes long. */
  async text(url: string, limit: number): Promise<string> {
    return this.#remember(url, await fetchBytes(url, limit))
  }

  /** A file's text; one that was saved with the line ends of Windows is as good. */
  async file(path: string, limit: number): Promise<string> {
    const text = this.#remember(path, await readUpTo(path, limit))
    return text.replaceAll('\r\n', '\n')
  }

  async bundle(url: string, limit: number): Promise<Uint8Array> {
    const bytes = await fetchBytes(url, limit)
    this.bundles.push({ from: url, bytes })
    this.#bundleBytes += bytes.length
    while (this.#bundleBytes > KEPT_BYTES) {
      this.#bundleBytes -= this.bundles.shift()?.bytes.length ?? 0
      this.bundlesLeftOut++
    }
    return bytes
  }

  #remember(from: string, bytes: Uint8Array): string {
    this.texts.push({ from, bytes })
    return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  }
}

/** A file's bytes. A device or a huge file is refused before it fills the memory. */
export async function readUpTo(path: string, limit: number): Promise<Uint8Array> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const buffer = Buffer.alloc(limit + 1)
    let length = 0
    for (let got = 1; got > 0 && length <= limit; length += got) {
      got = (await file.read(buffer, length, buffer.length - length)).bytesRead
    }
    if (length <= limit) return buffer.subarray(0, length)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'There is no file' : `Can’t read (${code}) the file`
    throw new Problem(`${why} ${path}.`)
  } finally {
    await file?.close()
  }
  throw new Problem(`${path} is larger than such a file can rightly be (${limit} bytes).`)
}
