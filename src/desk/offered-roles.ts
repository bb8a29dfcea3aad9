import { OTHER_ROLE, type Role } from '../letters/letter'
import { slugOf } from '../letters/slug'
import { cleanLine } from './clean-text'

export const MOST_ROLES = 12

export const SCHOOL_CHOICES = [
  { key: 'required', label: 'must be given' },
  { key: 'optional', label: 'may be given' },
  { key: 'former', label: 'is a former one' },
] as const

/** The roles that a new letter offers. */
export const USUAL_ROLES: Role[] = [
  { key: 'headteacher', label: 'Headteacher', head: true, school: 'required' },
  { key: 'executive-head', label: 'Executive head', head: true, school: 'required' },
  {
    key: 'deputy-or-assistant-head',
    label: 'Deputy or assistant head',
    head: false,
    school: 'required',
  },
  { key: 'governor', label: 'Governor', head: false, school: 'optional' },
  { key: 'teacher', label: 'Teacher', head: false, school: 'optional' },
  { key: 'retired-headteacher', label: 'Retired headteacher', head: false, school: 'former' },
]

/** The roles of rows `role_0_label`, `role_0_school`, `role_0_head` …; a row without label is none. */
export function readRoles(
  typed: Record<string, string>
): { roles: Role[] } | { problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const roles: Role[] = []
  for (let i = 0; i < MOST_ROLES; i++) {
    const field = `role_${i}_label`
    const label = cleanLine(typed[field] ?? '')
    if (label === '') continue
    const slug = slugOf(label)
    const key = roles.some((role) => role.key === slug) ? `${slug}-${i}` : slug
    if (label.length > 60) problems[field] = 'A role must be 60 characters or fewer.'
    if (key === OTHER_ROLE) problems[field] = '“Other” is offered in any case. Leave it out.'
    if (roles.some((role) => role.label === label)) problems[field] = `“${label}” is there twice.`
    const choice = SCHOOL_CHOICES.find((one) => one.key === typed[`role_${i}_school`])
    roles.push({
      key,
      label,
      head: typed[`role_${i}_head`] === 'on',
      school: choice?.key ?? 'optional',
    })
  }
  if (roles.length === 0) problems.role_0_label = 'Offer at least one role.'
  return Object.keys(problems).length > 0 ? { problems } : { roles }
}
