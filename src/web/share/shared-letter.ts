import { ask } from '../../ask'
import { letterOf } from '../../letters/find'
import type { Letter } from '../../letters/letter'
import { isPublic } from '../../letters/state'
import { signingStopped } from '../../letters/stopped'
import { totalsOf, type Totals } from '../../newsroom/totals'

/** What other people's pages show of a letter, all of one moment. */
export type SharedLetter = {
  letter: Letter
  totals: Totals
  /** Its records don't agree, and its number is not to be quoted. */
  stopped: boolean
}

/** A letter that has a public page, with its number; or null. */
export async function findSharedLetter(
  db: D1Database,
  slug: string,
  now: Date
): Promise<SharedLetter | null> {
  const ref = { slug }
  const [letter, totals, stopped] = await ask(
    db,
    letterOf(db, ref),
    totalsOf(db, ref, now),
    signingStopped(db, ref)
  )
  return letter && isPublic(letter) ? { letter, totals, stopped } : null
}
