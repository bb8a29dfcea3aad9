/** Did the database answer and say no, as opposed to not answering. */
export function isRefusedByData(error: unknown): boolean {
  return /SQLITE_|constraint/i.test(messageOf(error))
}

/** What an error says, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
