import type { Group } from './group'

/** The register was loaded anew and has these schools elsewhere, or closed. */
export type RereadAct = { verb: 'reread'; urns: number[]; at: number }

export type Rereading = { outcome: 'reread' }

/** Puts what the letter has of schools where the register has them now. */
export function reread(group: Group, act: RereadAct): Rereading {
  for (const urn of act.urns) group.schools.reread(urn)
  return { outcome: 'reread' }
}
