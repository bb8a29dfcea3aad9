import { Rejected } from './rejected.ts'

const UUID_AT_END = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The UUID of the letter whose ledger an origin names: its last part, in lower case. */
export function letterOf(origin: string): string {
  const [, uuid] = UUID_AT_END.exec(origin) ?? []
  if (uuid) return uuid
  throw new Rejected('bad-origin', `The ledger’s name ends with no letter’s UUID: ${origin}`)
}
