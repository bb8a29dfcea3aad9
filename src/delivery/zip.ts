import { startWeighing } from './weigh'

export type ZippedFile = { name: string; parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }

const utf8 = new TextEncoder()

/** Lengths and sums stand behind each file, since they are known only then; names are UTF-8. */
const FLAGS = 0x0808
const VERSION = 20

/**
 * Files as one ZIP file (APPNOTE 6.3), a part at a time; nothing is compressed, so what was checked
 * is what is in it. They stand in a folder, and last among them SHA256SUMS, as `sha256sum -c` reads
 * it. The same files with the same date give the same bytes. For less than 4 GB.
 */
export async function* zipOf(folder: string, files: ZippedFile[], date: Date) {
  const directory: Uint8Array[] = []
  let sums = ''
  let written = 0

  async function* add({ name, parts }: ZippedFile) {
    const path = utf8.encode(`${folder}/${name}`)
    const start = written
    const weighing = startWeighing()
    let crc = 0
    const opening = record([4, 0x04034b50], ...kind(date), [4, 0], [4, 0], [4, 0])
    yield* passed(opening, record([2, path.length], [2, 0]), path)
    for await (const part of parts) {
      crc = crc32(part, crc)
      await weighing.add(part)
      yield* passed(part)
    }
    const { bytes, sha256 } = await weighing.end()
    const weight = record([4, crc], [4, bytes], [4, bytes])
    yield* passed(record([4, 0x08074b50]), weight)
    directory.push(
      record([4, 0x02014b50], [2, VERSION], ...kind(date)),
      weight,
      record([2, path.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, start]),
      path
    )
    sums += `${sha256}  ${name}\n`
  }

  function* passed(...parts: Uint8Array[]) {
    for (const part of parts) written += part.length
    yield* parts
  }

  for (const file of files) yield* add(file)
  yield* add({ name: 'SHA256SUMS', parts: [utf8.encode(sums)] })
  const start = written
  yield* passed(...directory)
  const count = files.length + 1
  const size = written - start
  yield record([4, 0x06054b50], [4, 0], [2, count], [2, count], [4, size], [4, start], [2, 0])
}

type Field = [width: 2 | 4, value: number]

/** What a file is: version, flags, not compressed, and its date in MS-DOS form. */
function kind(date: Date): Field[] {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const clock =
    (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)
  return [
    [2, VERSION],
    [2, FLAGS],
    [2, 0],
    [2, clock],
    [2, ((year - 1980) << 9) | (month << 5) | day],
  ]
}

/** Numbers in so many bytes each, the least significant first. */
function record(...fields: Field[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([width, value]) => Array.from({ length: width }, (_, i) => value >>> (8 * i)))
  )
}

const CRC_OF_BYTE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  return sum
})

/** The CRC-32 of bytes that go on after those of another. */
function crc32(bytes: Uint8Array, before: number): number {
  let sum = ~before
  for (const byte of bytes) sum = (CRC_OF_BYTE[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8)
  return ~sum >>> 0
}
