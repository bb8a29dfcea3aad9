import { question, type Question } from '../ask'

/** Who may launch a letter: everyone, whom a steward invites, or everyone after a first approval. */
export const LAUNCHING = ['anyone', 'invitation', 'approval'] as const
export type Launching = (typeof LAUNCHING)[number]

/** What stewards chose for the whole site. */
export type SiteChoices = {
  launching: Launching
  /** What the mail provider lets through in a day; null: nobody said. */
  mailsADay: number | null
  /** Why nobody can sign anything, in a sentence; null: they can. */
  signingPaused: string | null
  /** Why no letter can be opened, in a sentence; null: they can. */
  launchingPaused: string | null
}

export function siteChoices(db: D1Database): Question<SiteChoices> {
  return question<SiteChoices, SiteChoices>(
    db.prepare(
      `SELECT launching, mails_a_day AS mailsADay, signing_paused AS signingPaused,
              launching_paused AS launchingPaused
       FROM site WHERE id = 1`
    ),
    ([row]) => {
      if (!row) throw new Error('the site has no choices')
      return row
    }
  )
}
