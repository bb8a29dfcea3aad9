/** 14 of 41 as "34%", 1 of 41 as "2.4%". Never 0% of some, and never 100% of not all. */
export function percent(part: number, whole: number): string {
  if (part === 0) return '0%'
  if (part === whole) return '100%'
  const exact = (part / whole) * 100
  if (exact < 0.05) return 'under 0.1%'
  if (exact < 9.95) return `${exact.toFixed(1)}%`
  return exact < 99.5 ? `${Math.round(exact)}%` : 'over 99%'
}
