/** The statement that keeps with a letter when it was last handed in, for the batch of what changes that. */
export function noteHandIn(db: D1Database, letterId: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE letter SET handed_in_at =
         (SELECT 1000 * unixepoch(max(day) || 'T12:00:00') FROM dealing
          WHERE letter_id = ?1 AND kind = 'hand-in' AND taken_back_at IS NULL)
       WHERE id = ?1`
    )
    .bind(letterId)
}
