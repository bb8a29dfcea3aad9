import { changedPlaces, changedSchools, type PlaceMove } from './changed-schools'
import type { Group } from './group'
import { NOBODY_AT, type SchoolTally } from './school-tally'
import type { SchoolDoubt } from './schools'
import { withList } from './with-list'

/** Moves the numbers of schools and places by what the group changed, and notes what is doubtful. */
export function writeSchools(db: D1Database, group: Group, now: Date): D1PreparedStatement[] {
  const { id } = group.letter
  const isAnonymised = group.draft.head.anonymised > group.draft.before.anonymised
  const changed = changedSchools(group)
  return [
    ...writeSchoolTally(db, id, changed),
    ...writePlaceTally(db, id, changedPlaces(group, changed)),
    ...writeDoubts(
      db,
      id,
      changed.flatMap(({ doubts }) => doubts),
      now
    ),
    // Of whom nothing is known any more, no school is either. What places had of them stays.
    ...(isAnonymised ? [db.prepare('DELETE FROM school_tally WHERE letter_id = ?').bind(id)] : []),
  ]
}

function writeSchoolTally(
  db: D1Database,
  letterId: number,
  changed: { urn: number; is: SchoolTally }[]
): D1PreparedStatement[] {
  const empty = changed.filter(({ is }) => is.shown + is.hidden === 0)
  const rows = changed
    .filter((one) => !empty.includes(one))
    .map(({ urn, is }) => ({ urn, ...is, names: JSON.stringify(is.names) }))
  return [
    ...withList(rows, (json) => [
      db
        .prepare(
          `INSERT INTO school_tally (letter_id, urn, authority, phase, type, in_shares, names,
             shown, hidden, heads_shown, heads_hidden, named_shown, named_hidden)
           SELECT ?1, value->>'urn', value->>'authority', value->>'phase', value->>'type',
                  value->>'inShares', value->>'names', value->>'shown', value->>'hidden',
                  value->>'headsShown', value->>'headsHidden', value->>'namedShown',
                  value->>'namedHidden'
           FROM json_each(?2) WHERE true
           ON CONFLICT (letter_id, urn) DO UPDATE SET
             authority = excluded.authority, phase = excluded.phase, type = excluded.type,
             in_shares = excluded.in_shares, names = excluded.names, shown = excluded.shown,
             hidden = excluded.hidden, heads_shown = excluded.heads_shown,
             heads_hidden = excluded.heads_hidden, named_shown = excluded.named_shown,
             named_hidden = excluded.named_hidden`
        )
        .bind(letterId, json),
    ]),
    ...withList(
      empty.map(({ urn }) => urn),
      (json) => [
        db
          .prepare(
            `DELETE FROM school_tally
             WHERE letter_id = ?1 AND urn IN (SELECT value FROM json_each(?2))`
          )
          .bind(letterId, json),
      ]
    ),
  ]
}

function writePlaceTally(
  db: D1Database,
  letterId: number,
  moves: PlaceMove[]
): D1PreparedStatement[] {
  const rows = moves.map(({ place, by }) => ({ ...place, ...NOBODY_AT, ...by }))
  const growing = rows.filter((row) =>
    Object.values(row).every((n) => typeof n !== 'number' || n >= 0)
  )
  // Where less comes to be the place is there: an upsert would check the move as if it were the number.
  return [
    ...withList(growing, (json) => [
      db
        .prepare(
          `INSERT INTO place_tally (letter_id, authority, phase, type, shown, hidden, heads_shown,
             heads_hidden, schools_shown, schools_hidden, head_schools_shown, head_schools_hidden,
             named_schools_shown, named_schools_hidden)
           SELECT ?1, value->>'authority', value->>'phase', value->>'type', value->>'shown',
                  value->>'hidden', value->>'headsShown', value->>'headsHidden',
                  value->>'schoolsShown', value->>'schoolsHidden', value->>'headSchoolsShown',
                  value->>'headSchoolsHidden', value->>'namedSchoolsShown',
                  value->>'namedSchoolsHidden'
           FROM json_each(?2) WHERE true
           ON CONFLICT (letter_id, authority, phase, type) DO UPDATE SET
             shown = shown + excluded.shown, hidden = hidden + excluded.hidden,
             heads_shown = heads_shown + excluded.heads_shown,
             heads_hidden = heads_hidden + excluded.heads_hidden,
             schools_shown = schools_shown + excluded.schools_shown,
             schools_hidden = schools_hidden + excluded.schools_hidden,
             head_schools_shown = head_schools_shown + excluded.head_schools_shown,
             head_schools_hidden = head_schools_hidden + excluded.head_schools_hidden,
             named_schools_shown = named_schools_shown + excluded.named_schools_shown,
             named_schools_hidden = named_schools_hidden + excluded.named_schools_hidden`
        )
        .bind(letterId, json),
    ]),
    ...withList(
      rows.filter((row) => !growing.includes(row)),
      (json) => [movePlaces(db, letterId, json)]
    ),
  ]
}

function movePlaces(db: D1Database, letterId: number, json: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE place_tally SET
         shown = shown + (value->>'shown'), hidden = hidden + (value->>'hidden'),
         heads_shown = heads_shown + (value->>'headsShown'),
         heads_hidden = heads_hidden + (value->>'headsHidden'),
         schools_shown = schools_shown + (value->>'schoolsShown'),
         schools_hidden = schools_hidden + (value->>'schoolsHidden'),
         head_schools_shown = head_schools_shown + (value->>'headSchoolsShown'),
         head_schools_hidden = head_schools_hidden + (value->>'headSchoolsHidden'),
         named_schools_shown = named_schools_shown + (value->>'namedSchoolsShown'),
         named_schools_hidden = named_schools_hidden + (value->>'namedSchoolsHidden')
       FROM json_each(?2)
       WHERE letter_id = ?1 AND authority = value->>'authority' AND phase = value->>'phase'
         AND place_tally.type = value->>'type'`
    )
    .bind(letterId, json)
}

function writeDoubts(
  db: D1Database,
  letterId: number,
  doubts: SchoolDoubt[],
  now: Date
): D1PreparedStatement[] {
  return withList(doubts, (json) => [
    db
      .prepare(
        `INSERT OR IGNORE INTO school_doubt (letter_id, kind, urn, number, other, found_at)
         SELECT ?1, value->>'kind', value->>'urn', value->>'number', value->>'other', ?3
         FROM json_each(?2)`
      )
      .bind(letterId, json, now.getTime()),
  ])
}
