import { formsOf } from '../notable/fold'
import { readOffDisplay, shownAs, wantsShown, type OffDisplay } from '../signatures/off-display'
import type { Group } from './group'
import type { SignatureRow } from './row'

type Said = {
  name: string | null
  /** What kept it off display so far. */
  was: string | null
  /** Does the signer say something that nobody has looked at. */
  isNew: boolean
}

/**
 * What keeps a name off display, as JSON: what was decided about it; or it is notable, and its owner
 * was not asked yet; or names of the letter are shown only after a look. Null: nothing does.
 */
export function offDisplayOf(group: Group, { name, was, isNew }: Said, at: number): string | null {
  const why = readOffDisplay(was)?.why
  if (why === 'checker' || why === 'reported') return was
  const { notable } = group
  const isNotable = notable.size > 0 && formsOf(name ?? '').some((form) => notable.has(form))
  if (isNotable) return why === 'notable' ? was : off('notable', at)
  if (why === 'look') return was
  const waits = group.letter.namesAfterLook && (isNew || why === 'notable')
  return waits ? off('look', at) : null
}

/** The display of a signature that counts, or counts again, by the lists as they are now. */
export function displayNow(group: Group, row: SignatureRow, at: number) {
  const said = { name: row.name, was: row.offDisplay, isNew: false }
  return shownAs(offDisplayOf(group, said, at), wantsShown(row))
}

function off(why: 'notable' | 'look', at: number): string {
  const because: OffDisplay = { why, sentence: null, at, wanted: false }
  return JSON.stringify(because)
}
