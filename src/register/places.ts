/** What a school's place is called, by its key. */
export type Named = { key: string; label: string }

export const REGIONS: Named[] = [
  { key: 'north-east', label: 'North East' },
  { key: 'north-west', label: 'North West' },
  { key: 'yorkshire-and-the-humber', label: 'Yorkshire and the Humber' },
  { key: 'east-midlands', label: 'East Midlands' },
  { key: 'west-midlands', label: 'West Midlands' },
  { key: 'east-of-england', label: 'East of England' },
  { key: 'london', label: 'London' },
  { key: 'south-east', label: 'South East' },
  { key: 'south-west', label: 'South West' },
  { key: 'wales', label: 'Wales' },
]

/** As the register of England divides them. */
export const PHASES: Named[] = [
  { key: 'nursery', label: 'Nursery' },
  { key: 'primary', label: 'Primary' },
  { key: 'middle-deemed-primary', label: 'Middle, deemed primary' },
  { key: 'secondary', label: 'Secondary' },
  { key: 'middle-deemed-secondary', label: 'Middle, deemed secondary' },
  { key: 'all-through', label: 'All-through' },
  { key: '16-plus', label: '16 plus' },
  { key: 'no-phase', label: 'No phase (special schools, pupil referral units)' },
]

/** Types of the register, in groups that people know. */
export const TYPES: Named[] = [
  { key: 'maintained', label: 'Maintained by its local authority' },
  { key: 'academy', label: 'Academy' },
  { key: 'free-school', label: 'Free school, UTC or studio school' },
  { key: 'special', label: 'Special school' },
  { key: 'alternative', label: 'Pupil referral unit or alternative provision' },
  { key: 'nursery', label: 'Nursery school' },
  { key: 'sixteen-plus', label: 'Sixth form or further education college' },
  { key: 'independent', label: 'Independent school' },
  { key: 'other', label: 'Another type' },
]

/** The label of a key in one of these lists; the key itself, should it not be there. */
export function labelIn(list: Named[], key: string): string {
  return list.find((one) => one.key === key)?.label ?? key
}

/** What one school is, in a line about it: its phase, or its type if that has none. */
export function kindOf({ phase, type }: { phase: string; type: string }): string {
  return phase === 'no-phase' ? labelIn(TYPES, type) : labelIn(PHASES, phase)
}
