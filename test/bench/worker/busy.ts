const MOST_MAILS = 200_000

/**
 * Makes a loaded letter look as one does that people work on: of its first signatures each has had
 * its mail, one in twenty in vain; of twenty shown names one waits for a look, and one is off; one in
 * fifty is being checked.
 */
export async function makeBusy(db: D1Database, { slug }: { slug: string }): Promise<void> {
  const at = Date.now()
  await db.batch([
    db.prepare(
      `INSERT OR IGNORE INTO authority (key, name, region, country)
       SELECT authority, authority, iif(urn % 2, 'north-west', 'london'), 'england'
       FROM school WHERE true GROUP BY authority`
    ),
    db
      .prepare(
        `INSERT OR IGNORE INTO outbox (id, asked, letter_id, signature_id, state, mail, next_at,
           created_at, sent_at)
         SELECT 'sent-' || signature.id, 'counted', letter_id, signature.id,
                iif(number % 20 = 0, 'refused', 'sent'), 'counted', 0, ?2 - number,
                iif(number % 20 = 0, NULL, ?2 - number)
         FROM signature JOIN letter ON letter.id = letter_id
         WHERE slug = ?1 AND signature.state = 'counted' AND number <= ?3`
      )
      .bind(slug, at, MOST_MAILS),
    db
      .prepare(
        `UPDATE signature SET public = 0, off_display = json_object(
           'why', iif(number % 20 < 10, 'look', 'checker'), 'sentence', 'Not somebody of that name.',
           'at', ?2, 'wanted', json('true'))
         WHERE letter_id = (SELECT id FROM letter WHERE slug = ?1) AND state = 'counted'
           AND public = 1 AND number % 10 = 3`
      )
      .bind(slug, at),
    db
      .prepare(
        `UPDATE signature SET state = 'held', number = NULL, entry = NULL
         WHERE letter_id = (SELECT id FROM letter WHERE slug = ?1) AND state = 'counted'
           AND number % 50 = 7`
      )
      .bind(slug),
    db
      .prepare(
        `INSERT INTO waiting (letter_id, state, n)
         SELECT id, 'held', changes() FROM letter WHERE slug = ?1
         ON CONFLICT (letter_id, state) DO UPDATE SET n = n + excluded.n`
      )
      .bind(slug),
  ])
}
