/** What a type of the register is to us: its group, and whether the state funds it. */
export type TypeOfSchool = { group: string; isStateFunded: boolean }

// The 22 types of the list of state-funded schools, as the Department for Education draws it up.
const STATE_FUNDED: Record<string, string[]> = {
  maintained: [
    'Community school',
    'Foundation school',
    'Voluntary aided school',
    'Voluntary controlled school',
  ],
  academy: ['Academy converter', 'Academy sponsor led'],
  'free-school': ['Free schools', 'Studio schools', 'University technical college'],
  special: [
    'Academy special converter',
    'Academy special sponsor led',
    'Community special school',
    'Foundation special school',
    'Free schools special',
  ],
  alternative: [
    'Academy alternative provision converter',
    'Academy alternative provision sponsor led',
    'Free schools alternative provision',
    'Pupil referral unit',
  ],
  nursery: ['Local authority nursery school'],
  'sixteen-plus': [
    'Academy 16 to 19 sponsor led',
    'Academy 16-19 converter',
    'Free schools 16 to 19',
  ],
}

// The others of the full register that are schools or colleges. A city technology college is
// funded by the state and on no list of those; so that both files say the same, it isn't here.
const OTHERS: Record<string, string[]> = {
  special: ['Non-maintained special school'],
  'sixteen-plus': ['Further education', 'Sixth form centres', 'Special post 16 institution'],
  independent: [
    'City technology college',
    'Other independent school',
    'Other independent special school',
  ],
  other: [
    'Academy secure 16 to 19',
    'Institution funded by other government department',
    'Miscellaneous',
    'Online provider',
    'Secure units',
    'Service children’s education',
  ],
}

const NO_SCHOOLS = [
  'British schools overseas',
  'Children’s centre',
  'Children’s centre linked site',
  'Early years setting',
  'European schools',
  'EY Setting',
  'Higher education institutions',
  'Legacy types',
  'Offshore schools',
  'Playing for success centres',
  'Proposed establishment',
  'Training centre',
  'Welsh establishment',
]

const known = new Map<string, TypeOfSchool | null>([
  ...entries(STATE_FUNDED, true),
  ...entries(OTHERS, false),
  ...NO_SCHOOLS.map((name) => [folded(name), null] as const),
])

/** Null is a type that we don't load; undefined one that nobody has told us of. */
export function typeNamed(name: string): TypeOfSchool | null | undefined {
  return known.get(folded(name))
}

function entries(groups: Record<string, string[]>, isStateFunded: boolean) {
  return Object.entries(groups).flatMap(([group, names]) =>
    names.map((name) => [folded(name), { group, isStateFunded }] as const)
  )
}

function folded(name: string) {
  return name.toLowerCase().replaceAll('’', "'")
}
