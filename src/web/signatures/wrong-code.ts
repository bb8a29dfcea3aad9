/** Says that a code doesn't fit, and how often another one may be tried today. */
export function wrongCode(triesLeft: number): string {
  if (triesLeft === 0) return `${NO_FIT}, and no tries are left today. Use the link.`
  const left = triesLeft === 1 ? '1 try is' : `${triesLeft} tries are`
  return `${NO_FIT}. Check the six digits, or use the link. ${left} left.`
}

/** Whoever lost the page behind a yes types the same code again. The link knows how that ended. */
const NO_FIT = 'That code doesn’t fit, or was used already'
