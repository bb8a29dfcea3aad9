import * as z from 'zod/mini'
import { publicData } from '../../newsroom/public-data'
import type { Schemas } from './fields'

const HERE = '#/components/schemas'

/**
 * The schemas of the public data by their names: JSON Schema 2020-12, open to further fields.
 */
export function makeSchemas(): Schemas {
  const { schemas } = z.toJSONSchema(publicData, { io: 'input', uri: (id) => `${HERE}/${id}` })
  for (const schema of Object.values(schemas)) {
    // Where they stand is their id, and the document says which dialect.
    delete schema.$id
    delete schema.$schema
  }
  return schemas
}
