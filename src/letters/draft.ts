import type { Controller, Host, Role } from './letter'

/** A letter before its first edition. */
export type DraftLetter = {
  slug: string
  title: string
  addressedTo: string
  hosts: Host[]
  roles: Role[]
  controller: Controller
  pressContact?: string | null
  goal: number | null
  milestones?: number[]
  eligibility?: string | null
  closesAt?: number | null
  demonstration?: boolean
}

/** Makes a letter that nobody sees yet, with its hosts and the name of its ledger. Returns its id. */
export async function draft(
  db: D1Database,
  origin: string,
  letter: DraftLetter,
  now: Date
): Promise<number> {
  const uuid = crypto.randomUUID()
  const [, , made] = await db.batch<{ id: number }>([
    db
      .prepare(
        `INSERT INTO host (slug, name, url)
         SELECT value->>'slug', value->>'name', value->>'url' FROM json_each(?) WHERE true
         ON CONFLICT (slug) DO NOTHING`
      )
      .bind(JSON.stringify(letter.hosts)),
    db
      .prepare(
        `INSERT INTO letter (uuid, origin, slug, state, title, addressed_to, roles, goal,
           controller_name, controller_contact, controller_address, press_contact, demonstration,
           created_at, closes_at, milestones, eligibility)
         VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      )
      .bind(
        uuid,
        `${new URL(origin).host}/ledger/${uuid}`,
        letter.slug,
        letter.title,
        letter.addressedTo,
        JSON.stringify(letter.roles),
        letter.goal,
        letter.controller.name,
        letter.controller.contact,
        letter.controller.address,
        letter.pressContact ?? null,
        letter.demonstration ? 1 : 0,
        now.getTime(),
        letter.closesAt ?? null,
        letter.milestones ? JSON.stringify(letter.milestones) : null,
        letter.eligibility ?? null
      ),
    db
      .prepare(
        `INSERT INTO letter_host (letter_id, host_id, position)
         SELECT letter.id, host.id, given.key
         FROM json_each(?2) AS given
         JOIN letter ON letter.uuid = ?1
         JOIN host ON host.slug = given.value->>'slug'
         RETURNING letter_id AS id`
      )
      .bind(uuid, JSON.stringify(letter.hosts)),
  ])
  const id = made?.results[0]?.id
  if (id === undefined) throw new Error('a letter needs at least one host')
  return id
}
