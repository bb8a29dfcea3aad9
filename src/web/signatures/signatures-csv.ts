import { ask } from '../../ask'
import type { Letter } from '../../letters/letter'
import { listed, shownSignatures, type ListedSignature, type ShownRow } from '../../signatures/list'

/** So many rows are read, and held in memory, at once. */
export const AT_ONCE = 5000

export const COLUMNS = ['name', 'role', 'school', 'edition', 'assurance']

/**
 * The shown signatures of a letter, newest first, as rows of `COLUMNS`, a part at a time; never all
 * of them at once. The first part has been read already.
 */
export async function* signatureParts(db: D1Database, letter: Letter, first: ShownRow[]) {
  let rows = first
  for (;;) {
    yield listed(letter, rows).map(signatureRow)
    const last = rows.at(-1)
    if (rows.length < AT_ONCE || !last) return
    const [more]: [ShownRow[]] = await ask(
      db,
      shownSignatures(db, { id: letter.id }, AT_ONCE, last.number)
    )
    rows = more
  }
}

type PublicFields = Omit<ListedSignature, 'number' | 'uncheckable'>

export function signatureRow({ name, role, school, edition, assurance }: PublicFields) {
  return [name, role, school ?? '', edition, assurance]
}
