/**
 * Trees and proofs by the recursive definitions of RFC 6962 (§2.1, §2.1.1, §2.1.2), with positions
 * that can't overflow. Nothing here comes from the code under test.
 */
export type Range = { from: bigint; to: bigint }

/** The ranges of leaves whose roots prove leaf `m` of `n`, in the proof's order: PATH(m, D[n]). */
export function pathRanges(m: bigint, n: bigint, offset = 0n): Range[] {
  if (n === 1n) return []
  const k = splitOf(n)
  return m < k
    ? [...pathRanges(m, k, offset), { from: offset + k, to: offset + n }]
    : [...pathRanges(m - k, n - k, offset + k), { from: offset, to: offset + k }]
}

/** The same for the first `m` of `n` leaves: SUBPROOF(m, D[n], b), which is PROOF if b is true. */
export function proofRanges(m: bigint, n: bigint, b = true, offset = 0n): Range[] {
  if (m === n) return b ? [] : [{ from: offset, to: offset + n }]
  const k = splitOf(n)
  return m <= k
    ? [...proofRanges(m, k, b, offset), { from: offset + k, to: offset + n }]
    : [...proofRanges(m - k, n - k, false, offset + k), { from: offset, to: offset + k }]
}

/** The roots and proofs of the trees over the first so many of these leaves. */
export function treesOver(leaves: Uint8Array[]) {
  const known = new Map<string, Promise<Uint8Array>>()
  const rootOfRange = (range: Range): Promise<Uint8Array> => {
    const name = `${range.from}-${range.to}`
    const root = known.get(name) ?? work(range)
    known.set(name, root)
    return root
  }
  const work = async ({ from, to }: Range): Promise<Uint8Array> => {
    if (to === from) return sha256(new Uint8Array())
    const [leaf] = leaves.slice(Number(from), Number(from) + 1)
    if (!leaf) throw new RangeError(`There is no leaf ${from}.`)
    if (to - from === 1n) return leaf
    const middle = from + splitOf(to - from)
    return nodeOf(await rootOfRange({ from, to: middle }), await rootOfRange({ from: middle, to }))
  }
  const rootsOf = (ranges: Range[]) => Promise.all(ranges.map((range) => rootOfRange(range)))

  return {
    root: (size: number) => rootOfRange({ from: 0n, to: BigInt(size) }),
    path: (index: number, size: number) => rootsOf(pathRanges(BigInt(index), BigInt(size))),
    proof: (from: number, to: number) => rootsOf(proofRanges(BigInt(from), BigInt(to))),
    /** The hashes of all complete tiles' levels: hash i of level l is the root of 256^l leaves. */
    tileLevels: () => Promise.all([0, 1, 2].map((level) => rootsOf(inStepsOf(256 ** level)))),
  }

  function inStepsOf(step: number): Range[] {
    return Array.from({ length: Math.floor(leaves.length / step) }, (_, i) => {
      return { from: BigInt(i * step), to: BigInt((i + 1) * step) }
    })
  }
}

/** So many different leaf hashes, the same every time. */
export function someLeaves(count: number): Promise<Uint8Array[]> {
  const entries = Array.from({ length: count }, (_, i) => new TextEncoder().encode(`\0entry ${i}`))
  return Promise.all(entries.map((entry) => sha256(entry)))
}

function splitOf(n: bigint): bigint {
  let k = 1n
  while (k * 2n < n) k *= 2n
  return k
}

function nodeOf(left: Uint8Array, right: Uint8Array) {
  const bytes = new Uint8Array(65)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 33)
  return sha256(bytes)
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
