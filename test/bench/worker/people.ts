import { cycled } from '../../../src/demo/cycle'
import { firstNames, surnames } from '../../../src/demo/names'
import { schools } from '../../../src/demo/schools'
import { isCountry } from '../../../src/letters/letter'
import type { SignForm } from '../../../src/signatures/signature'

const ROLES = ['headteacher', 'headteacher', 'deputy-head', 'governor', 'teacher', 'retired-head']

/** The form of someone made up: always the same for the same place in the same crowd. */
export function personAt(crowd: string, place: number): SignForm {
  const school = cycled(schools, Math.floor(place / 7))
  const given = place === 0 ? 'Zuleika' : cycled(firstNames, place)
  const family = cycled(surnames, Math.floor(place / firstNames.length))
  return {
    name: `${given} ${family}`,
    email: `person.${place}@${crowd}.example.org`,
    role: cycled(ROLES, place),
    role_other: null,
    school: school.name,
    country: isCountry(school.country) ? school.country : null,
    public: place % 8 !== 7,
    updates: place % 3 === 0,
    edition: 1,
    consent: 'on',
  }
}
