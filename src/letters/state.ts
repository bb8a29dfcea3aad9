import type { Letter, LetterState } from './letter'

/** A confirmation mailed before closing still works for this long. */
export const GRACE_MS = 24 * 60 * 60 * 1000

/** What decides whether a letter takes signatures. */
export type Opening = Pick<Letter, 'state' | 'closesAt' | 'closedAt' | 'stopped' | 'signingPaused'>

/** May people sign now. A gathering letter takes founding signatories, by its private link. */
export function isOpen(letter: Opening, now: Date): boolean {
  const takesSignatures = letter.state === 'open' || letter.state === 'gathering'
  return takesSignatures && !isHalted(letter) && now.getTime() < closingTime(letter)
}

/** When mailed links of this letter stop working: never before it closes, so perhaps Infinity. */
export function confirmableUntil(letter: Opening): number {
  const accepts = ['gathering', 'open', 'closed', 'delivered'].includes(letter.state)
  return accepts && !isHalted(letter) ? closingTime(letter) + GRACE_MS : 0
}

/** Has a steward stopped it, or all signing. */
function isHalted({ stopped, signingPaused }: Pick<Opening, 'stopped' | 'signingPaused'>) {
  return stopped !== null || signingPaused !== null
}

/** Since when signatures come in faster than is usual for a letter; null while they don’t. */
export function pressedSince(
  { pressureSince, pressureUntil }: Pick<Letter, 'pressureSince' | 'pressureUntil'>,
  now: Date
): number | null {
  return pressureUntil !== null && now.getTime() < pressureUntil ? pressureSince : null
}

/** May a mailed link still be confirmed now. */
export function acceptsConfirmations(letter: Opening, now: Date): boolean {
  return now.getTime() < confirmableUntil(letter)
}

/** The moment a letter closed, or null while it is open. */
export function closedSince(
  letter: Pick<Letter, 'closesAt' | 'closedAt'>,
  now: Date
): number | null {
  const closed = closingTime(letter)
  return closed <= now.getTime() ? closed : null
}

/**
 * Its state as anyone can see it: past its closing date an open letter is closed, and one that was
 * handed in is delivered once it is closed.
 */
export function stateAt(
  letter: Omit<Opening, 'signingPaused'> & Pick<Letter, 'handedInAt'>,
  now: Date
): LetterState {
  const closed = letter.state === 'closed' || (letter.state === 'open' && closedSince(letter, now))
  if (closed) return letter.handedInAt === null ? 'closed' : 'delivered'
  if (letter.state !== 'open') return letter.state
  return letter.stopped === 'paused' ? 'paused' : 'open'
}

/** Does everyone see it. Drafts and gathering letters have no public page; nor what is taken down. */
export function isPublic(letter: Pick<Letter, 'state' | 'stopped'>): boolean {
  return hasOpened(letter) && !isTakenDown(letter)
}

/** Was it taken down or deleted, so that nobody sees it any more. */
export function isTakenDown({ stopped }: Pick<Letter, 'stopped'>): boolean {
  return stopped === 'taken-down' || stopped === 'deleted'
}

/** Its slug, if it has pages that everyone sees and that others may link to. */
export function publicSlug(letter: Pick<Letter, 'slug' | 'state' | 'stopped'>): string | null {
  return isPublic(letter) ? letter.slug : null
}

/** Was it ever open to everyone. Its ledger then stays, whatever becomes of its page. */
export function hasOpened({ state }: Pick<Letter, 'state'>): boolean {
  return state !== 'draft' && state !== 'gathering'
}

function closingTime(letter: Pick<Letter, 'closesAt' | 'closedAt'>): number {
  return Math.min(letter.closesAt ?? Infinity, letter.closedAt ?? Infinity)
}
