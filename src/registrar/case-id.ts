/** Is this a case's id as the ledger can hold it: a UUID, of which sixteen bytes are written. */
export function isCaseId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
