const grouped = new Intl.NumberFormat('en-GB')

/** 1347 as "1,347". */
export function formatNumber(n: number): string {
  return grouped.format(n)
}

/** A number that was counted to one past `most` and no further: "347", or "more than 1,000". */
export function formatUpTo(n: number, most: number): string {
  return n > most ? `more than ${formatNumber(most)}` : formatNumber(n)
}

/** "1 signature", "1,347 signatures". */
export function signatures(n: number): string {
  return `${formatNumber(n)} ${nounFor(n)}`
}

/** The noun alone, where the number stands for itself. */
export function nounFor(n: number): string {
  return n === 1 ? 'signature' : 'signatures'
}

/** "1 organisation", "14 organisations". */
export function organisations(n: number): string {
  return `${formatNumber(n)} ${n === 1 ? 'organisation' : 'organisations'}`
}
