/** What a file was: its length, and its SHA-256 in lower-case hex. */
export type Weighed = { bytes: number; sha256: string }

/** Weighs a file whose parts come one after the other, without keeping any. */
export function startWeighing() {
  const digest = new crypto.DigestStream('SHA-256')
  const writer = digest.getWriter()
  let bytes = 0
  return {
    async add(part: Uint8Array) {
      bytes += part.length
      await writer.write(part)
    },
    async end(): Promise<Weighed> {
      await writer.close()
      return { bytes, sha256: new Uint8Array(await digest.digest).toHex() }
    },
  }
}

/** Weighs a file that nobody keeps. */
export async function weigh(parts: AsyncIterable<Uint8Array>): Promise<Weighed> {
  const weighing = startWeighing()
  for await (const part of parts) await weighing.add(part)
  return weighing.end()
}
