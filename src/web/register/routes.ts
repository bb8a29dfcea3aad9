import type { SchoolsData } from '../../newsroom/schools-data'
import { foldedQuery } from '../../register/asked-words'
import { labelIn, PHASES, REGIONS, TYPES } from '../../register/places'
import { searchSchools, type FoundSchool, type SearchedRegister } from '../../register/search'
import { openData } from '../open-data'
import { A_MINUTE } from '../public-read'
import { Routes } from '../routing'

/** The register of schools, as far as anyone may search it. */
export const registerRoutes = new Routes()

registerRoutes.get('/schools.json', openData({ name: 'q', fold: foldedQuery }), async (c) => {
  const { registers, schools } = await searchSchools(c.env.DB, c.req.query('q') ?? '')

  c.set('rest', A_MINUTE)
  return c.json({
    register: registers.map(describeRegister),
    schools: schools.map(describeSchool),
  } satisfies SchoolsData)
})

function describeRegister({ asOf, isExtract, ...register }: SearchedRegister) {
  return { ...register, as_of: asOf, extract: isExtract }
}

/** In words: its keys are the site's own. */
function describeSchool(school: FoundSchool) {
  const { urn, name, town, postcode, label } = school
  return {
    urn,
    name,
    name_cy: school.nameCy,
    town,
    postcode,
    label,
    local_authority: school.authorityName,
    phase: labelIn(PHASES, school.phase),
    type: labelIn(TYPES, school.type),
    region: labelIn(REGIONS, school.region),
  }
}
