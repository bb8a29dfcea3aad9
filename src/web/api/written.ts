import { LICENCE, terms } from './about'
import { described } from './described'
import { describeApi } from './openapi'

/** What the build writes into `public/api.json` about the public data, for people and programs. */
export function writeApi() {
  return { document: describeApi(), described, licence: LICENCE, terms }
}

export type WrittenApi = ReturnType<typeof writeApi>
