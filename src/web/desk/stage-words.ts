import type { Stage } from '../../desk/rights'

/** The stages of a letter as pages of the desk call them. */
export const STAGE_WORDS: Record<Stage, string> = {
  draft: 'Draft',
  scheduled: 'Opens by itself',
  gathering: 'Gathering founders',
  open: 'Open',
  paused: 'Paused',
  closed: 'Closed',
  delivered: 'Handed in',
  finished: 'Closed for good',
  archived: 'Archived',
  'taken-down': 'Taken down',
}
