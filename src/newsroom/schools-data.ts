import * as z from 'zod/mini'
import { number, text, textOrNone } from './public-fields'

/** What a search of the registers answers, field by field. */

export const register = z
  .object({
    country: z.enum(['england', 'wales']).check(z.describe('Whose schools it lists.')),
    name: text('What the list is called.'),
    as_of: z
      .string()
      .check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.meta({ description: 'Its day.', format: 'date' })),
    extract: z.boolean().check(z.describe('True where only a part of it is loaded.')),
  })
  .check(z.describe('An official list of schools.'))

const school = z
  .object({
    urn: number('Its unique number in the register.'),
    name: text('As registered.'),
    name_cy: textOrNone('In Welsh, where it has another name there.'),
    town: textOrNone('As registered.'),
    postcode: textOrNone('As registered.'),
    label: text('As signers are shown with it: name and town.'),
    local_authority: text('Label, as in breakdowns.'),
    phase: text('Label, as in breakdowns.'),
    type: text('Label, as in breakdowns.'),
    region: text('Label, as in breakdowns.'),
  })
  .check(z.describe('An open school.'))

export const schoolsData = z
  .object({
    register: z.array(register).check(z.describe('The lists that were searched.')),
    schools: z.array(school).check(z.describe('At most ten, the likeliest first.')),
  })
  .check(z.describe('Schools that a search found.'))

export type SchoolsData = z.infer<typeof schoolsData>
