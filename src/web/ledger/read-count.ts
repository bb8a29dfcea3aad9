/**
 * A count of entries from an address, in its one spelling; null if it is none. One that is larger
 * than any ledger stays larger than any.
 */
export function readCount(text: string | undefined): number | null {
  if (text === undefined || !/^(0|[1-9][0-9]*)$/.test(text)) return null
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER)
}
