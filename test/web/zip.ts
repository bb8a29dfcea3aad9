export type Unzipped = Map<string, { bytes: Uint8Array; date: number }>

/** Reads a ZIP file of stored files by its directory, and demands that every length and sum fit. */
export function readZip(bytes: Uint8Array): Unzipped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = bytes.length - 22
  demand(view.getUint32(end, true) === 0x06054b50, 'its directory has no end')
  const files: Unzipped = new Map()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    demand(view.getUint32(at, true) === 0x02014b50, 'its directory breaks off')
    const [sum, packed, size] = [16, 20, 24].map((offset) => view.getUint32(at + offset, true))
    const nameLength = view.getUint16(at + 28, true)
    const name = text(bytes.subarray(at + 46, at + 46 + nameLength))
    const local = view.getUint32(at + 42, true)
    demand(view.getUint32(local, true) === 0x04034b50, `${name} is not where it should be`)
    demand(view.getUint16(at + 10, true) === 0 && packed === size, `${name} is not stored as it is`)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const content = bytes.slice(start, start + (size ?? 0))
    demand(crc32(content) === sum, `${name} is damaged`)
    files.set(name, { bytes: content, date: view.getUint32(at + 12, true) })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  demand(at === end, 'something stands behind its directory')
  return files
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

function crc32(bytes: Uint8Array): number {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

function demand(fits: boolean, problem: string) {
  if (!fits) throw new Error(`No good ZIP file: ${problem}.`)
}
