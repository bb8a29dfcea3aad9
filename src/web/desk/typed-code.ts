import type { TriedCode } from '../../desk/try-code'

/** Six digits, however they are grouped; null: it is something else, and counts as no try. */
export function sixDigits(typed = ''): string | null {
  const digits = typed.replace(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}

export const NOT_SIX_DIGITS = 'Enter the six digits from the mail.'
export const NO_MAIL =
  'This site can’t send mail at the moment, so it can’t send a code. Ask whoever runs it.'

/** Why a code lets nobody in, and what to do. */
export function codeProblem(tried: Exclude<TriedCode, { outcome: 'right' }>): string {
  switch (tried.outcome) {
    case 'wrong':
      return wrong(tried.triesLeft)
    case 'used-up':
      return 'Five codes were tried, so this one no longer works. Ask for a new code.'
    case 'used':
      return 'This code has been used. A code works once: ask for a new one.'
    case 'over':
      return 'No code works here at the moment: ten minutes are over. Ask for a new one.'
  }
}

function wrong(left: number) {
  if (left === 0) return 'That code doesn’t fit, and no tries are left. Ask for a new code.'
  const tries = left === 1 ? 'One try is' : `${left} tries are`
  return `That code doesn’t fit. Check the six digits in the newest mail. ${tries} left.`
}
