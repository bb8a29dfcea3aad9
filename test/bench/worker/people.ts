import { cycled } from '../../../src/demo/cycle'
import { schoolName } from '../../../src/register/school'
import type { SignForm } from '../../../src/signatures/signature'
import { nameAt, schoolAt } from './register'

const ROLES = ['headteacher', 'headteacher', 'deputy-head', 'governor', 'teacher', 'retired-head']

/** The form of someone made up: always the same for the same place in the same crowd. */
export function personAt(crowd: string, place: number): SignForm {
  const { first, last } = nameAt(place)
  const school = schoolAt(place)
  // Of the first at each school every third signs from where its head has mail.
  const isHeads = place < 22_010 && place % 3 === 0
  return {
    name: `${first} ${last}`,
    email: isHeads ? `head@${school.domain}` : `person.${place}@${crowd}.example.org`,
    role: cycled(ROLES, place),
    role_other: null,
    urn: place % 10 === 9 ? [] : [school.urn],
    school: schoolName(school),
    country: 'england',
    public: place % 8 !== 7,
    updates: place % 3 === 0,
    edition: 1,
    consent: 'on',
  }
}
