/** Rows in little room, so that even a million names can be held until each file has had them. */
export async function setAside(rows: unknown[]): Promise<Uint8Array<ArrayBuffer>> {
  const squeezed = new Blob([JSON.stringify(rows)]).stream()
  const whole = new Response(squeezed.pipeThrough(new CompressionStream('gzip')))
  return new Uint8Array(await whole.arrayBuffer())
}

/** What was set aside newest first, oldest first. */
export async function* inOrder<Row>(kept: Uint8Array<ArrayBuffer>[]): AsyncGenerator<Row[]> {
  for (const part of kept.toReversed()) {
    const whole = new Blob([part]).stream().pipeThrough(new DecompressionStream('gzip'))
    const rows: Row[] = await new Response(whole).json()
    yield rows.toReversed()
  }
}
