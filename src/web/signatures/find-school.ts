import type { Context } from 'hono'
import { findSchools } from '../../register/search'
import type { Posted } from '../form'
import type { Site } from '../site'
import type { SchoolsFound } from '../ui/schools-found'

/** The schools that a form asks for with "Find my school"; undefined if it does not ask. */
export async function schoolsFound(
  c: Context<Site>,
  values: Posted
): Promise<SchoolsFound | undefined> {
  if (!values.find) return undefined
  const typed = (values.school ?? '').trim()
  return { typed, schools: await findSchools(c.env.DB, typed) }
}
