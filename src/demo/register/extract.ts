import { slugOf, type SchoolList } from '../../register/list.ts'
import type { School } from '../../register/school.ts'
import { ENGLISH_AUTHORITIES, ENGLISH_SCHOOLS } from './england.ts'
import { WELSH_AUTHORITIES, WELSH_SCHOOLS } from './wales.ts'

/** Some real schools. Their heads’ names are left out, so that nobody is matched there. */
export const england: SchoolList = {
  country: 'england',
  asOf: '2025-07-17',
  isExtract: true,
  closed: new Set(),
  name: 'Get Information about Schools, Department for Education',
  ...read('england', ENGLISH_AUTHORITIES, ENGLISH_SCHOOLS),
}

/** That list gives no day, only its year. */
export const wales: SchoolList = {
  country: 'wales',
  asOf: '2018-12-31',
  isExtract: true,
  closed: new Set(),
  name: 'Schools in Wales, Welsh Government',
  ...read('wales', WELSH_AUTHORITIES, WELSH_SCHOOLS),
}

function read(country: School['country'], authorities: string, schools: string) {
  return {
    authorities: linesOf(authorities).map(([name = '', region = '']) => {
      return { key: slugOf(name), name, region, country }
    }),
    schools: linesOf(schools).map(([urn, name = '', town, postcode, ...cells]) => {
      const [authority = '', phase = '', type = '', domain = ''] = cells
      return {
        urn: Number(urn),
        country,
        name,
        nameCy: null,
        authority,
        phase,
        type,
        heads: [],
        town: town || null,
        postcode: postcode || null,
        ...domainOf(domain),
        inShares: country === 'england',
        isOpen: true,
      }
    }),
  }
}

function domainOf(written: string): Pick<School, 'domain' | 'domainWhy'> {
  if (written === '(shared)') return { domain: null, domainWhy: 'shared' }
  if (written === '(no-website)') return { domain: null, domainWhy: 'no-website' }
  return { domain: written, domainWhy: 'website' }
}

function linesOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' | '))
}
