import type { School } from './school.ts'

/** A school as a list has it. */
export type ListedSchool = Omit<School, 'registerId'>

/** A local authority, by its key. */
export type Authority = { key: string; name: string; region: string; country: string }

/** What one file says of one country. An extract says nothing of the schools that it leaves out. */
export type SchoolList = {
  country: School['country']
  name: string
  asOf: string
  isExtract: boolean
  schools: ListedSchool[]
  /** Numbers of schools that it says are closed. */
  closed: Set<number>
  authorities: Authority[]
}

/** The schools of the demonstration have numbers that no register gives; no list closes them. */
export function isMadeUp(urn: number): boolean {
  return urn >= 900_001 && urn <= 999_999
}

/** A name as a key: lower-case words of a to z and digits, with hyphens between. */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’.]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
