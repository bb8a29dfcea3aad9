import { cycled } from '../../src/demo/cycle.ts'
import { firstNames, surnames } from '../../src/demo/names.ts'

export type Signer = Record<string, string> & { email: string }

const ROLES = ['headteacher', 'headteacher', 'deputy-head', 'governor', 'teacher']
const SCHOOLS = ['Fernhythe Academy, Merrowdale', 'Oakhythe School, Fenmoor', 'Larkhythe School']

/** What somebody made up types to sign: always the same at the same place of the same crowd. */
export function signerAt(crowd: string, place: number): Signer {
  const first = cycled(firstNames, place)
  const last = cycled(surnames, Math.floor(place / firstNames.length))
  return {
    edition: '1',
    name: `${first} ${last}`,
    email: `someone.${place}@${crowd}.example.net`,
    role: cycled(ROLES, place),
    school: cycled(SCHOOLS, place),
    country: 'england',
    ...(place % 8 !== 7 && { public: 'on' }),
    ...(place % 3 === 0 && { updates: 'on' }),
    consent: 'on',
  }
}
