import type { EarlierLetter } from '../../follow/earlier'
import { readRoles } from '../../desk/offered-roles'
import { SCHOOLS_ASKED, settingsForm, type Settings } from '../../desk/settings-form'
import type { Letter } from '../../letters/letter'
import { byField } from '../../signatures/read-form'
import type { Problems } from '../../signatures/signature'
import { ukDate } from '../../uk-time'
import type { Posted } from '../form'

type ReadSettings = { version: number; settings: Settings } | { problems: Problems }

/** What was typed, with what is fixed by now put in; or what is wrong with it. */
export function readSettings(
  letter: Letter,
  typed: Posted,
  earlier: EarlierLetter[],
  now: Date
): ReadSettings {
  const fixed = letter.edition > 0
  const { host_name, controller_name, eligibility, schools, language, slug } = valuesOf(letter)
  const agreed = fixed && { host_name, controller_name, eligibility, schools, language }
  const form = settingsForm.safeParse({ slug, schools, ...typed, ...agreed })
  const rows = fixed ? { roles: letter.roles } : readRoles(typed)
  const problems = {
    ...(fixed && stillNeeded(typed)),
    ...('problems' in rows && rows.problems),
    ...(!form.success && byField(form.error)),
  }
  if (!form.success || !('roles' in rows) || Object.keys(problems).length > 0) return { problems }

  const { version, ...rest } = form.data
  const passed = rest.closes_on !== null && rest.closes_on <= now.getTime()
  if (passed && rest.closes_on !== letter.closesAt) {
    return { problems: { closes_on: 'That day is over. Give a later one, or none.' } }
  }
  const { follows_up: before } = rest
  if (before !== null && !earlier.some(({ id }) => id === before)) {
    return { problems: { follows_up: 'Choose a letter from the list.' } }
  }
  return { version, settings: { ...rest, roles: rows.roles } }
}

/** Signers must be able to reach who answers for their data for as long as there are some. */
function stillNeeded({ controller_contact: contact, controller_address: address }: Posted) {
  return {
    ...(!contact?.trim() && { controller_contact: 'Say how signers reach who answers for it.' }),
    ...(!address?.trim() && {
      controller_address: 'Give the postal address of who answers for it.',
    }),
  }
}

/** The settings as the form shows them. */
export function valuesOf(letter: Letter): Posted {
  const { controller, hosts, roles } = letter
  const rows = roles.flatMap(({ label, school, head }, i) => [
    [`role_${i}_label`, label],
    [`role_${i}_school`, school],
    [`role_${i}_head`, head ? 'on' : ''],
  ])
  return {
    version: String(letter.settingsVersion),
    host_name: hosts[0]?.name ?? '',
    host_url: hosts[0]?.url ?? '',
    eligibility: letter.eligibility ?? '',
    schools: letter.schools,
    after_look: letter.namesAfterLook ? 'on' : '',
    comments: letter.takesComments ? 'on' : '',
    organisations: letter.takesOrganisations ? 'on' : '',
    follows_up: letter.followsUp === null ? '' : String(letter.followsUp),
    goal: letter.goal === null ? '' : String(letter.goal),
    milestones: letter.milestones.join(' '),
    closes_on: letter.closesAt === null ? '' : ukDate(letter.closesAt),
    press_contact: letter.pressContact ?? '',
    controller_name: controller.name,
    controller_contact: controller.contact,
    controller_address: controller.address,
    slug: letter.slug,
    language: letter.language,
    ...(Object.fromEntries(rows) as Posted),
  }
}

/** Where the settings saved now differ from those typed, in the words of the form. */
export function differing(
  saved: Posted,
  typed: Posted,
  earlier: EarlierLetter[]
): { label: string; now: string }[] {
  return Object.entries(LABELS).flatMap(([field, label]) => {
    const [now, yours] = [saved[field] ?? '', typed[field] ?? '']
    if (now.trim() === yours.trim()) return []
    const title = earlier.find(({ id }) => String(id) === now)?.title
    const asked = SCHOOLS_ASKED.find(({ key }) => field === 'schools' && key === now)?.label
    return [{ label, now: asked ?? ((field === 'follows_up' && title) || now) }]
  })
}

const LABELS: Record<string, string> = {
  eligibility: 'Whom you ask to sign',
  schools: 'How signers say where they work',
  host_name: 'Your group',
  host_url: 'Its web address',
  press_contact: 'Whom journalists can ask',
  follows_up: 'The earlier letter',
  goal: 'Goal',
  milestones: 'Milestones',
  closes_on: 'Last day to sign',
  controller_name: 'Who answers for the data',
  controller_contact: 'How to reach them',
  controller_address: 'Postal address',
  slug: 'The letter’s address',
}
