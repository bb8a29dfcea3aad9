/** Says that a code doesn't fit, and how often another one may be tried today. */
export function wrongCode(triesLeft: number): string {
  if (triesLeft === 0) return 'That code doesn’t fit, and no tries are left today. Use the link.'
  const left = triesLeft === 1 ? '1 try is' : `${triesLeft} tries are`
  return `That code doesn’t fit. Check the six digits, or use the link. ${left} left.`
}
