/** Sets how a team sees an account; null: by its address again. */
export async function nameYourself(db: D1Database, accountId: number, name: string | null) {
  await db.prepare('UPDATE account SET name = ? WHERE id = ?').bind(name, accountId).run()
}
