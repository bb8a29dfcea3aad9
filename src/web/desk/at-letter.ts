import type { Draft } from '../../desk/find'
import type { Stage, TeamRole } from '../../desk/rights'
import type { Letter } from '../../letters/letter'

/** A letter as a page of its team is handed it. */
export type AtLetter = { letter: Letter; draft: Draft | null; role: TeamRole; stage: Stage }
