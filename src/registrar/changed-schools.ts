import type { Group } from './group'
import type { Place } from '../register/school'
import { add, atPlace, ofPlace, type PlaceCounts } from './school-tally'
import type { ChangedSchool } from './schools'
import type { Moved } from './tally'

export type PlaceMove = { place: Place; by: Partial<PlaceCounts> }

/** Names that stand at a school and change in this group, each once. */
export function namesAtSchools(group: Group): Set<string> {
  const rows = movedAtSchools(group).flatMap(({ was, is }) => (is ? [was, is] : [was]))
  return new Set(rows.flatMap(({ urns, name }) => (urns && name ? [name] : [])))
}

/** The schools whose numbers this group changes. Once a letter is anonymised, these stay as they were. */
export function changedSchools(group: Group): ChangedSchool[] {
  if (group.draft.before.anonymised > 0) return []
  return group.schools.changed(group.letter, movedAtSchools(group), group.nameKeys)
}

/** What changes of signatures and of schools do to the numbers of places. */
export function changedPlaces(group: Group, schools: ChangedSchool[]): PlaceMove[] {
  const sums = new Map<string, PlaceMove>()
  const sum = (place: Place, counts: Partial<PlaceCounts>, by: 1 | -1) => {
    const { authority, phase, type } = place
    const key = JSON.stringify([authority, phase, type])
    const move = sums.get(key) ?? { place: { authority, phase, type }, by: {} }
    add(move.by, counts, by)
    sums.set(key, move)
  }
  for (const { was, is } of group.moved()) {
    const from = atPlace(group.letter, was)
    const to = is && atPlace(group.letter, is)
    if (from) sum(from.place, from.counts, -1)
    if (to) sum(to.place, to.counts, 1)
  }
  for (const { was, is } of schools) {
    if (was) sum(was, ofPlace(was), -1)
    sum(is, ofPlace(is), 1)
  }
  return [...sums.values()].filter(({ by }) => Object.values(by).some((n) => n !== 0))
}

/** Who becomes anonymous stays counted where they were. */
function movedAtSchools(group: Group): Moved[] {
  return group.moved().filter(({ was }) => !group.renamed.has(was.id))
}
