import type { Letter } from '../letters/letter'
import { auditIfChanged } from './audit'
import { renameGroup } from './rename-group'
import type { Settings } from './settings-form'

export type SettingsSaved = 'saved' | 'stale' | 'slug-taken'

/**
 * Saves what a letter has beside its words, if that is still what the change began with. What
 * signers agree to stays as it is once an edition is frozen, and its address once it has opened.
 * The closing date is the Registrar's to write from then on: here it only counts as a change.
 */
export async function saveSettings(
  db: D1Database,
  letter: Letter,
  version: number,
  settings: Settings,
  by: number,
  now: Date
): Promise<SettingsSaved> {
  const next = asTheyWillStand(letter, settings)
  const changed = changedFields(letter, next)
  if (changed.length === 0) return 'saved'

  const ready = [letter.id, `${version}/${letter.edition}`, next.slug] as const
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO old_slug (slug, letter_id, since)
         SELECT slug, id, ?4 FROM letter WHERE id = ?1 AND settings_version || '/' || edition = ?2 AND slug <> ?3
           AND NOT EXISTS (SELECT 1 FROM letter WHERE slug = ?3 AND id <> ?1)
           AND NOT EXISTS (SELECT 1 FROM old_slug WHERE slug = ?3 AND letter_id <> ?1)
         ON CONFLICT (slug) DO NOTHING`
      )
      .bind(...ready, now.getTime()),
    db
      .prepare(
        `UPDATE letter
         SET settings_version = settings_version + 1, slug = ?3, language = ?4, roles = ?5,
             eligibility = ?6, names_after_look = ?7, goal = ?8, milestones = ?9,
             press_contact = ?10, controller_name = ?11, controller_contact = ?12,
             controller_address = ?13, takes_comments = ?15, takes_organisations = ?16,
             follows_up = ?17, schools = ?18,
             closes_at = CASE WHEN edition = 0 THEN ?14 ELSE closes_at END
         WHERE id = ?1 AND settings_version || '/' || edition = ?2
           AND NOT EXISTS (SELECT 1 FROM letter WHERE slug = ?3 AND id <> ?1)
           AND NOT EXISTS (SELECT 1 FROM old_slug WHERE slug = ?3 AND letter_id <> ?1)`
      )
      .bind(
        ...ready,
        next.language,
        JSON.stringify(next.roles),
        next.eligibility,
        next.after_look ? 1 : 0,
        next.goal,
        JSON.stringify(next.milestones),
        next.press_contact,
        next.controller_name,
        next.controller_contact,
        next.controller_address,
        next.closes_on,
        next.comments ? 1 : 0,
        next.organisations ? 1 : 0,
        next.follows_up,
        next.schools
      ),
    auditIfChanged(
      db,
      {
        letterId: letter.id,
        accountId: by,
        act: 'change-settings',
        detail: { changed: changed.join(', ') },
      },
      now
    ),
    ...(await renameGroup(db, letter, { name: next.host_name, url: next.host_url })),
    db
      .prepare(
        `SELECT 1 FROM letter WHERE slug = ?1 AND id <> ?2
         UNION ALL SELECT 1 FROM old_slug WHERE slug = ?1 AND letter_id <> ?2`
      )
      .bind(next.slug, letter.id),
  ])
  if (results[1]?.meta.changes) return 'saved'
  return results.at(-1)?.results.length ? 'slug-taken' : 'stale'
}

/** The settings without those that are fixed by now. */
function asTheyWillStand(letter: Letter, settings: Settings): Settings {
  const slug = mayChangeSlug(letter) ? settings.slug : letter.slug
  if (letter.edition === 0) return { ...settings, slug }
  const { roles, schools, eligibility, language, controller, hosts } = letter
  return {
    ...settings,
    slug,
    roles,
    schools,
    eligibility,
    language: language as Settings['language'],
    controller_name: controller.name,
    host_name: hosts[0]?.name ?? settings.host_name,
  }
}

/** An address may change until the letter is open to everyone. */
export function mayChangeSlug({ state }: Pick<Letter, 'state'>): boolean {
  return state === 'draft' || state === 'gathering'
}

/** What differs, in the words of the audit list. */
function changedFields(letter: Letter, next: Settings): string[] {
  const { controller, hosts } = letter
  const pairs: [what: string, before: unknown, after: unknown][] = [
    ['group', [hosts[0]?.name, hosts[0]?.url ?? null], [next.host_name, next.host_url]],
    ['roles', letter.roles, next.roles],
    ['how signers say where they work', letter.schools, next.schools],
    ['who may sign', letter.eligibility, next.eligibility],
    ['when names show', letter.namesAfterLook, next.after_look],
    ['comments', letter.takesComments, next.comments],
    ['organisations', letter.takesOrganisations, next.organisations],
    ['the earlier letter', letter.followsUp, next.follows_up],
    ['goal', letter.goal, next.goal],
    ['milestones', letter.milestones, next.milestones],
    ['closing date', letter.closesAt, next.closes_on],
    ['press contact', letter.pressContact, next.press_contact],
    [
      'who answers for the data',
      [controller.name, controller.contact, controller.address],
      [next.controller_name, next.controller_contact, next.controller_address],
    ],
    ['address', letter.slug, next.slug],
    ['language', letter.language, next.language],
  ]
  return pairs
    .filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after))
    .map(([what]) => what)
}
