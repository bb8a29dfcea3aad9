/**
 * What a text becomes by one accident: a bit of its bytes turned over, a byte lost or doubled, its
 * end or its beginning cut off. As a reader would get it, who decodes UTF-8.
 */
export function everyChangeOf(text: string): string[] {
  const bytes = new TextEncoder().encode(text)
  const places = Array.from(bytes.keys())
  const changed = places.flatMap((at) => [
    ...Array.from({ length: 8 }, (_, bit) => bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit))),
    Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1)),
    Uint8Array.of(...bytes.subarray(0, at + 1), ...bytes.subarray(at)),
    bytes.slice(0, at),
    bytes.slice(at + 1),
  ])
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  const texts = changed.map((one) => decoder.decode(one))
  return [...new Set(texts)].filter((one) => one !== text)
}
